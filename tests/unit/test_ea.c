// SPDX-License-Identifier: GPL-2.0
/* VF BARs that Enhanced Allocation describes. */
#include <errno.h>
#include <string.h>

#include <sriov_pf/ea.h>

#include "image.h"
#include "unit.h"

#define EA		0x98
#define FIRST		(EA + 4)

static struct image image;
static struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS];

static void put_cap(u8 where, u8 id, u8 next)
{
	put16(&image, where, id | next << 8);
}

static void put_header(u8 first)
{
	put16(&image, PCI_STATUS, PCI_STATUS_CAP_LIST);
	put16(&image, PCI_CAPABILITY_LIST, first);
}

/* The list has another capability before it, as on ThunderX. */
static int setup(void **state)
{
	image_init(&image);
	put_header(0x40);
	put_cap(0x40, PCI_CAP_ID_EXP, EA);
	put_cap(EA, PCI_CAP_ID_EA, 0);
	memset(bars, 0x5a, sizeof(bars));
	return 0;
}

static void put_entries(u16 where, const u32 *dword, unsigned int count)
{
	unsigned int i;

	for (i = 0; i < count && where + 4 * i < IMAGE_SIZE; i++)
		put32(&image, where + 4 * i, dword[i]);
}

static void is_bar(unsigned int slot, const struct sriov_ea_vf_bar *want)
{
	assert_int_equal(bars[slot].address, want->address);
	assert_int_equal(bars[slot].size, want->size);
	assert_int_equal(bars[slot].width, want->width);
	assert_int_equal(bars[slot].prefetchable, want->prefetchable);
}

/* The first dword of an entry: BEI, properties, how many dwords follow. */
#define ENTRY(bei, pp, sp, es)						\
	(0x80000000 | (sp) << 16 | (pp) << 8 | (bei) << 4 | (es))
#define VF(slot, es)	ENTRY(9 + (slot), 4, 0xff, es)
#define VF_PREF(slot, es) ENTRY(9 + (slot), 3, 0xff, es)
/* 2 MiB at 0x8430a0000000, and 64 KiB at 0xa0000000. */
#define WIDE		0xa0000002, 0x001ffffe, 0x8430, 0
#define NARROW		0xa0000000, 0x0000fffc
#define IS_WIDE		{ 0x8430a0000000, 0x200000, 64, false }
#define IS_NARROW	{ 0xa0000000, 0x10000, 32, false }

/* Entries, and the BARs that they describe. */
struct entry_case {
	const char *name;
	u8 count;
	u32 dword[20];
	int result;
	struct sriov_ea_vf_bar bar[PCI_SRIOV_NUM_BARS];
};

