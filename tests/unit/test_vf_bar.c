// SPDX-License-Identifier: GPL-2.0
/* The VF BARs of the SR-IOV capability: decoding, listing, reading. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include <sriov_pf/sriov.h>

#include "image.h"
#include "unit.h"

#define BARS	(IGB_SRIOV + PCI_SRIOV_BAR)

static struct image image;
static struct ecap cap;
static struct sriov_info info;

static int setup(void **state)
{
	cap = image_init_igb(&image);
	return 0;
}

static void set_bar(unsigned int slot, u32 value)
{
	put32(&image, BARS + 4 * slot, value);
}

static void decode(unsigned int sized)
{
	assert_int_equal(sriov_decode(&cap, sized, &info), 0);
}

/* One BAR */

struct bar_case {
	const char *name;
	u8 slot;
	u32 low;
	u32 high;
	struct sriov_vf_bar expect;
};

#define HIGH	0x12345678
#define RAW(r)	.raw = (r), .address = (r) & ~0xfULL

static const struct bar_case bar_cases[] = {
	{ "64-bit, prefetchable", 0, 0xfe00000c, HIGH,
	  { RAW(0x12345678fe00000c), .width = 64, .prefetchable = true } },
	{ "64-bit, not prefetchable", 2, 0xfe000004, HIGH,
	  { RAW(0x12345678fe000004), .slot = 2, .width = 64 } },
	{ "64-bit, high half zero", 1, 0xfe00000c, 0,
	  { RAW(0xfe00000c), .slot = 1, .width = 64, .prefetchable = true } },
	{ "64-bit, low half zero", 1, 0x00000004, HIGH,
	  { RAW(0x1234567800000004), .slot = 1, .width = 64 } },
	{ "64-bit in slot 4", 4, 0xfe000004, HIGH,
	  { RAW(0x12345678fe000004), .slot = 4, .width = 64 } },
	{ "64-bit in slot 5", 5, 0xfe000004, 0,
	  { RAW(0xfe000004), .slot = 5, .width = 32,
	    .fault = SRIOV_BAR_LAST } },
	{ "32-bit ignores the next slot", 0, 0xfe000000, HIGH,
	  { RAW(0xfe000000), .width = 32 } },
	{ "32-bit, prefetchable", 3, 0xfffffff8, HIGH,
	  { RAW(0xfffffff8), .slot = 3, .width = 32, .prefetchable = true } },
	{ "32-bit in slot 5", 5, 0x00000010, 0,
	  { RAW(0x00000010), .slot = 5, .width = 32 } },
	{ "reads as zero", 1, 0, HIGH,
	  { RAW(0), .slot = 1, .width = 32 } },
	{ "I/O bit", 0, 0x0000e001, HIGH,
	  { RAW(0x0000e001), .width = 32, .fault = SRIOV_BAR_IO } },
	{ "I/O bit, whatever the type", 5, 0x0000e005, HIGH,
	  { RAW(0x0000e005), .slot = 5, .width = 32,
	    .fault = SRIOV_BAR_IO } },
	{ "reserved type 01", 0, 0xfe000002, HIGH,
	  { RAW(0xfe000002), .width = 32, .fault = SRIOV_BAR_TYPE } },
	{ "reserved type 11", 0, 0xfe000006, HIGH,
	  { RAW(0xfe000006), .width = 32, .fault = SRIOV_BAR_TYPE } },
	{ "reserved type 11 in slot 5", 5, 0xfe000006, 0,
	  { RAW(0xfe000006), .slot = 5, .width = 32,
	    .fault = SRIOV_BAR_TYPE } },
};

static void same_bar(const struct sriov_vf_bar *bar,
		     const struct sriov_vf_bar *expect)
{
	assert_int_equal(bar->raw, expect->raw);
	assert_int_equal(bar->address, expect->address);
	assert_int_equal(bar->fault, expect->fault);
	assert_int_equal(bar->slot, expect->slot);
	assert_int_equal(bar->width, expect->width);
	assert_int_equal(bar->prefetchable, expect->prefetchable);
}

static void vf_bar_is_decoded(void **state)
{
	const struct bar_case *row = *state;
	struct sriov_vf_bar bar;

	bar = sriov_decode_vf_bar(row->slot, row->low, row->high);
	same_bar(&bar, &row->expect);
}

