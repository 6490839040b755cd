// SPDX-License-Identifier: GPL-2.0
/* The faults of a malformed capability, and their descriptions. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <sriov_pf/malformed.h>

#include "image.h"
#include "unit.h"

#define DESCRIPTION	SRIOV_FAULT_TEXT

static struct image image;
static struct ecap_list *list;
static struct sriov_info info;
static struct sriov_context slot;

static int setup(void **state)
{
	image_init(&image);
	put_igb(&image);
	return 0;
}

/*
 * Up to six changes of igb's configuration space, by their offset in the
 * SR-IOV capability; the faults that must be found; and the descriptions of
 * these faults in their order, one on a line.
 */
struct change {
	u8 width;
	u16 where;
	u32 value;
};

struct malformed {
	const char *name;
	struct change change[6];
	struct sriov_context slot;
	u32 faults;
	const char *text;
};

#define W16(reg, value)		{ 2, PCI_SRIOV_##reg, value }
#define W32(reg, value)		{ 4, PCI_SRIOV_##reg, value }
#define BAR(slot, value)	{ 4, PCI_SRIOV_BAR + 4 * (slot), value }
#define NEXT(next)		{ 4, 0, 0x00010010 | (u32)(next) << 20 }
#define ACCEPTED		.slot = { IGB_ROUTING_ID, true }
#define PF(id)			.slot = { .routing_id = (id) }
#define F(fault)		BIT(SRIOV_FAULT_##fault)

static const struct malformed chain_cases[] = {
	{ "sound" },
	{ "sound, accepted", ACCEPTED },
	{ "sound, all VFs enabled", { W16(NUM_VF, 8) }, ACCEPTED },
	{ "chain loops to itself", { NEXT(IGB_SRIOV) },
	  .faults = F(CHAIN_LOOPS),
	  .text = "the chain of extended capabilities loops" },
	{ "chain loops to its first", { NEXT(IGB_AER) },
	  .faults = F(CHAIN_LOOPS),
	  .text = "the chain of extended capabilities loops" },
	{ "chain points below 0x100", { NEXT(0x0fc) },
	  .faults = F(CHAIN_LOW),
	  .text = "the chain of extended capabilities points below 0x100" },
	{ "chain has an unaligned pointer", { NEXT(0x1a2) },
	  .faults = F(CHAIN_UNALIGNED),
	  .text = "the chain of extended capabilities has an unaligned pointer" },
	{ "chain ends in all ones", { NEXT(0x1a0), { 4, 0x40, U32_MAX } },
	  .faults = F(CHAIN_ALL_ONES),
	  .text = "the chain of extended capabilities ends in all ones" },
	{ "chain has an unaligned pointer and loops", { NEXT(IGB_ARI + 1) },
	  .faults = F(CHAIN_UNALIGNED) | F(CHAIN_LOOPS),
	  .text = "the chain of extended capabilities loops\n"
		  "the chain of extended capabilities has an unaligned pointer" },
	{ "another capability after 64 bytes",
	  { NEXT(0x1a0), { 4, 0x40, 0x00010001 } } },
	{ "another capability after 60 bytes",
	  { NEXT(0x19c), { 4, 0x3c, 0x00010001 } },
	  .faults = F(TRUNCATED),
	  .text = "the capability has 60 bytes, not 64" },
	{ "another capability after 4 bytes, the rest is not checked",
	  { NEXT(0x164), { 4, 0x4, 0x00010001 }, W16(TOTAL_VF, 0) },
	  .faults = F(TRUNCATED),
	  .text = "the capability has 4 bytes, not 64" },
	{ "truncated by a capability that loops",
	  { NEXT(0x180), { 4, 0x20, 0x10010001 } },
	  .faults = F(TRUNCATED) | F(CHAIN_LOOPS),
	  .text = "the chain of extended capabilities loops\n"
		  "the capability has 32 bytes, not 64" },
};