static const struct entry_case entry_cases[] = {
	{ "no entries", 0, { VF(0, 4), WIDE } },
	{ "32 bits", 1, { VF(0, 2), NARROW }, 0, { IS_NARROW } },
	{ "64 bits", 1, { VF(0, 4), WIDE }, 0, { IS_WIDE } },
	{ "prefetchable", 1, { VF_PREF(2, 2), NARROW }, 0,
	  { [2] = { 0xa0000000, 0x10000, 32, true } } },
	{ "only Base has 64 bits", 1,
	  { VF(1, 3), 0xa0000002, 0x0000fffc, 0x12 }, 0,
	  { [1] = { 0x12a0000000, 0x10000, 64, false } } },
	{ "only MaxOffset has 64 bits", 1,
	  { VF(1, 3), 0xa0000000, 0xfffffffe, 0xf }, 0,
	  { [1] = { 0xa0000000, 0x1000000000, 64, false } } },
	{ "slot 5", 1, { VF(5, 4), WIDE }, 0, { [5] = IS_WIDE } },
	{ "four bytes", 1, { VF(0, 2), 0xa0000000, 0 }, 0,
	  { { 0xa0000000, 4, 32, false } } },
	{ "two VF BARs among other entries", 4,
	  { ENTRY(0, 0, 0xff, 2), NARROW, VF(0, 4), WIDE,
	    ENTRY(7, 0xfd, 0xff, 2), NARROW, VF(4, 2), NARROW }, 0,
	  { IS_WIDE, [4] = IS_NARROW } },
	{ "64 bits take the next slot", 2,
	  { VF(0, 4), WIDE, VF(1, 2), NARROW }, 0, { IS_WIDE } },
	{ "32 bits do not take the next slot", 2,
	  { VF(0, 2), NARROW, VF(1, 2), NARROW }, 0, { IS_NARROW, IS_NARROW } },
	{ "two for one slot: the last one counts", 2,
	  { VF(3, 4), WIDE, VF(3, 2), NARROW }, 0, { [3] = IS_NARROW } },
	{ "not enabled", 1, { VF(0, 4) & 0x7fffffff, WIDE } },
	{ "BAR 5 of the PF", 1, { ENTRY(5, 4, 0xff, 4), WIDE } },
	{ "the expansion ROM", 1, { ENTRY(8, 4, 0xff, 4), WIDE } },
	{ "a reserved BEI", 1, { ENTRY(15, 4, 0xff, 4), WIDE } },
	{ "memory of the PF", 1, { ENTRY(9, 0, 4, 4), WIDE } },
	{ "properties 2, I/O", 1, { ENTRY(9, 2, 4, 4), WIDE } },
	{ "properties 5, of a bridge", 1, { ENTRY(9, 5, 4, 4), WIDE } },
	{ "properties 7, the last known", 1, { ENTRY(9, 7, 4, 4), WIDE } },
	{ "properties 8: the secondary ones count", 1,
	  { ENTRY(9, 8, 4, 4), WIDE }, 0,
	  { IS_WIDE } },
	{ "properties 0xfc: the secondary ones count", 1,
	  { ENTRY(9, 0xfc, 3, 2), NARROW }, 0,
	  { { 0xa0000000, 0x10000, 32, true } } },
	{ "both properties unknown", 1, { ENTRY(9, 8, 8, 4), WIDE } },
	{ "properties 0xfd, reserved memory", 1, { ENTRY(9, 0xfd, 4, 4), WIDE } },
	{ "unavailable", 1, { ENTRY(9, 0xff, 4, 4), WIDE } },
	{ "a dword too few", 1, { VF(0, 3), WIDE }, -EINVAL },
	{ "a dword too many", 1, { VF(0, 5), WIDE, 0 }, -EINVAL },
	{ "seven dwords", 1, { VF(0, 7), WIDE, 0, 0, 0 }, -EINVAL },
	{ "no dwords", 1, { VF(0, 0) }, -EINVAL },
	{ "sound entries around a malformed one", 3,
	  { VF(0, 2), NARROW, VF(2, 1), 0xa0000000, VF(4, 2), NARROW }, -EINVAL,
	  { IS_NARROW, [4] = IS_NARROW } },
	{ "end at the last byte of 64 bits", 1,
	  { VF(0, 4), 0x00000002, 0xfffffffe, 0x1, 0xfffffffe }, -EINVAL },
	{ "end 4 GiB before that", 1,
	  { VF(0, 4), 0x00000002, 0xfffffffe, 0x1, 0xfffffffd }, 0,
	  { { 0x100000000, 0xfffffffe00000000, 64, false } } },
	{ "end past 64 bits", 1,
	  { VF(0, 4), 0x00000002, 0xfffffffe, 0x2, 0xfffffffe }, -EINVAL },
	{ "the whole 64-bit space", 1,
	  { VF(0, 4), 0x00000002, 0xfffffffe, 0, 0xffffffff }, -EINVAL },
};

static void bars_of(void **state)
{
	const struct entry_case *row = *state;
	unsigned int slot;

	image.bytes[EA + PCI_EA_NUM_ENT] = row->count;
	put_entries(FIRST, row->dword, ARRAY_SIZE(row->dword));
	assert_int_equal(sriov_ea_read_vf_bars(&image.cfg, bars), row->result);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		is_bar(slot, &row->bar[slot]);
}

static const struct sriov_ea_vf_bar narrow = IS_NARROW, none;

static void narrow_at(u16 where)
{
	static const u32 entry[] = { VF(0, 2), NARROW };

	put_entries(where, entry, ARRAY_SIZE(entry));
}