/* All BARs: six registers, and the widths of the BARs in them. */
struct bars_case {
	const char *name;
	u32 raw[PCI_SRIOV_NUM_BARS];
	unsigned int sized;
	u8 width[PCI_SRIOV_NUM_BARS];
};

static const struct bars_case bars_cases[] = {
	{ "none", { 0 }, 0, { 0 } },
	{ "six of 32 bits", { 0x10, 0x20, 0x30, 0x40, 0x50, 0x60 }, 0,
	  { 32, 32, 32, 32, 32, 32 } },
	{ "three of 64 bits", { 0x14, 1, 0x34, 3, 0x54, 5 }, 0,
	  { 64, 0, 64, 0, 64, 0 } },
	{ "64 bits in odd slots", { 0, 0x24, 2, 0x44, 4, 0x60 }, 0,
	  { 0, 64, 0, 64, 0, 32 } },
	{ "high half zero", { 0x14, 0, 0x30, 0, 0x54, 0 }, 0,
	  { 64, 0, 32, 0, 64, 0 } },
	{ "a sized high half is not a BAR", { 0x14, 0 }, BIT(1), { 64 } },
	{ "zero but sized, first", { 0 }, BIT(0), { 32 } },
	{ "zero but sized, last", { 0 }, BIT(5), { [5] = 32 } },
	{ "zero but sized, others", { 0, 0x24, 2 }, BIT(3) | BIT(1),
	  { 0, 64, 0, 32 } },
	{ "one in the last slot", { [5] = 0x64 }, 0, { [5] = 32 } },
	{ "one of a reserved type takes one slot", { 0x16, 0x20 }, 0,
	  { 32, 32 } },
};

static void vf_bars_take_their_slots(void **state)
{
	const struct bars_case *row = *state;
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		set_bar(slot, row->raw[slot]);
	decode(row->sized);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++) {
		assert_int_equal(info.vf_bar[slot].width, row->width[slot]);
		assert_int_equal((u32)info.vf_bar[slot].raw,
				 row->width[slot] ? row->raw[slot] : 0);
		if (row->width[slot])
			assert_int_equal(info.vf_bar[slot].slot, slot);
	}
}

static void decode_of_igb_finds_its_two_bars(void **state)
{
	static const struct sriov_vf_bar bar0 = {
		RAW(0x1fe00000c), .width = 64, .prefetchable = true,
	};
	static const struct sriov_vf_bar bar3 = {
		RAW(0x2fe02000c), .slot = 3, .width = 64, .prefetchable = true,
	};
	static const struct sriov_vf_bar none = { 0 };

	decode(0);
	assert_int_equal(info.total_vfs, 8);
	assert_int_equal(info.vf_device_id, 0x10ca);
	same_bar(&info.vf_bar[0], &bar0);
	same_bar(&info.vf_bar[1], &none);
	same_bar(&info.vf_bar[2], &none);
	same_bar(&info.vf_bar[3], &bar3);
	same_bar(&info.vf_bar[4], &none);
	same_bar(&info.vf_bar[5], &none);
}

/* Listing */

/* The result of each call up to the first 0, and the BAR that it stores. */
struct list_case {
	const char *name;
	u32 registers[PCI_SRIOV_NUM_BARS];
	unsigned int sized;
	struct step {
		int result;
		u8 slot;
		u8 width;
		enum sriov_bar_fault fault;
	} step[PCI_SRIOV_NUM_BARS + 1];
};