static const struct malformed count_cases[] = {
	{ "TotalVFs 0", { W16(INITIAL_VF, 0), W16(TOTAL_VF, 0) },
	  .faults = F(NO_VFS), .text = "TotalVFs is 0" },
	{ "TotalVFs 0 with InitialVFs 8", { W16(TOTAL_VF, 0) },
	  .faults = F(NO_VFS) | F(INITIAL_VFS),
	  .text = "TotalVFs is 0\nInitialVFs 8 exceeds TotalVFs 0" },
	{ "TotalVFs 0, so offset and stride may be 0",
	  { W16(INITIAL_VF, 0), W16(TOTAL_VF, 0), W16(VF_OFFSET, 0),
	    W16(VF_STRIDE, 0) },
	  .faults = F(NO_VFS), .text = "TotalVFs is 0" },
	{ "InitialVFs one over TotalVFs", { W16(INITIAL_VF, 9) },
	  .faults = F(INITIAL_VFS),
	  .text = "InitialVFs 9 exceeds TotalVFs 8" },
	{ "InitialVFs under TotalVFs", { W16(INITIAL_VF, 7) } },
	{ "NumVFs one over TotalVFs", { W16(NUM_VF, 9) },
	  .faults = F(NUM_VFS), .text = "NumVFs 9 exceeds TotalVFs 8" },
	{ "NumVFs equal to TotalVFs", { W16(NUM_VF, 8) } },
	{ "NumVFs over InitialVFs, but not over TotalVFs",
	  { W16(INITIAL_VF, 4), W16(NUM_VF, 8) } },
	{ "one VF in all",
	  { W16(INITIAL_VF, 1), W16(TOTAL_VF, 1), W16(NUM_VF, 1) } },
};

