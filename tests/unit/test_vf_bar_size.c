// SPDX-License-Identifier: GPL-2.0
/* Sizing a VF BAR: write all ones, read which bits stay, write back. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include <sriov_pf/sriov.h>

#include "image.h"
#include "unit.h"

#define BARS		(IGB_SRIOV + PCI_SRIOV_BAR)
#define UNTOUCHED	0xa5a5a5a5a5a5a5a5

static struct image image;
static struct sriov_view view;

/* A register that holds @value. Only its bits in @mask can be written. */
static void set_bar(unsigned int slot, u32 value, u32 mask)
{
	put32(&image, BARS + 4 * slot, value);
	image_takes(&image, BARS + 4 * slot, mask);
}

static int setup(void **state)
{
	view.cap = image_init_igb(&image);
	set_bar(0, 0xfe00000c, 0xffffc000);
	return 0;
}

/* Sizing leaves all registers as they were. */
static void size_is(unsigned int slot, int error, u64 expect)
{
	static struct image before;
	u64 size = UNTOUCHED;

	before = image;
	assert_int_equal(sriov_size_vf_bar(&view, slot, &size), error);
	assert_int_equal(size, error ? UNTOUCHED : expect);
	assert_memory_equal(image.bytes, before.bytes, IMAGE_SIZE);
}

static void accesses_are(unsigned int slot, unsigned int slots)
{
	unsigned int i;

	assert_int_equal(image.count, 2 * slots);
	assert_int_equal(image.write_count, 2 * slots);
	for (i = slot; i < slot + slots; i++) {
		assert_int_equal(image.reads[BARS / 4 + i], 2);
		assert_int_equal(image.writes[BARS / 4 + i], 2);
	}
}

/* The values and the writable bits of two registers, and the size. */
struct size_case {
	const char *name;
	unsigned int slot;
	u32 value[2];
	u32 mask[2];
	int err;
	u64 size;
	unsigned int slots;
};

static const struct size_case size_cases[] = {
	{ "64 bits, 16 KiB", 0, { 0xfe00000c, 1 }, { 0xffffc000, U32_MAX },
	  .size = 0x4000, .slots = 2 },
	{ "64 bits, not prefetchable", 2, { 0xfe000004, 1 },
	  { 0xffffc000, U32_MAX }, .size = 0x4000, .slots = 2 },
	{ "64 bits, 2 GiB", 1, { 0x8000000c, 1 }, { 0x80000000, U32_MAX },
	  .size = 1ULL << 31, .slots = 2 },
	{ "64 bits, 4 GiB", 3, { 0x0000000c, 1 }, { 0, U32_MAX },
	  .size = 1ULL << 32, .slots = 2 },
	{ "64 bits, 1 TiB in the last pair", 4, { 0x0000000c, 0x100 },
	  { 0, 0xffffff00 }, .size = 1ULL << 40, .slots = 2 },
	{ "64 bits, the largest size", 0, { 0x0000000c, 0x80000000 },
	  { 0, 0x80000000 }, .size = 1ULL << 63, .slots = 2 },
	{ "64 bits, upper half not writable", 0, { 0xfe00000c, 0 },
	  { 0xffffc000, 0 }, .size = 0x4000, .slots = 2 },
	{ "64 bits, without an address", 0, { 0x00000004, 0 },
	  { 0xffffc000, U32_MAX }, .size = 0x4000, .slots = 2 },
	{ "64 bits, not writable", 0, { 0x00000004, 0 }, { 0, 0 },
	  .size = 0, .slots = 2 },
	{ "32 bits, 16 bytes", 0, { 0xfe000000, 1 }, { 0xfffffff0, U32_MAX },
	  .size = 16, .slots = 1 },
	{ "32 bits, 1 MiB in the last slot", 5, { 0xfe000008, 0 },
	  { 0xfff00000, 0 }, .size = 1 << 20, .slots = 1 },
	{ "32 bits, 2 GiB", 0, { 0x80000000, 0 }, { 0x80000000, U32_MAX },
	  .size = 1U << 31, .slots = 1 },
	{ "32 bits, without an address", 2, { 0, 0xab }, { 0xffff0000, 0 },
	  .size = 0x10000, .slots = 1 },
	{ "32 bits, with a gap in the writable bits", 0, { 0xfe000000, 0 },
	  { 0xff0f0000, 0 }, .size = 0x10000, .slots = 1 },
	{ "no BAR", 2, { 0, 0xfe00000c }, { 0, U32_MAX }, .size = 0,
	  .slots = 1 },
	{ "I/O space", 0, { 0x0000e001, 1 }, { 0xffffff00, U32_MAX },
	  .err = -EINVAL, .slots = 1 },
	{ "I/O space of 64 bits", 0, { 0x0000e005, 1 },
	  { 0xffffff00, U32_MAX }, .err = -EINVAL, .slots = 1 },
	{ "all ones, not writable", 0, { U32_MAX, U32_MAX }, { 0, 0 },
	  .err = -EINVAL, .slots = 1 },
	{ "all ones, all bits writable", 0, { 0xfe000000, 1 },
	  { U32_MAX, U32_MAX }, .err = -EINVAL, .slots = 1 },
	{ "reserved type 01", 1, { 0xfe000002, 1 }, { 0xfff00000, U32_MAX },
	  .err = -EINVAL, .slots = 1 },
	{ "reserved type 11", 1, { 0xfe000006, 1 }, { 0xfff00000, U32_MAX },
	  .err = -EINVAL, .slots = 1 },
	{ "64 bits in the last slot", 5, { 0xfe00000c, 1 },
	  { 0xfff00000, U32_MAX }, .err = -EINVAL, .slots = 1 },
};

