// SPDX-License-Identifier: GPL-2.0
/* The walk over extended capabilities, finding them, and their names. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <sriov_pf/ecap.h>
#include <sriov_pf/ecap_name.h>

#include "image.h"
#include "unit.h"

#define LAST_SLOT	(IMAGE_SIZE - 4)
#define POISON		0xa5

static struct image image;
/* Allocated with ECAP_LIST_SIZE, so that AddressSanitizer finds overruns. */
static struct ecap_list *list;

static int setup(void **state)
{
	image_init(&image);
	memset(list, POISON, ECAP_LIST_SIZE);
	return 0;
}

static void walk(unsigned int count, unsigned int faults)
{
	assert_int_equal(ecap_walk(list, &image.cfg), 0);
	assert_ptr_equal(list->cfg, &image.cfg);
	assert_int_equal(list->count, count);
	assert_int_equal(list->faults, faults);
}

/* Capabilities with ids 1, 2, ...; the last one points to @next. */
static void put_chain(const u16 *offset, unsigned int count, u16 next)
{
	unsigned int i;

	for (i = 0; i < count; i++)
		put_ecap(&image, offset[i], i + 1, (i + 1) % 16,
			 i + 1 < count ? offset[i + 1] : next);
}

static struct ecap find(u16 id)
{
	struct ecap cap = { 0 };

	assert_int_equal(ecap_find(list, id, &cap), 0);
	return cap;
}

/* The walk */

static void walk_of_empty_space_finds_nothing(void **state)
{
	walk(0, 0);
	assert_int_equal(image.count, 1);
	assert_int_equal(image.where, 0x100);
	assert_int_equal(image.width, 4);
}

static void walk_of_256_byte_space_reads_nothing(void **state)
{
	put_igb(&image);
	image.cfg.size = PCI_CFG_SPACE_SIZE;
	walk(0, 0);
	assert_int_equal(image.count, 0);
}

static void walk_of_short_extended_space_reads_nothing(void **state)
{
	put_igb(&image);
	image.cfg.size = PCI_CFG_SPACE_EXP_SIZE - 4;
	walk(0, 0);
	assert_int_equal(image.count, 0);
}

static void walk_of_all_ones_finds_nothing_and_reports_it(void **state)
{
	put32(&image, 0x100, U32_MAX);
	walk(0, ECAP_CHAIN_ALL_ONES);
	assert_int_equal(image.count, 1);
}

static void walk_stops_at_all_ones_in_mid_chain(void **state)
{
	static const u16 chain[] = { 0x100, 0x200 };

	put_chain(chain, ARRAY_SIZE(chain), 0x300);
	put32(&image, 0x300, U32_MAX);
	walk(2, ECAP_CHAIN_ALL_ONES);
}

static void walk_takes_a_header_of_nearly_all_ones(void **state)
{
	put32(&image, 0x100, 0x000fffff);
	walk(1, 0);
	assert_int_equal(find(0xffff).version, 15);
}

static void walk_stops_at_a_zero_header_in_mid_chain(void **state)
{
	static const u16 chain[] = { 0x100, 0x200 };

	put_chain(chain, ARRAY_SIZE(chain), 0x300);
	walk(2, 0);
	assert_int_equal(image.reads[0x300 / 4], 1);
}

static void walk_takes_a_null_capability_with_a_next_pointer(void **state)
{
	put_ecap(&image, 0x100, 0, 0, 0x200);
	put_ecap(&image, 0x200, 7, 1, 0);
	walk(2, 0);
	assert_int_equal(find(0).offset, 0x100);
	assert_int_equal(find(7).offset, 0x200);
}

/* A chain, and the offset and size that each capability must get. */
struct shape {
	const char *name;
	unsigned int count;
	u16 offset[5];
	u16 size[5];
};

static const struct shape shapes[] = {
	{ "one", 1, { 0x100 }, { 0xf00 } },
	{ "ascending", 4, { 0x100, 0x140, 0x150, 0x160 },
	  { 0x40, 0x10, 0x10, 0xea0 } },
	{ "not ascending", 4, { 0x100, 0x300, 0x200, 0x400 },
	  { 0x100, 0x100, 0x100, 0xc00 } },
	{ "descending after the first", 5,
	  { 0x100, 0xffc, 0x500, 0x240, 0x104 },
	  { 0x4, 0x4, 0xafc, 0x2c0, 0x13c } },
	{ "side by side", 3, { 0x100, 0x104, 0x108 }, { 4, 4, 0xef8 } },
	{ "last dword", 2, { 0x100, 0xffc }, { 0xefc, 4 } },
	{ "across words of the bitmap", 3, { 0x100, 0x1fc, 0x200 },
	  { 0xfc, 4, 0xe00 } },
};