static const struct malformed routing_cases[] = {
	{ "offset 0", { W16(VF_OFFSET, 0) },
	  .faults = F(VF_OFFSET), .text = "First VF Offset is 0" },
	{ "offset 0 of an accepted PF with no VFs", { W16(VF_OFFSET, 0) },
	  ACCEPTED },
	{ "offset 0 of an accepted PF with all VFs",
	  { W16(VF_OFFSET, 0), W16(NUM_VF, 8) }, ACCEPTED,
	  .faults = F(VF_OFFSET), .text = "First VF Offset is 0" },
	{ "offset 1", { W16(VF_OFFSET, 1) } },
	{ "stride 0 with eight VFs", { W16(VF_STRIDE, 0) },
	  .faults = F(VF_STRIDE), .text = "VF Stride is 0 with 8 VFs" },
	{ "stride 0 with two VFs",
	  { W16(VF_STRIDE, 0), W16(INITIAL_VF, 2), W16(TOTAL_VF, 2) },
	  .faults = F(VF_STRIDE), .text = "VF Stride is 0 with 2 VFs" },
	{ "stride 0 with one VF",
	  { W16(VF_STRIDE, 0), W16(INITIAL_VF, 1), W16(TOTAL_VF, 1) } },
	{ "stride 0 of an accepted PF with no VFs", { W16(VF_STRIDE, 0) },
	  ACCEPTED },
	{ "stride 0 of an accepted PF with all VFs",
	  { W16(VF_STRIDE, 0), W16(NUM_VF, 8) }, ACCEPTED,
	  .faults = F(VF_STRIDE), .text = "VF Stride is 0 with 8 VFs" },
	{ "last routing ID 0xffff", { W16(VF_OFFSET, 0xf1) }, PF(0xff00) },
	{ "last routing ID 0x10000", { W16(VF_OFFSET, 0xf2) }, PF(0xff00),
	  .faults = F(ROUTING_ID),
	  .text = "8 VFs at offset 242, stride 2 pass routing ID 0xffff" },
	{ "routing ID of an accepted PF with no VFs",
	  { W16(VF_OFFSET, 0xffff) }, ACCEPTED },
	{ "last VF has the PF's routing ID", { W16(VF_OFFSET, 0xfff2) },
	  .faults = F(ROUTING_ID) | F(ROUTING_ID_OF_PF),
	  .text = "8 VFs at offset 65522, stride 2 pass routing ID 0xffff\n"
		  "8 VFs at offset 65522, stride 2 end at the PF's own routing ID" },
	{ "the VF after the last would have the PF's routing ID",
	  { W16(VF_OFFSET, 0xfff0) }, .faults = F(ROUTING_ID),
	  .text = "8 VFs at offset 65520, stride 2 pass routing ID 0xffff" },
	{ "VFs step over the PF's routing ID", { W16(VF_OFFSET, 0xfff3) },
	  .faults = F(ROUTING_ID),
	  .text = "8 VFs at offset 65523, stride 2 pass routing ID 0xffff" },
	{ "last VF has the PF's routing ID after a wrap",
	  { W16(VF_OFFSET, 0xd000), W16(VF_STRIDE, 0x1000),
	    W16(INITIAL_VF, 20), W16(TOTAL_VF, 20) },
	  .faults = F(ROUTING_ID) | F(ROUTING_ID_OF_PF),
	  .text = "20 VFs at offset 53248, stride 4096 pass routing ID 0xffff\n"
		  "20 VFs at offset 53248, stride 4096 end at the PF's own routing ID" },
	{ "offset 0 of an accepted PF with one VF",
	  { W16(VF_OFFSET, 0), W16(NUM_VF, 1) }, ACCEPTED,
	  .faults = F(VF_OFFSET), .text = "First VF Offset is 0" },
	{ "stride 0 of an accepted PF with one VF",
	  { W16(VF_STRIDE, 0), W16(NUM_VF, 1) }, ACCEPTED },
	{ "stride 0 of an accepted PF with two VFs",
	  { W16(VF_STRIDE, 0), W16(NUM_VF, 2) }, ACCEPTED,
	  .faults = F(VF_STRIDE), .text = "VF Stride is 0 with 2 VFs" },
	{ "last routing ID of an accepted PF with fewer than all VFs",
	  { W16(VF_OFFSET, 0xf2), W16(NUM_VF, 7) },
	  .slot = { 0xff00, true } },
};

