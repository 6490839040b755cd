// SPDX-License-Identifier: GPL-2.0
/* The VF Resizable BAR extended capability. */
#include <errno.h>
#include <string.h>

#include <sriov_pf/vf_rebar.h>

#include "image.h"
#include "unit.h"

#define REBAR	0x200

static struct image image;
static struct ecap cap;
static u64 sizes[PCI_SRIOV_NUM_BARS];

static int setup(void **state)
{
	image_init(&image);
	cap = (struct ecap){
		.cfg = &image.cfg,
		.offset = REBAR,
		.size = 4 + 8 * PCI_SRIOV_NUM_BARS,
		.id = PCI_EXT_CAP_ID_VF_REBAR,
	};
	memset(sizes, 0x5a, sizeof(sizes));
	return 0;
}

/* The registers of each entry, and the sizes that they give. */
struct rebar_case {
	const char *name;
	struct {
		u32 capability;
		u32 control;
	} entry[7];
	u16 size;
	int result;
	u64 sizes[PCI_SRIOV_NUM_BARS];
};

#define COUNT(n)	((n) << 5)
#define WHOLE		(4 + 8 * 6)

static const struct rebar_case rebar_cases[] = {
	{ "one BAR, 1 MiB", { { 0x10, COUNT(1) } }, WHOLE, 0,
	  { 1ULL << 20 } },
	{ "128 TiB, the last of the first register",
	  { { 0x80000000, COUNT(1) } }, WHOLE, 0, { 1ULL << 47 } },
	{ "256 TiB, the first of the second register",
	  { { 0, COUNT(1) | 0x10000 } }, WHOLE, 0, { 1ULL << 48 } },
	{ "8 EiB, the last of all", { { 0, COUNT(1) | 0x80000000 } }, WHOLE, 0,
	  { 1ULL << 63 } },
	{ "every size", { { 0xfffffff0, COUNT(1) | 0xffff0000 } }, WHOLE, 0,
	  { ~0ULL << 20 } },
	{ "reserved bits and the current size do not count",
	  { { 0x0000001f, COUNT(1) | 0xff18 } }, WHOLE, 0, { 1ULL << 20 } },
	{ "slot 5", { { 0x20, COUNT(1) | 5 } }, WHOLE, 0, { [5] = 1 << 21 } },
	{ "six BARs in any order",
	  { { 0x10, COUNT(6) | 3 }, { 0x20, 0 }, { 0x40, 5 }, { 0x80, 1 },
	    { 0x100, 4 }, { 0x200, 2 } }, WHOLE, 0,
	  { 1 << 21, 1 << 23, 1 << 25, 1 << 20, 1 << 24, 1 << 22 } },
	{ "only the first entry has the count",
	  { { 0x10, COUNT(2) }, { 0x20, COUNT(6) | 2 }, { 0x40, 4 } },
	  WHOLE, 0, { 1 << 20, 0, 1 << 21 } },
	{ "slot 6 does not exist", { { 0x10, COUNT(1) | 6 } }, WHOLE, -EINVAL },
	{ "slot 7 does not exist, the entries before it count",
	  { { 0x10, COUNT(3) | 1 }, { 0x20, 7 }, { 0x40, 2 } }, WHOLE,
	  -EINVAL, { 0, 1 << 20 } },
	{ "capability of one entry", { { 0x10, COUNT(1) } }, 12, 0,
	  { 1 << 20 } },
	{ "second entry past the end", { { 0x10, COUNT(2) }, { 0x20, 1 } }, 12,
	  -EINVAL, { 1 << 20 } },
	{ "second entry truncated", { { 0x10, COUNT(2) }, { 0x20, 1 } }, 16,
	  -EINVAL, { 1 << 20 } },
	{ "only a header", { { 0x10, COUNT(1) } }, 4, -EINVAL },
	{ "no entries", { { 0x10, COUNT(0) } }, WHOLE, -EINVAL },
	{ "more entries than slots",
	  { { 0x10, COUNT(7) }, { 0x20, 1 }, { 0x40, 2 }, { 0x80, 3 },
	    { 0x100, 4 }, { 0x200, 5 }, { 0x400, 0 } }, WHOLE, -EINVAL },
};

static void sizes_of(void **state)
{
	const struct rebar_case *row = *state;
	unsigned int n;

	for (n = 0; n < ARRAY_SIZE(row->entry); n++) {
		put32(&image, REBAR + 4 + 8 * n, row->entry[n].capability);
		put32(&image, REBAR + 8 + 8 * n, row->entry[n].control);
	}
	cap.size = row->size;
	assert_int_equal(sriov_vf_rebar_read(&cap, sizes), row->result);
	for (n = 0; n < PCI_SRIOV_NUM_BARS; n++)
		assert_int_equal(sizes[n], row->sizes[n]);
}

static void entries_are_read_once_and_no_others(void **state)
{
	unsigned int dword;

	put32(&image, REBAR + 8, COUNT(2));
	put32(&image, REBAR + 16, 1);
	assert_int_equal(sriov_vf_rebar_read(&cap, sizes), 0);
	assert_int_equal(image.count, 4);
	for (dword = 1; dword <= 4; dword++)
		assert_int_equal(image.reads[REBAR / 4 + dword], 1);
}