static void capability_is_as_its_header_says(void **state)
{
	const struct shape *shape = *state;
	struct ecap cap;
	unsigned int i;

	put_chain(shape->offset, shape->count, 0);
	walk(shape->count, 0);
	for (i = 0; i < shape->count; i++) {
		assert_int_equal(ecap_at(list, i, &cap), 0);
		assert_ptr_equal(cap.cfg, &image.cfg);
		assert_int_equal(cap.offset, shape->offset[i]);
		assert_int_equal(cap.size, shape->size[i]);
		assert_int_equal(cap.header, get32(&image, cap.offset));
		assert_int_equal(cap.id, i + 1);
		assert_int_equal(cap.version, i + 1);
		assert_int_equal(cap.index, i);
		assert_int_equal(image.reads[cap.offset / 4], 1);
	}
	assert_int_equal(image.count, shape->count);
}

/* Chains of 0x100, 0x200 and 0x300, with a bad pointer in the last one. */
struct ending {
	const char *name;
	u16 next;
	unsigned int count;
	unsigned int faults;
};

static const struct ending endings[] = {
	{ "loops to itself", 0x300, 3, ECAP_CHAIN_LOOPS },
	{ "loops to the one before", 0x200, 3, ECAP_CHAIN_LOOPS },
	{ "loops to the first", 0x100, 3, ECAP_CHAIN_LOOPS },
	{ "points below 0x100", 0x0fc, 3, ECAP_CHAIN_LOW },
	{ "points to 4", 0x004, 3, ECAP_CHAIN_LOW },
	{ "only the low bits are set", 0x003, 3, ECAP_CHAIN_UNALIGNED },
	{ "unaligned by 1, followed", 0x401, 4, ECAP_CHAIN_UNALIGNED },
	{ "unaligned by 2, followed", 0x402, 4, ECAP_CHAIN_UNALIGNED },
	{ "unaligned by 3, followed", 0x403, 4, ECAP_CHAIN_UNALIGNED },
	{ "unaligned, and loops", 0x302, 3,
	  ECAP_CHAIN_UNALIGNED | ECAP_CHAIN_LOOPS },
	{ "unaligned, and below 0x100", 0x0fe, 3,
	  ECAP_CHAIN_UNALIGNED | ECAP_CHAIN_LOW },
	{ "unaligned at the end of space", 0xfff, 4, ECAP_CHAIN_UNALIGNED },
};

static void walk_of_bad_chain_ends(void **state)
{
	static const u16 chain[] = { 0x100, 0x200, 0x300 };
	const struct ending *ending = *state;
	unsigned int slot;

	put_chain(chain, ARRAY_SIZE(chain), ending->next);
	put_ecap(&image, 0x400, 4, 4, 0);
	put_ecap(&image, LAST_SLOT, 4, 4, 0);
	walk(ending->count, ending->faults);
	assert_int_equal(image.count, ending->count);
	for (slot = 0; slot < IMAGE_SIZE / 4; slot++)
		assert_true(image.reads[slot] <= 1);
	if (ending->count == 4)
		assert_int_equal(find(4).offset, ending->next & ~3);
}

static void every_header_was_read_once(void)
{
	unsigned int slot;

	assert_int_equal(image.count, ECAP_SLOTS);
	for (slot = 0; slot < IMAGE_SIZE / 4; slot++)
		assert_int_equal(image.reads[slot], slot >= 0x100 / 4);
}

static void walk_of_960_capabilities_reads_each_header_once(void **state)
{
	u16 where;

	for (where = 0x100; where < LAST_SLOT; where += 4)
		put_ecap(&image, where, 1, 1, where + 4);
	put_ecap(&image, LAST_SLOT, 1, 1, 0);
	walk(960, 0);
	every_header_was_read_once();
}

/* 7 and 960 have no common divisor, so the chain visits every slot. */
static void walk_of_960_shuffled_capabilities_ends_at_the_loop(void **state)
{
	unsigned int slot;

	for (slot = 0; slot < ECAP_SLOTS; slot++)
		put_ecap(&image, 0x100 + 4 * slot, 1, 1,
			 0x100 + 4 * ((slot + 7) % ECAP_SLOTS));
	walk(960, ECAP_CHAIN_LOOPS);
	every_header_was_read_once();
	assert_int_equal(list->entry[959].offset, 0x100 + 4 * 953);
	assert_int_equal(list->entry[1].offset, 0x100 + 4 * 7);
}