static const struct malformed memory_cases[] = {
	{ "no 4 KiB pages", { W32(SUP_PGSIZE, 0x552), W32(SYS_PGSIZE, 2) },
	  .faults = F(NO_4K_PAGES),
	  .text = "the supported page sizes 0x00000552 do not include 4 KiB" },
	{ "4 KiB pages in use but not supported", { W32(SUP_PGSIZE, 0x552) },
	  .faults = F(NO_4K_PAGES) | F(SYSTEM_PAGE_SIZE),
	  .text = "the supported page sizes 0x00000552 do not include 4 KiB\n"
		  "system page size 0x00000001 is not one of the supported 0x00000552" },
	{ "no system page size", { W32(SYS_PGSIZE, 0) },
	  .faults = F(SYSTEM_PAGE_SIZE),
	  .text = "system page size 0x00000000 is not one of the supported 0x00000553" },
	{ "several system page sizes", { W32(SYS_PGSIZE, 0x3) },
	  .faults = F(SYSTEM_PAGE_SIZE),
	  .text = "system page size 0x00000003 is not one of the supported 0x00000553" },
	{ "system page size not supported", { W32(SYS_PGSIZE, 0x4) },
	  .faults = F(SYSTEM_PAGE_SIZE),
	  .text = "system page size 0x00000004 is not one of the supported 0x00000553" },
	{ "system page size other than 4 KiB", { W32(SYS_PGSIZE, 0x400) } },
	{ "the largest system page size",
	  { W32(SUP_PGSIZE, 0x80000001), W32(SYS_PGSIZE, 0x80000000) } },
	{ "VF BAR 0 in I/O space", { BAR(0, 0xe001), BAR(1, 0) },
	  .faults = F(BAR_IO),
	  .text = "VF BAR 0 (0x0000e001) is I/O space" },
	{ "VF BAR 5 in I/O space", { BAR(5, 0xe001) },
	  .faults = F(BAR_IO),
	  .text = "VF BAR 5 (0x0000e001) is I/O space" },
	{ "the first of two in I/O space is named",
	  { BAR(2, 0xc001), BAR(5, 0xe001) },
	  .faults = F(BAR_IO),
	  .text = "VF BAR 2 (0x0000c001) is I/O space" },
	{ "VF BAR of type 01", { BAR(2, 0xfe000002) },
	  .faults = F(BAR_TYPE),
	  .text = "VF BAR 2 (0xfe000002) has a reserved type" },
	{ "VF BAR of type 11", { BAR(2, 0xfe00000e) },
	  .faults = F(BAR_TYPE),
	  .text = "VF BAR 2 (0xfe00000e) has a reserved type" },
	{ "64-bit VF BAR in slot 5", { BAR(5, 0xfe00000c) },
	  .faults = F(BAR_LAST),
	  .text = "VF BAR 5 (0xfe00000c) is 64 bits wide in the last slot" },
	{ "32-bit VF BAR in slot 5", { BAR(5, 0xfe000008) } },
	{ "64-bit VF BAR in slot 4",
	  { BAR(3, 0), BAR(4, 0xfe00000c), BAR(5, 3) } },
	{ "an upper half that looks like an I/O BAR is an address",
	  { BAR(1, 0xe001) } },
	{ "one VF BAR with each fault",
	  { BAR(0, 0xfe000002), BAR(1, 0xe001), BAR(5, 0x4) },
	  .faults = F(BAR_IO) | F(BAR_TYPE) | F(BAR_LAST),
	  .text = "VF BAR 1 (0x0000e001) is I/O space\n"
		  "VF BAR 0 (0xfe000002) has a reserved type\n"
		  "VF BAR 5 (0x00000004) is 64 bits wide in the last slot" },
	{ "a fault of each kind",
	  { W16(INITIAL_VF, 9), W16(NUM_VF, 10), W16(VF_STRIDE, 0),
	    W32(SYS_PGSIZE, 0), BAR(5, 1), NEXT(0x080) },
	  .faults = F(CHAIN_LOW) | F(INITIAL_VFS) | F(NUM_VFS) |
		    F(VF_STRIDE) | F(SYSTEM_PAGE_SIZE) | F(BAR_IO),
	  .text = "the chain of extended capabilities points below 0x100\n"
		  "InitialVFs 9 exceeds TotalVFs 8\n"
		  "NumVFs 10 exceeds TotalVFs 8\n"
		  "VF Stride is 0 with 8 VFs\n"
		  "system page size 0x00000000 is not one of the supported 0x00000553\n"
		  "VF BAR 5 (0x00000001) is I/O space" },
};

static void apply(const struct change *change)
{
	u16 where = IGB_SRIOV + change->where;

	if (change->width == 2)
		put16(&image, where, change->value);
	if (change->width == 4)
		put32(&image, where, change->value);
}

/* The same steps as in the module: walk, find, decode, check. */
static u32 check(const struct sriov_context *slot)
{
	struct ecap cap;

	assert_int_equal(ecap_walk(list, &image.cfg), 0);
	assert_int_equal(ecap_find(list, PCI_EXT_CAP_ID_SRIOV, &cap), 0);
	assert_int_equal(sriov_decode(&cap, 0, &info), 0);
	return sriov_check_capability(&info, list->faults, slot);
}

/* The descriptions of all @faults, one on a line. */
static void describe(u32 faults, char *text)
{
	unsigned int fault;

	*text = '\0';
	for (fault = 0; fault < 32; fault++) {
		if (!(faults & BIT(fault)))
			continue;
		if (faults & (BIT(fault) - 1))
			*text++ = '\n';
		text += sriov_describe_fault(fault, &info, &slot, text,
					     DESCRIPTION);
	}
}