static void vf_bar_is_sized(void **state)
{
	const struct size_case *row = *state;

	set_bar(row->slot, row->value[0], row->mask[0]);
	set_bar(row->slot + 1, row->value[1], row->mask[1]);
	size_is(row->slot, row->err, row->size);
	accesses_are(row->slot, row->slots);
}

static void every_slot_is_sized(void **state)
{
	unsigned int slot, bit;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		for (bit = 4; bit < 32; bit++) {
			set_bar(slot, 0, U32_MAX << bit);
			size_is(slot, 0, BIT(bit));
		}
}

static void every_pair_is_sized(void **state)
{
	unsigned int slot, bit;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS - 1; slot++)
		for (bit = 4; bit < 64; bit++) {
			u64 mask = U64_MAX << bit;

			set_bar(slot, 0xc, mask);
			set_bar(slot + 1, 0, mask >> 32);
			size_is(slot, 0, 1ULL << bit);
		}
}

static void slot_past_the_last_is_einval(void **state)
{
	static const unsigned int slots[] = {
		6, 7, 0xff, 0x10000, INT_MAX, UINT_MAX - 1, UINT_MAX,
	};
	size_t i;

	view.cap.size = IMAGE_SIZE - IGB_SRIOV;
	for (i = 0; i < ARRAY_SIZE(slots); i++)
		size_is(slots[i], -EINVAL, 0);
	assert_int_equal(image.count + image.write_count, 0);
}

static void past_the_capability_is_einval(void **state)
{
	view.cap.size = PCI_SRIOV_BAR;
	size_is(0, -EINVAL, 0);
	view.cap.size = PCI_SRIOV_BAR + 16;
	size_is(4, -EINVAL, 0);
	size_is(5, -EINVAL, 0);
	assert_int_equal(image.count + image.write_count, 0);
}

static void upper_half_past_the_capability_is_einval(void **state)
{
	view.cap.size = PCI_SRIOV_BAR + 4;
	size_is(0, -EINVAL, 0);
	accesses_are(0, 1);
}