static void walk_returns_an_error_from_any_read(void **state)
{
	unsigned int nth;

	for (nth = 1; nth <= 4; nth++) {
		image_init(&image);
		put_igb(&image);
		image_fail(&image, nth, -EIO);
		assert_int_equal(ecap_walk(list, &image.cfg), -EIO);
		assert_int_equal(image.count, nth);
	}
}

static void walk_of_a_device_that_is_gone_is_enodev(void **state)
{
	put_igb(&image);
	image_gone(&image);
	assert_int_equal(ecap_walk(list, &image.cfg), -ENODEV);
}

static void walk_again_starts_afresh(void **state)
{
	put_igb(&image);
	walk(4, 0);
	put_ecap(&image, 0x100, 9, 1, 0x100);
	walk(1, ECAP_CHAIN_LOOPS);
	assert_int_equal(find(9).size, 0xf00);
}

/* Finding */

static void poisoned(const void *object, size_t size)
{
	const u8 *byte = object;
	size_t i;

	for (i = 0; i < size; i++)
		assert_int_equal(byte[i], POISON);
}

static void at_past_the_end_is_enodev(void **state)
{
	struct ecap cap;

	put_igb(&image);
	walk(4, 0);
	memset(&cap, POISON, sizeof(cap));
	assert_int_equal(ecap_at(list, 4, &cap), -ENODEV);
	assert_int_equal(ecap_at(list, UINT_MAX, &cap), -ENODEV);
	poisoned(&cap, sizeof(cap));
}

static void find_takes_the_id(void **state)
{
	put_igb(&image);
	walk(4, 0);
	assert_int_equal(find(PCI_EXT_CAP_ID_ERR).offset, IGB_AER);
	assert_int_equal(find(PCI_EXT_CAP_ID_DSN).offset, IGB_SERIAL);
	assert_int_equal(find(PCI_EXT_CAP_ID_ARI).offset, IGB_ARI);
	assert_int_equal(find(PCI_EXT_CAP_ID_SRIOV).offset, IGB_SRIOV);
}

static void find_without_such_an_id_is_enodev(void **state)
{
	struct ecap cap;

	put_igb(&image);
	walk(4, 0);
	memset(&cap, POISON, sizeof(cap));
	assert_int_equal(ecap_find(list, PCI_EXT_CAP_ID_PASID, &cap), -ENODEV);
	poisoned(&cap, sizeof(cap));
}

static void find_in_an_empty_list_is_enodev(void **state)
{
	struct ecap cap;

	walk(0, 0);
	assert_int_equal(ecap_find(list, 0, &cap), -ENODEV);
}

/* Two vendor-specific capabilities, with others before, between and after. */
static void put_two_of_a_kind(void)
{
	put_ecap(&image, 0x100, PCI_EXT_CAP_ID_ERR, 1, 0x200);
	put_ecap(&image, 0x200, PCI_EXT_CAP_ID_VNDR, 1, 0x300);
	put_ecap(&image, 0x300, PCI_EXT_CAP_ID_ARI, 1, 0x180);
	put_ecap(&image, 0x180, PCI_EXT_CAP_ID_VNDR, 2, 0x400);
	put_ecap(&image, 0x400, PCI_EXT_CAP_ID_DSN, 1, 0);
	walk(5, 0);
}

static void find_next_follows_the_chain_not_the_address(void **state)
{
	struct ecap cap;

	put_two_of_a_kind();
	cap = find(PCI_EXT_CAP_ID_VNDR);
	assert_int_equal(cap.offset, 0x200);
	assert_int_equal(ecap_find_next(list, &cap), 0);
	assert_int_equal(cap.offset, 0x180);
	assert_int_equal(cap.size, 0x80);
	assert_int_equal(cap.version, 2);
	assert_int_equal(cap.index, 3);
}

static void find_next_after_the_last_is_enodev(void **state)
{
	struct ecap cap, before;

	put_two_of_a_kind();
	cap = find(PCI_EXT_CAP_ID_VNDR);
	assert_int_equal(ecap_find_next(list, &cap), 0);
	before = cap;
	assert_int_equal(ecap_find_next(list, &cap), -ENODEV);
	assert_memory_equal(&cap, &before, sizeof(cap));

	cap = find(PCI_EXT_CAP_ID_DSN);
	assert_int_equal(ecap_find_next(list, &cap), -ENODEV);
}

static void for_each_follows_the_chain(void **state)
{
	static const u16 order[] = { 0x100, 0x200, 0x300, 0x180, 0x400 };
	unsigned int i = 0;
	struct ecap cap;

	put_two_of_a_kind();
	ecap_for_each(list, cap) {
		assert_in_range(i, 0, 4);
		assert_int_equal(cap.offset, order[i++]);
	}
	assert_int_equal(i, 5);
}