static void capability_with(void **state)
{
	const struct malformed *row = *state;
	char text[32 * DESCRIPTION];
	unsigned int i;
	u32 faults;

	slot = row->slot;
	if (!slot.routing_id)
		slot.routing_id = IGB_ROUTING_ID;
	for (i = 0; i < ARRAY_SIZE(row->change); i++)
		apply(&row->change[i]);
	faults = check(&slot);
	describe(faults, text);
	assert_string_equal(text, row->text ? row->text : "");
	assert_int_equal(faults, row->faults);
}

/* Every number is printed with as many digits as possible. */
static void set_extremes(void)
{
	memset(&info, 0, sizeof(info));
	memset(info.registers, 0xff, sizeof(info.registers));
	info.size = U16_MAX;
	info.initial_vfs = U16_MAX;
	info.total_vfs = U16_MAX;
	info.num_vfs = U16_MAX;
	info.vf_offset = U16_MAX;
	info.vf_stride = U16_MAX;
	info.supported_page_sizes = U32_MAX;
	info.system_page_size = U32_MAX;
}

static void every_description_fits_128_bytes(void **state)
{
	char wide[1024], narrow[DESCRIPTION];
	unsigned int fault;
	int length;

	set_extremes();
	for (fault = 0; fault < SRIOV_NR_FAULTS; fault++) {
		length = sriov_describe_fault(fault, &info, &slot, wide,
					      sizeof(wide));
		assert_in_range(length, 1, DESCRIPTION - 1);
		assert_int_equal(length, strlen(wide));
		assert_null(strchr(wide, '\n'));
		sriov_describe_fault(fault, &info, &slot, narrow,
				     sizeof(narrow));
		assert_string_equal(narrow, wide);
	}
}

static void no_two_faults_are_described_alike(void **state)
{
	char text[SRIOV_NR_FAULTS][DESCRIPTION];
	unsigned int i, j;

	set_extremes();
	for (i = 0; i < SRIOV_NR_FAULTS; i++) {
		sriov_describe_fault(i, &info, &slot, text[i], DESCRIPTION);
		for (j = 0; j < i; j++)
			assert_string_not_equal(text[i], text[j]);
	}
}

static void description_is_cut_to_the_buffer(void **state)
{
	char text[8];

	info.total_vfs = 0;
	assert_int_equal(sriov_describe_fault(SRIOV_FAULT_NO_VFS, &info, &slot,
					      text, sizeof(text)), 7);
	assert_string_equal(text, "TotalVF");
}

/* The largest sum just fits 32 bits. */
static void extreme_values_do_not_wrap(void **state)
{
	static const struct sriov_context slot = { .routing_id = 0xffff };
	u32 faults;

	set_extremes();
	faults = sriov_check_capability(&info, 0, &slot);
	assert_true(faults & F(ROUTING_ID));
	assert_false(faults & (F(VF_OFFSET) | F(VF_STRIDE)));
}

static const struct CMUnitTest descriptions[] = {
	cmocka_unit_test(every_description_fits_128_bytes),
	cmocka_unit_test(no_two_faults_are_described_alike),
	cmocka_unit_test(description_is_cut_to_the_buffer),
	cmocka_unit_test(extreme_values_do_not_wrap),
};

int main(void)
{
	int failed = 0;

	list = malloc(ECAP_LIST_SIZE);
	if (!list)
		return 1;

	failed += run_table(capability_with, chain_cases, setup);
	failed += run_table(capability_with, count_cases, setup);
	failed += run_table(capability_with, routing_cases, setup);
	failed += run_table(capability_with, memory_cases, setup);
	failed += cmocka_run_group_tests(descriptions, NULL, NULL);
	free(list);
	return failed;
}