static const struct list_case list_cases[] = {
	{ "none", { 0 } },
	{ "six of 32 bits", { 0x10, 0x20, 0x30, 0x40, 0x50, 0x60 }, 0,
	  { { 1, 0, 32 }, { 1, 1, 32 }, { 1, 2, 32 }, { 1, 3, 32 },
	    { 1, 4, 32 }, { 1, 5, 32 } } },
	{ "three of 64 bits", { 0x14, 1, 0x34, 3, 0x54, 5 }, 0,
	  { { 1, 0, 64 }, { 1, 2, 64 }, { 1, 4, 64 } } },
	{ "64 bits in odd slots", { 0, 0x24, 2, 0x4c, 4 }, 0,
	  { { 1, 1, 64 }, { 1, 3, 64 } } },
	{ "an upper half is not a BAR, whatever it holds",
	  { 0x14, 0xe001, 0x30 }, 0, { { 1, 0, 64 }, { 1, 2, 32 } } },
	{ "zero but sized", { 0 }, BIT(0) | BIT(3) | BIT(5),
	  { { 1, 0, 32 }, { 1, 3, 32 }, { 1, 5, 32 } } },
	{ "sized upper half", { 0x14 }, BIT(0) | BIT(1), { { 1, 0, 64 } } },
	{ "sized beyond the slots", { 0 }, ~0x3fu },
	{ "an I/O BAR, and one after it", { 0xe005, 0x20 }, 0,
	  { { -EINVAL, 0, 32, SRIOV_BAR_IO }, { 1, 1, 32 } } },
	{ "reserved types, and one after them", { 0x16, 0x22, 0x30 }, 0,
	  { { -EINVAL, 0, 32, SRIOV_BAR_TYPE },
	    { -EINVAL, 1, 32, SRIOV_BAR_TYPE }, { 1, 2, 32 } } },
	{ "64 bits in the last slot", { [5] = 0x64 }, 0,
	  { { -EINVAL, 5, 32, SRIOV_BAR_LAST } } },
	{ "nothing but faults", { 1, 1, 1, 1, 1, 1 }, 0,
	  { { -EINVAL, 0, 32, SRIOV_BAR_IO },
	    { -EINVAL, 1, 32, SRIOV_BAR_IO },
	    { -EINVAL, 2, 32, SRIOV_BAR_IO },
	    { -EINVAL, 3, 32, SRIOV_BAR_IO },
	    { -EINVAL, 4, 32, SRIOV_BAR_IO },
	    { -EINVAL, 5, 32, SRIOV_BAR_IO } } },
};

static void next_vf_bar_lists(void **state)
{
	const struct list_case *row = *state;
	struct sriov_vf_bar bar = { 0 };
	const struct step *step;

	for (step = row->step; step->result; step++) {
		assert_int_equal(sriov_next_vf_bar(row->registers, row->sized,
						   &bar), step->result);
		assert_int_equal(bar.slot, step->slot);
		assert_int_equal(bar.width, step->width);
		assert_int_equal(bar.fault, step->fault);
		assert_int_equal((u32)bar.raw, row->registers[bar.slot]);
	}
	assert_int_equal(sriov_next_vf_bar(row->registers, row->sized, &bar),
			 0);
}

static void next_vf_bar_gives_both_halves(void **state)
{
	static const u32 registers[PCI_SRIOV_NUM_BARS] = {
		[4] = 0xfe00000c, [5] = HIGH,
	};
	static const struct sriov_vf_bar expect = {
		RAW(0x12345678fe00000c), .slot = 4, .width = 64,
		.prefetchable = true,
	};
	struct sriov_vf_bar bar = { 0 };

	assert_int_equal(sriov_next_vf_bar(registers, 0, &bar), 1);
	same_bar(&bar, &expect);
}

static void next_vf_bar_after_the_last_leaves_it(void **state)
{
	static const u32 registers[PCI_SRIOV_NUM_BARS] = { 0, 0xfe000008 };
	static const struct sriov_vf_bar expect = {
		RAW(0xfe000008), .slot = 1, .width = 32, .prefetchable = true,
	};
	struct sriov_vf_bar bar = { 0 };

	assert_int_equal(sriov_next_vf_bar(registers, 0, &bar), 1);
	assert_int_equal(sriov_next_vf_bar(registers, 0, &bar), 0);
	assert_int_equal(sriov_next_vf_bar(registers, 0, &bar), 0);
	same_bar(&bar, &expect);
}

/* Reading all registers */

static void read_vf_bars_reads_each_once(void **state)
{
	struct sriov_view view = { .cap = cap };
	u32 registers[PCI_SRIOV_NUM_BARS];
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		set_bar(slot, 0x11111111 * (slot + 1));
	assert_int_equal(sriov_read_vf_bars(&view, registers), 0);
	assert_int_equal(image.count, PCI_SRIOV_NUM_BARS);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++) {
		assert_int_equal(registers[slot], 0x11111111 * (slot + 1));
		assert_int_equal(image.reads[BARS / 4 + slot], 1);
	}
}