static void device_that_is_gone_is_enodev(void **state)
{
	unsigned int nth;

	for (nth = 1; nth <= 4; nth++) {
		setup(NULL);
		put32(&image, REBAR + 8, COUNT(2));
		image_fail(&image, nth, -ENODEV);
		assert_int_equal(sriov_vf_rebar_read(&cap, sizes), -ENODEV);
		assert_int_equal(image.count, nth);
	}
}

/* The size in an entry's control register. */
struct size_case {
	const char *name;
	unsigned int slot;
	u32 control[3];
	u16 size;
	int result;
	u64 bytes;
};

#define SIZE(n)		((n) << 8)

static const struct size_case size_cases[] = {
	{ "1 MiB", 0, { COUNT(1) }, WHOLE, 0, 1 << 20 },
	{ "8 EiB", 0, { COUNT(1) | SIZE(43) }, WHOLE, 0, 1ULL << 63 },
	{ "too large for 64 bits", 0, { COUNT(1) | SIZE(44) }, WHOLE,
	  -EINVAL },
	{ "of the second entry", 3, { COUNT(2), 3 | SIZE(2) }, WHOLE, 0,
	  1 << 22 },
	{ "of a BAR without an entry", 2,
	  { COUNT(2), 3 | SIZE(2), 2 }, WHOLE, -EINVAL },
	{ "without entries", 2, { 0, 2 }, WHOLE, -EINVAL },
	{ "of an entry past the end", 2, { COUNT(2), 2 }, 12, -EINVAL },
};

static void set_controls(const struct size_case *row)
{
	unsigned int n;

	for (n = 0; n < ARRAY_SIZE(row->control); n++)
		put32(&image, REBAR + 8 + 8 * n, row->control[n]);
	cap.size = row->size;
}

static void size_is(void **state)
{
	const struct size_case *row = *state;
	u64 bytes = 0;

	set_controls(row);
	assert_int_equal(sriov_vf_rebar_get_size(&cap, row->slot, &bytes),
			 row->result);
	assert_int_equal(bytes, row->bytes);
}

static void size_is_set(void **state)
{
	static const struct size_case entries = {
		.control = { COUNT(2) | 0xf00, 0xffff0003 | SIZE(43) },
		.size = WHOLE,
	};
	u64 bytes;

	set_controls(&entries);
	assert_int_equal(sriov_vf_rebar_set_size(&cap, 3, 1 << 23), 0);
	assert_int_equal(image.write_count, 1);
	assert_int_equal(image.writes[(REBAR + 16) / 4], 1);
	assert_int_equal(sriov_vf_rebar_get_size(&cap, 3, &bytes), 0);
	assert_int_equal(bytes, 1 << 23);
	assert_int_equal(image.bytes[REBAR + 16] | image.bytes[REBAR + 17] << 8 |
			 image.bytes[REBAR + 18] << 16, 0xff0003 | SIZE(3));

	assert_int_equal(sriov_vf_rebar_set_size(&cap, 3, 1ULL << 63), 0);
	assert_int_equal(sriov_vf_rebar_get_size(&cap, 3, &bytes), 0);
	assert_int_equal(bytes, 1ULL << 63);
}

static void invalid_size_is_not_set(void **state)
{
	static const u64 wrong[] = { 0, 1, 1 << 19, 3 << 20, (1 << 20) + 1 };
	size_t i;

	put32(&image, REBAR + 8, COUNT(1));
	for (i = 0; i < ARRAY_SIZE(wrong); i++)
		assert_int_equal(sriov_vf_rebar_set_size(&cap, 0, wrong[i]), -EINVAL);
	assert_int_equal(sriov_vf_rebar_set_size(&cap, 1, 1 << 20), -EINVAL);
	assert_int_equal(image.write_count, 0);
}

static void size_of_a_device_that_is_gone(void **state)
{
	u64 bytes;

	put32(&image, REBAR + 8, COUNT(1));
	image_fail(&image, 1, -ENODEV);
	assert_int_equal(sriov_vf_rebar_get_size(&cap, 0, &bytes), -ENODEV);
	setup(NULL);
	put32(&image, REBAR + 8, COUNT(1));
	image_fail(&image, 2, -ENODEV);
	assert_int_equal(sriov_vf_rebar_set_size(&cap, 0, 1 << 20), -ENODEV);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup(entries_are_read_once_and_no_others, setup),
	cmocka_unit_test_setup(device_that_is_gone_is_enodev, setup),
	cmocka_unit_test_setup(size_is_set, setup),
	cmocka_unit_test_setup(invalid_size_is_not_set, setup),
	cmocka_unit_test_setup(size_of_a_device_that_is_gone, setup),
};

int main(void)
{
	int failed = 0;

	failed += run_table(sizes_of, rebar_cases, setup);
	failed += run_table(size_is, size_cases, setup);
	failed += cmocka_run_group_tests(tests, NULL, NULL);
	return failed;
}