static void for_each_of_nothing_does_nothing(void **state)
{
	struct ecap cap;

	walk(0, 0);
	ecap_for_each(list, cap)
		fail();
}

static void finding_does_not_touch_the_device(void **state)
{
	struct ecap cap;

	put_two_of_a_kind();
	image_gone(&image);
	cap = find(PCI_EXT_CAP_ID_VNDR);
	assert_int_equal(ecap_find_next(list, &cap), 0);
	assert_int_equal(image.count, 5);
}

/* Names */

struct name {
	const char *name;
	u16 id;
};

static const struct name ids[] = {
	{ "Null", 0 },
	{ "Advanced Error Reporting", PCI_EXT_CAP_ID_ERR },
	{ "Device Serial Number", PCI_EXT_CAP_ID_DSN },
	{ "Vendor-Specific", PCI_EXT_CAP_ID_VNDR },
	{ "Access Control Services", PCI_EXT_CAP_ID_ACS },
	{ "Alternative Routing-ID Interpretation", PCI_EXT_CAP_ID_ARI },
	{ "Address Translation Services", PCI_EXT_CAP_ID_ATS },
	{ "Single Root I/O Virtualization", PCI_EXT_CAP_ID_SRIOV },
	{ "Page Request Interface", PCI_EXT_CAP_ID_PRI },
	{ "Resizable BAR", PCI_EXT_CAP_ID_REBAR },
	{ "TPH Requester", PCI_EXT_CAP_ID_TPH },
	{ "Latency Tolerance Reporting", PCI_EXT_CAP_ID_LTR },
	{ "Process Address Space ID", PCI_EXT_CAP_ID_PASID },
	{ "Downstream Port Containment", PCI_EXT_CAP_ID_DPC },
	{ "Precision Time Measurement", PCI_EXT_CAP_ID_PTM },
	{ "Designated Vendor-Specific", PCI_EXT_CAP_ID_DVSEC },
	{ "VF Resizable BAR", 0x24 },
	{ "Data Link Feature", PCI_EXT_CAP_ID_DLF },
	{ "Native PCIe Enclosure Management", 0x29 },
	{ "Data Object Exchange", PCI_EXT_CAP_ID_DOE },
	{ "Flit Error Injection", 0x34 },
};

static void id_is_named(void **state)
{
	const struct name *row = *state;

	assert_string_equal(ecap_name(row->id), row->name);
}

static void id_without_a_name_is_unknown(void **state)
{
	assert_string_equal(ecap_name(0x14), "unknown");
	assert_string_equal(ecap_name(0x7fff), "unknown");
	assert_string_equal(ecap_name(0xffff), "unknown");
}

#define TEST(test)	cmocka_unit_test_setup(test, setup)

static const struct CMUnitTest walking[] = {
	TEST(walk_of_empty_space_finds_nothing),
	TEST(walk_of_256_byte_space_reads_nothing),
	TEST(walk_of_short_extended_space_reads_nothing),
	TEST(walk_of_all_ones_finds_nothing_and_reports_it),
	TEST(walk_stops_at_all_ones_in_mid_chain),
	TEST(walk_takes_a_header_of_nearly_all_ones),
	TEST(walk_stops_at_a_zero_header_in_mid_chain),
	TEST(walk_takes_a_null_capability_with_a_next_pointer),
	TEST(walk_of_960_capabilities_reads_each_header_once),
	TEST(walk_of_960_shuffled_capabilities_ends_at_the_loop),
	TEST(walk_returns_an_error_from_any_read),
	TEST(walk_of_a_device_that_is_gone_is_enodev),
	TEST(walk_again_starts_afresh),
};

static const struct CMUnitTest finding[] = {
	TEST(at_past_the_end_is_enodev),
	TEST(find_takes_the_id),
	TEST(find_without_such_an_id_is_enodev),
	TEST(find_in_an_empty_list_is_enodev),
	TEST(find_next_follows_the_chain_not_the_address),
	TEST(find_next_after_the_last_is_enodev),
	TEST(for_each_follows_the_chain),
	TEST(for_each_of_nothing_does_nothing),
	TEST(finding_does_not_touch_the_device),
	TEST(id_without_a_name_is_unknown),
};

int main(void)
{
	int failed = 0;

	list = malloc(ECAP_LIST_SIZE);
	if (!list)
		return 1;

	failed += cmocka_run_group_tests(walking, NULL, NULL);
	failed += run_table(capability_is_as_its_header_says, shapes, setup);
	failed += run_table(walk_of_bad_chain_ends, endings, setup);
	failed += cmocka_run_group_tests(finding, NULL, NULL);
	failed += run_table(id_is_named, ids, setup);
	free(list);
	return failed;
}