static void read_vf_bars_of_a_short_capability_is_einval(void **state)
{
	struct sriov_view view = { .cap = cap };
	u32 registers[PCI_SRIOV_NUM_BARS];

	for (view.cap.size = 4; view.cap.size < PCI_SRIOV_VFM;
	     view.cap.size += 4)
		assert_int_equal(sriov_read_vf_bars(&view, registers),
				 -EINVAL);
	assert_int_equal(sriov_read_vf_bars(&view, registers), 0);
}

static void read_vf_bars_returns_an_error_from_any_read(void **state)
{
	struct sriov_view view = { .cap = cap };
	u32 registers[PCI_SRIOV_NUM_BARS];
	unsigned int nth;

	for (nth = 1; nth <= PCI_SRIOV_NUM_BARS; nth++) {
		image_recount(&image);
		image_fail(&image, nth, -ENODEV);
		assert_int_equal(sriov_read_vf_bars(&view, registers),
				 -ENODEV);
		assert_int_equal(image.count, nth);
	}
}

/* Reading a pair */

static void read_vf_bar64_reads_both_slots_once(void **state)
{
	struct sriov_view view = { .cap = cap };
	unsigned int slot;
	u64 value;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS - 1; slot++) {
		setup(NULL);
		set_bar(slot, 0xab00000c);
		set_bar(slot + 1, HIGH);
		assert_int_equal(sriov_read_vf_bar64(&view, slot, &value), 0);
		assert_int_equal(value, 0x12345678ab00000c);
		assert_int_equal(image.count, 2);
		assert_int_equal(image.reads[BARS / 4 + slot], 1);
		assert_int_equal(image.reads[BARS / 4 + slot + 1], 1);
	}
}

#define UNTOUCHED	0xa5a5a5a5a5a5a5a5

static void read_vf_bar64_is(int error, unsigned int slot)
{
	struct sriov_view view = { .cap = cap };
	u64 value = UNTOUCHED;

	assert_int_equal(sriov_read_vf_bar64(&view, slot, &value), error);
	assert_int_equal(value, UNTOUCHED);
}

static void read_vf_bar64_past_the_last_pair_is_einval(void **state)
{
	static const unsigned int slots[] = {
		5, 6, 7, 8, 0xff, 0x10000, INT_MAX, UINT_MAX - 1, UINT_MAX,
	};
	size_t i;

	/* The registers after the BARs look like a BAR, too. */
	set_bar(5, 0xfe00000c);
	set_bar(6, 0xfe00000c);
	set_bar(7, 0xfe00000c);
	cap.size = IMAGE_SIZE - IGB_SRIOV;
	for (i = 0; i < ARRAY_SIZE(slots); i++)
		read_vf_bar64_is(-EINVAL, slots[i]);
	assert_int_equal(image.reads[BARS / 4 + 6], 0);
	assert_int_equal(image.reads[BARS / 4 + 7], 0);
}

static void read_vf_bar64_of_another_kind_is_einval(void **state)
{
	static const u32 low[] = {
		0, 0xfe000000, 0xfe000008,	/* 32 bits */
		0xe001, 0xe005, 0xe00d,		/* I/O space */
		0xfe000002, 0xfe000006,		/* reserved types */
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(low); i++) {
		set_bar(2, low[i]);
		read_vf_bar64_is(-EINVAL, 2);
	}
	assert_int_equal(image.reads[BARS / 4 + 3], 0);
}

static void read_vf_bar64_past_the_capability_is_einval(void **state)
{
	cap.size = PCI_SRIOV_BAR;
	read_vf_bar64_is(-EINVAL, 0);
	cap.size = PCI_SRIOV_BAR + 4;
	read_vf_bar64_is(-EINVAL, 0);
	cap.size = PCI_SRIOV_BAR + 12;
	read_vf_bar64_is(-EINVAL, 3);
}

static void read_vf_bar64_of_a_device_that_is_gone_is_enodev(void **state)
{
	image_gone(&image);
	read_vf_bar64_is(-ENODEV, 0);
	image_fail(&image, 2, -ENODEV);
	read_vf_bar64_is(-ENODEV, 0);
}

/* Reading a BAR again */