/* The result of sriov_ea_read_vf_bars(), and whether it found the entry. */
static void comes_to(int result, bool found)
{
	assert_int_equal(sriov_ea_read_vf_bars(&image.cfg, bars), result);
	is_bar(0, found ? &narrow : &none);
	assert_int_equal(image.write_count, 0);
}

static int setup_narrow(void **state)
{
	setup(state);
	image.bytes[EA + PCI_EA_NUM_ENT] = 1;
	narrow_at(FIRST);
	return 0;
}

static void reserved_count_bits_are_ignored(void **state)
{
	image.bytes[EA + PCI_EA_NUM_ENT] = 0xc1;
	comes_to(0, true);
}

static void pointers_have_two_reserved_bits(void **state)
{
	put_header(0x43);
	put_cap(0x40, PCI_CAP_ID_EXP, EA | 3);
	comes_to(0, true);
}

static void a_bridge_has_one_dword_more(void **state)
{
	image.bytes[PCI_HEADER_TYPE] = 0x80 | PCI_HEADER_TYPE_BRIDGE;
	narrow_at(FIRST + 4);
	comes_to(0, true);
}

static void without_a_list_nothing_is_looked_for(void **state)
{
	put16(&image, PCI_STATUS, ~PCI_STATUS_CAP_LIST);
	comes_to(0, false);
	assert_int_equal(image.count, 1);
}

static void without_config_space_no_read(void **state)
{
	image.cfg.size = 0;
	comes_to(-EINVAL, false);
	assert_int_equal(image.count, 0);
}

static void a_list_without_it_ends(void **state)
{
	put_cap(EA, PCI_CAP_ID_VNDR, 0);
	comes_to(0, false);
	put_cap(EA, PCI_CAP_ID_VNDR, 0x3c);
	comes_to(0, false);
	put_cap(EA, 0xff, 0x50);
	put_cap(0x50, PCI_CAP_ID_EA, 0);
	comes_to(0, false);
}

static void a_list_that_loops_ends(void **state)
{
	put_cap(EA, PCI_CAP_ID_VNDR, 0x40);
	comes_to(-EINVAL, false);
	assert_int_equal(image.count, 4);
}

static void all_48_capabilities_are_read(void **state)
{
	unsigned int where;

	for (where = 0x40; where < 0xfc; where += 4)
		put_cap(where, PCI_CAP_ID_VNDR, where + 4);
	put_cap(0xfc, PCI_CAP_ID_VNDR, 0);
	comes_to(0, false);
	assert_int_equal(image.count, 2 + 48);

	put_cap(0xfc, PCI_CAP_ID_VNDR, 0x40);
	image_recount(&image);
	comes_to(-EINVAL, false);
	assert_int_equal(image.count, 2 + 48);
}

static void entries_end_within_256_bytes(void **state)
{
	put_cap(0x40, PCI_CAP_ID_EXP, 0xf0);
	put_cap(0xf0, PCI_CAP_ID_EA, 0);
	image.bytes[0xf0 + PCI_EA_NUM_ENT] = 1;
	narrow_at(0xf4);
	comes_to(0, true);
	image.bytes[0xf0 + PCI_EA_NUM_ENT] = 2;
	comes_to(-EINVAL, true);
	put_cap(0x40, PCI_CAP_ID_EXP, 0xf4);
	put_cap(0xf4, PCI_CAP_ID_EA, 0);
	image.bytes[0xf4 + PCI_EA_NUM_ENT] = 1;
	narrow_at(0xf8);
	comes_to(-EINVAL, false);
}

static void dwords_are_read_once_and_no_others(void **state)
{
	unsigned int dword, i;

	comes_to(0, true);
	/* Status, the pointer, two capabilities, the header type, three dwords */
	assert_int_equal(image.count, 8);
	for (dword = 0, i = 0; dword < IMAGE_SIZE / 4; dword++) {
		assert_in_range(image.reads[dword], 0, 1);
		i += image.reads[dword];
	}
	assert_int_equal(i, 8);
}

static void device_that_is_gone_is_enodev(void **state)
{
	unsigned int nth;

	for (nth = 1; nth <= 8; nth++) {
		setup_narrow(NULL);
		image_fail(&image, nth, -ENODEV);
		assert_int_equal(sriov_ea_read_vf_bars(&image.cfg, bars), -ENODEV);
		assert_int_equal(image.count, nth);
	}
}

