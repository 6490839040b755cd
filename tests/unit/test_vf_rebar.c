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

/* Capability and control register of each entry, and what they come to. */
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
	{ "reserved bits and the current size say nothing",
	  { { 0x0000001f, COUNT(1) | 0xff18 } }, WHOLE, 0, { 1ULL << 20 } },
	{ "slot 5", { { 0x20, COUNT(1) | 5 } }, WHOLE, 0, { [5] = 1 << 21 } },
	{ "six BARs in any order",
	  { { 0x10, COUNT(6) | 3 }, { 0x20, 0 }, { 0x40, 5 }, { 0x80, 1 },
	    { 0x100, 4 }, { 0x200, 2 } }, WHOLE, 0,
	  { 1 << 21, 1 << 23, 1 << 25, 1 << 20, 1 << 24, 1 << 22 } },
	{ "the count stands in the first entry alone",
	  { { 0x10, COUNT(2) }, { 0x20, COUNT(6) | 2 }, { 0x40, 4 } },
	  WHOLE, 0, { 1 << 20, 0, 1 << 21 } },
	{ "slot 6 is none", { { 0x10, COUNT(1) | 6 } }, WHOLE, -EINVAL },
	{ "slot 7 is none, the entries before it count",
	  { { 0x10, COUNT(3) | 1 }, { 0x20, 7 }, { 0x40, 2 } }, WHOLE,
	  -EINVAL, { 0, 1 << 20 } },
	{ "capability of one entry", { { 0x10, COUNT(1) } }, 12, 0,
	  { 1 << 20 } },
	{ "second entry past the end", { { 0x10, COUNT(2) }, { 0x20, 1 } }, 12,
	  -EINVAL, { 1 << 20 } },
	{ "second entry cut in half", { { 0x10, COUNT(2) }, { 0x20, 1 } }, 16,
	  -EINVAL, { 1 << 20 } },
	{ "header alone", { { 0x10, COUNT(1) } }, 4, -EINVAL },
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
	assert_int_equal(vf_rebar_read(&cap, sizes), row->result);
	for (n = 0; n < PCI_SRIOV_NUM_BARS; n++)
		assert_int_equal(sizes[n], row->sizes[n]);
}

static void entries_are_read_once_and_no_others(void **state)
{
	unsigned int dword;

	put32(&image, REBAR + 8, COUNT(2));
	put32(&image, REBAR + 16, 1);
	assert_int_equal(vf_rebar_read(&cap, sizes), 0);
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
		assert_int_equal(vf_rebar_read(&cap, sizes), -ENODEV);
		assert_int_equal(image.count, nth);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup(entries_are_read_once_and_no_others, setup),
	cmocka_unit_test_setup(device_that_is_gone_is_enodev, setup),
};

int main(void)
{
	int failed = 0;

	failed += run_table(sizes_of, rebar_cases, setup);
	failed += cmocka_run_group_tests(tests, NULL, NULL);
	return failed;
}