static void read_only_device_is_eopnotsupp(void **state)
{
	image_read_only(&image);
	size_is(0, -EOPNOTSUPP, 0);
	assert_int_equal(image.count, 1);
}

/* A 64-bit BAR takes eight accesses, four for each half. */
#define ACCESSES	8
#define WRITES_ONES	2
#define WRITES_BACK	4

static void device_that_goes_is_enodev(void **state)
{
	unsigned int nth;
	u64 size = UNTOUCHED;

	for (nth = 1; nth <= ACCESSES; nth++) {
		setup(NULL);
		image_fail(&image, nth, -ENODEV);
		assert_int_equal(sriov_size_vf_bar(&view, 0, &size), -ENODEV);
		assert_int_equal(size, UNTOUCHED);
	}
	setup(NULL);
	image_fail(&image, ACCESSES + 1, -ENODEV);
	assert_int_equal(sriov_size_vf_bar(&view, 0, &size), 0);
}

/*
 * If any access fails but the one that writes back, the registers are as they
 * were. After the failure, nothing is written but the old value.
 */
static void failed_access_leaves_the_registers(void **state)
{
	unsigned int nth;

	for (nth = 1; nth <= ACCESSES; nth++) {
		if (nth % 4 == WRITES_BACK % 4)
			continue;
		setup(NULL);
		image_fail_once(&image, nth, -EIO);
		size_is(0, -EIO, 0);
		assert_int_equal(image.writes[BARS / 4], nth == 1 ? 0 :
				 nth == WRITES_ONES ? 1 : 2);
	}
}

/* The read of the size fails. The next access writes the old value back. */
static void after_a_failed_read_the_value_is_written_back(void **state)
{
	u64 size = UNTOUCHED;
	u32 before = get32(&image, BARS + 4);

	image_fail_once(&image, 7, -EIO);
	assert_int_equal(sriov_size_vf_bar(&view, 0, &size), -EIO);
	assert_int_equal(image.count + image.write_count, 8);
	assert_int_equal(image.where, BARS + 4);
	assert_int_equal(image.writes[BARS / 4 + 1], 2);
	assert_int_equal(get32(&image, BARS + 4), before);
}

static void failing_to_write_back_is_an_error(void **state)
{
	u64 size = UNTOUCHED;

	image_fail_once(&image, WRITES_BACK, -EIO);
	assert_int_equal(sriov_size_vf_bar(&view, 0, &size), -EIO);
	assert_int_equal(size, UNTOUCHED);
	assert_int_equal(image.writes[BARS / 4 + 1], 0);

	setup(NULL);
	image_fail_once(&image, 2 * WRITES_BACK, -EIO);
	assert_int_equal(sriov_size_vf_bar(&view, 0, &size), -EIO);
	assert_int_equal(size, UNTOUCHED);
}

static void writing_back_is_tried_even_if_the_device_is_gone(void **state)
{
	u64 size;

	image_fail(&image, 3, -ENODEV);
	assert_int_equal(sriov_size_vf_bar(&view, 0, &size), -ENODEV);
	assert_int_equal(image.count + image.write_count, 4);
}

#define TEST(test)	cmocka_unit_test_setup(test, setup)

static const struct CMUnitTest tests[] = {
	TEST(every_slot_is_sized),
	TEST(every_pair_is_sized),
	TEST(slot_past_the_last_is_einval),
	TEST(past_the_capability_is_einval),
	TEST(upper_half_past_the_capability_is_einval),
	TEST(read_only_device_is_eopnotsupp),
	TEST(device_that_goes_is_enodev),
	TEST(failed_access_leaves_the_registers),
	TEST(after_a_failed_read_the_value_is_written_back),
	TEST(failing_to_write_back_is_an_error),
	TEST(writing_back_is_tried_even_if_the_device_is_gone),
};

int main(void)
{
	int failed = 0;

	failed += run_table(vf_bar_is_sized, size_cases, setup);
	failed += cmocka_run_group_tests(tests, NULL, NULL);
	return failed;
}