/* A sound capability, whose registers have BARs in slots 0 and 3. */
static struct sriov_info info_of(u16 size)
{
	struct ecap cap = image_init_igb(&image);
	struct sriov_info info;

	cap.size = size;
	assert_int_equal(sriov_decode(&cap, 0, &info), 0);
	return info;
}

static void registers_give_the_bars_that_it_does_not(void **state)
{
	static const struct sriov_ea_vf_bar nothing[PCI_SRIOV_NUM_BARS];
	struct sriov_info info = info_of(64), before = info;

	sriov_ea_place_vf_bars(nothing, &info);
	assert_memory_equal(&info, &before, sizeof(info));
}

static void it_overrides_the_registers(void **state)
{
	static const struct sriov_ea_vf_bar two[PCI_SRIOV_NUM_BARS] = {
		[2] = IS_WIDE, [5] = { 0xb0000000, 0x1000, 64, true },
	};
	struct sriov_info info = info_of(64);

	sriov_ea_place_vf_bars(two, &info);
	assert_int_equal(info.vf_bar[0].address, 0x1fe000000);
	assert_int_equal(info.vf_bar[2].address, 0x8430a0000000);
	assert_int_equal(info.vf_bar[2].slot, 2);
	assert_int_equal(info.vf_bar[2].width, 64);
	assert_int_equal(info.vf_bar[2].prefetchable, false);
	assert_int_equal(info.vf_bar[3].width, 0);
	assert_int_equal(info.vf_bar[5].address, 0xb0000000);
	assert_int_equal(info.vf_bar[5].width, 64);
	assert_int_equal(info.vf_bar[5].prefetchable, true);
	assert_int_equal(info.vf_bar[5].raw, 0);
}

static void one_of_32_bits_leaves_the_next_slot(void **state)
{
	static const struct sriov_ea_vf_bar one[PCI_SRIOV_NUM_BARS] = {
		[2] = IS_NARROW,
	};
	struct sriov_info info = info_of(64);

	sriov_ea_place_vf_bars(one, &info);
	assert_int_equal(info.vf_bar[2].width, 32);
	assert_int_equal(info.vf_bar[3].width, 64);
}

static void a_bar_past_the_registers_is_absent(void **state)
{
	static const struct sriov_ea_vf_bar two[PCI_SRIOV_NUM_BARS] = {
		[2] = IS_NARROW, [3] = IS_NARROW,
	};
	struct sriov_info info = info_of(PCI_SRIOV_BAR + 4 * 3);

	sriov_ea_place_vf_bars(two, &info);
	assert_int_equal(info.vf_bar[2].width, 32);
	assert_int_equal(info.vf_bar[3].width, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup(reserved_count_bits_are_ignored, setup_narrow),
	cmocka_unit_test_setup(pointers_have_two_reserved_bits, setup_narrow),
	cmocka_unit_test_setup(a_bridge_has_one_dword_more, setup_narrow),
	cmocka_unit_test_setup(without_a_list_nothing_is_looked_for, setup_narrow),
	cmocka_unit_test_setup(without_config_space_no_read, setup_narrow),
	cmocka_unit_test_setup(a_list_without_it_ends, setup_narrow),
	cmocka_unit_test_setup(a_list_that_loops_ends, setup_narrow),
	cmocka_unit_test_setup(all_48_capabilities_are_read, setup_narrow),
	cmocka_unit_test_setup(entries_end_within_256_bytes, setup),
	cmocka_unit_test_setup(dwords_are_read_once_and_no_others, setup_narrow),
	cmocka_unit_test_setup(device_that_is_gone_is_enodev, setup_narrow),
	cmocka_unit_test(registers_give_the_bars_that_it_does_not),
	cmocka_unit_test(it_overrides_the_registers),
	cmocka_unit_test(one_of_32_bits_leaves_the_next_slot),
	cmocka_unit_test(a_bar_past_the_registers_is_absent),
};

int main(void)
{
	int failed = 0;

	failed += run_table(bars_of, entry_cases, setup);
	failed += cmocka_run_group_tests(tests, NULL, NULL);
	return failed;
}