static void read_vf_bar_renews_both_halves(void **state)
{
	struct sriov_view view = { .cap = cap };
	struct sriov_vf_bar bar = { .slot = 3, .width = 64,
				    .prefetchable = true };

	set_bar(3, 0xab00000c);
	set_bar(4, HIGH);
	assert_int_equal(sriov_read_vf_bar(&view, &bar), 0);
	assert_int_equal(bar.raw, 0x12345678ab00000c);
	assert_int_equal(bar.address, 0x12345678ab000000);
	assert_int_equal(image.count, 2);
	assert_int_equal(image.reads[BARS / 4 + 3], 1);
	assert_int_equal(image.reads[BARS / 4 + 4], 1);
}

static void read_vf_bar_of_32_bits_reads_once(void **state)
{
	struct sriov_view view = { .cap = cap };
	struct sriov_vf_bar bar = { .raw = ~0ULL, .slot = 5, .width = 32 };

	set_bar(5, 0xab000008);
	assert_int_equal(sriov_read_vf_bar(&view, &bar), 0);
	assert_int_equal(bar.raw, 0xab000008);
	assert_int_equal(bar.address, 0xab000000);
	assert_int_equal(image.count, 1);
	assert_int_equal(image.where, BARS + 20);
}

/* A failed read must not store half of an address. */
static void vf_bar_stays(struct sriov_vf_bar bar, int error)
{
	struct sriov_view view = { .cap = cap };

	bar.raw = 0x1111;
	bar.address = 0x2222;
	assert_int_equal(sriov_read_vf_bar(&view, &bar), error);
	assert_int_equal(bar.raw, 0x1111);
	assert_int_equal(bar.address, 0x2222);
}

static void read_vf_bar_past_the_last_pair_is_einval(void **state)
{
	vf_bar_stays((struct sriov_vf_bar){ .slot = 5, .width = 64 }, -EINVAL);
	vf_bar_stays((struct sriov_vf_bar){ .slot = 6, .width = 32 }, -EINVAL);
}

static void read_vf_bar_past_the_capability_is_einval(void **state)
{
	cap.size = PCI_SRIOV_BAR + 4;
	vf_bar_stays((struct sriov_vf_bar){ .slot = 0, .width = 64 }, -EINVAL);
	vf_bar_stays((struct sriov_vf_bar){ .slot = 1, .width = 32 }, -EINVAL);
}

static void read_vf_bar_of_a_device_that_is_gone_is_enodev(void **state)
{
	image_gone(&image);
	vf_bar_stays((struct sriov_vf_bar){ .slot = 0, .width = 64 }, -ENODEV);
	image_fail(&image, 2, -ENODEV);
	vf_bar_stays((struct sriov_vf_bar){ .slot = 0, .width = 64 }, -ENODEV);
}

#define TEST(test)	cmocka_unit_test_setup(test, setup)

static const struct CMUnitTest tests[] = {
	TEST(decode_of_igb_finds_its_two_bars),
	TEST(next_vf_bar_gives_both_halves),
	TEST(next_vf_bar_after_the_last_leaves_it),
	TEST(read_vf_bars_reads_each_once),
	TEST(read_vf_bars_of_a_short_capability_is_einval),
	TEST(read_vf_bars_returns_an_error_from_any_read),
	TEST(read_vf_bar64_reads_both_slots_once),
	TEST(read_vf_bar64_past_the_last_pair_is_einval),
	TEST(read_vf_bar64_of_another_kind_is_einval),
	TEST(read_vf_bar64_past_the_capability_is_einval),
	TEST(read_vf_bar64_of_a_device_that_is_gone_is_enodev),
	TEST(read_vf_bar_renews_both_halves),
	TEST(read_vf_bar_of_32_bits_reads_once),
	TEST(read_vf_bar_past_the_last_pair_is_einval),
	TEST(read_vf_bar_past_the_capability_is_einval),
	TEST(read_vf_bar_of_a_device_that_is_gone_is_enodev),
};

int main(void)
{
	int failed = 0;

	failed += run_table(vf_bar_is_decoded, bar_cases, setup);
	failed += run_table(vf_bars_take_their_slots, bars_cases, setup);
	failed += run_table(next_vf_bar_lists, list_cases, setup);
	failed += cmocka_run_group_tests(tests, NULL, NULL);
	return failed;
}
