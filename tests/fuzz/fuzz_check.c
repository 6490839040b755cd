// SPDX-License-Identifier: GPL-2.0
/*
 * Fuzz target: whether VFs can be enabled, for any capability in any
 * surroundings. The expected result is derived again from the kernel's rules:
 * VFs are placed one by one, and each obstacle is checked by itself.
 */
#include <errno.h>
#include <string.h>

#include <linux/sizes.h>

#include "check_input.h"
#include "finding.h"
#include "fuzzer.h"
#include "image.h"
#include "require.h"

#define CAPABILITY	0x100

static struct image image;
static struct check_input input;
static struct sriov_info info;
static struct sriov_pf_facts facts;

static void set_name(char name[SRIOV_PF_NAME], u8 length, char letter)
{
	memset(name, letter, length % SRIOV_PF_NAME);
}

static void set_address(char address[SRIOV_PF_ADDRESS], u8 length, char letter)
{
	memset(address, letter, length % SRIOV_PF_ADDRESS);
}

static u64 power(u8 n)
{
	return n ? 1ULL << (n - 1) % 64 : 0;
}

static void set_bars(void)
{
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		facts.bar[slot] = (struct sriov_pf_bar_room){
			.size = power(input.bar[slot].size),
			.aperture = power(input.bar[slot].aperture),
			.window = power(input.bar[slot].window),
			.prefetchable = input.prefetchable & BIT(slot),
			.fixed = input.fixed & BIT(slot),
			.address = power(input.bar[slot].window),
		};
}

static void set_facts(void)
{
	facts = (struct sriov_pf_facts){
		.context = {
			.routing_id = input.routing_id,
			.accepted = input.flags & CHECK_ACCEPTED,
		},
		.chain = input.chain % 16,
		.page_size = 1U << (12 + input.page_shift % 20),
		.max_vfs = input.max_vfs,
		.enabled = input.enabled,
		.last_bus = input.last_bus,
		.changing = input.flags & CHECK_CHANGING,
		.reset_size = input.fixed & BIT(6) ? SZ_1M : 0,
		.reset_bar = input.link % PCI_SRIOV_NUM_BARS,
		.changing_to = input.num_vfs,
		.layout = { info.vf_offset, info.vf_stride },
		.misplaced = input.flags & CHECK_MISPLACED,
		.taken_vf = input.taken_vf,
		.ari = input.flags & CHECK_ARI,
		.one_device = input.flags & CHECK_ONE_DEVICE,
		.link = input.link % 4,
		.configures = input.flags & CHECK_CONFIGURES,
		.isolation = input.link / 4 % 7,
		.group = input.routing_id,
	};
	set_address(facts.acs_bridge, input.bridge, 'a');
	set_name(facts.bridge, input.bridge, 'b');
	set_address(facts.taken_by, input.taken_by, 't');
	set_name(facts.driver, input.driver, 'd');
	set_address(facts.user, input.user, 'u');
	set_name(facts.user_driver, input.user_driver, 'v');
	set_bars();
}

static void decode(void)
{
	struct ecap cap = {
		.cfg = &image.cfg,
		.offset = CAPABILITY,
		.size = 4 + 4 * (input.dwords % SRIOV_DWORDS),
	};

	image_init(&image);
	memcpy(&image.bytes[CAPABILITY], input.registers,
	       sizeof(input.registers));
	cap.header = get32(&image, CAPABILITY);
	require(!sriov_decode(&cap, input.sized, &info));
}

/* A text that fills its buffer may have been truncated. */
static void check_text(const char text[SRIOV_PF_FINDING_TEXT])
{
	require(strnlen(text, SRIOV_PF_FINDING_TEXT) < SRIOV_PF_FINDING_TEXT - 1);
	require(!strpbrk(text, "\n%"));
}

static bool is_cut_short(void)
{
	return info.size < PCI_EXT_CAP_SRIOV_SIZEOF;
}

/* The number of VFs that have a place, from the first on. */
static u32 placed(void)
{
	u32 id = facts.context.routing_id + info.vf_offset;
	u32 vf;

	for (vf = 0; vf < info.total_vfs; vf++, id += info.vf_stride)
		if (id / 256 > facts.last_bus || vf == facts.taken_vf)
			break;
	return vf;
}

/* Pages of the system page size must hold a whole number of the machine's. */
static bool has_page_size(void)
{
	unsigned int bit;

	for (bit = 0; bit < 32; bit++)
		if (info.supported_page_sizes & BIT(bit) &&
		    BIT(bit) * 4096 >= facts.page_size)
			return true;
	return false;
}

/* How many VFs have room in each VF BAR. All sizes are powers of two. */
static u64 room(void)
{
	u64 fewest = U64_MAX;
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++) {
		u64 aperture = facts.bar[slot].aperture;
		u64 size = facts.bar[slot].size;
		u64 vfs = 0;

		if (!size)
			continue;
		for (vfs = 0; aperture >= size && vfs < U16_MAX; vfs++)
			aperture -= size;
		if (vfs < fewest)
			fewest = vfs;
	}
	return fewest;
}

static bool has_initial_vfs(void)
{
	return info.initial_vfs == info.total_vfs ||
	       (info.initial_vfs < info.total_vfs &&
		info.registers[PCI_SRIOV_CAP / 4] & PCI_SRIOV_CAP_VFM);
}

static bool has_lost_vfs(void)
{
	return !facts.changing && facts.enabled && (!(info.control.raw & PCI_SRIOV_CTRL_VFE) ||
				 info.num_vfs != facts.enabled);
}

/* Faults that the kernel refuses or that would place VFs wrongly. */
static bool is_malformed(void)
{
	static const enum sriov_fault refused[] = {
		SRIOV_FAULT_NO_VFS, SRIOV_FAULT_INITIAL_VFS,
		SRIOV_FAULT_VF_OFFSET, SRIOV_FAULT_VF_STRIDE,
		SRIOV_FAULT_ROUTING_ID, SRIOV_FAULT_ROUTING_ID_OF_PF,
		/* These block only if the kernel rejected the capability. */
		SRIOV_FAULT_NO_4K_PAGES, SRIOV_FAULT_BAR_IO,
	};
	u32 faults = sriov_check_capability(&info, facts.chain, &facts.context);
	size_t i;

	if (is_cut_short())
		return info.size < PCI_SRIOV_VF_STRIDE + 2;
	for (i = 0; i < (facts.context.accepted ? 6 : 8); i++)
		if (faults & BIT(refused[i]))
			return true;
	return false;
}

/* Whether a check must block, if the capability is whole. */
static bool blocks(enum sriov_pf_check check)
{
	switch (check) {
	case SRIOV_PF_CHECK_CAPABILITY:
		return is_malformed();
	case SRIOV_PF_CHECK_PCI_CORE:
		return !facts.context.accepted;
	case SRIOV_PF_CHECK_DRIVER:
		return !facts.configures;
	case SRIOV_PF_CHECK_INITIAL_VFS:
		return !has_initial_vfs();
	case SRIOV_PF_CHECK_PAGE_SIZE:
		return !has_page_size();
	case SRIOV_PF_CHECK_VF_BARS:
		return !room();
	case SRIOV_PF_CHECK_BUS_NUMBERS:
		return info.total_vfs && !placed();
	case SRIOV_PF_CHECK_DEPENDENCY_LINK:
		return facts.link == SRIOV_PF_LINK_ABSENT ||
		       facts.link == SRIOV_PF_LINK_NO_PF;
	case SRIOV_PF_CHECK_VFS_IN_USE:
		return facts.user[0];
	case SRIOV_PF_CHECK_STATE:
		return has_lost_vfs();
	default:
		return false;
	}
}

/* Checks that need registers say so if these were not read. */
static bool is_unknown(enum sriov_pf_check check)
{
	return is_cut_short() && check != SRIOV_PF_CHECK_CAPABILITY &&
	       check != SRIOV_PF_CHECK_PCI_CORE && check != SRIOV_PF_CHECK_DRIVER &&
	       check != SRIOV_PF_CHECK_ISOLATION &&
	       check != SRIOV_PF_CHECK_VFS_IN_USE;
}

static void check_finding(enum sriov_pf_check check)
{
	struct finding finding, again;
	struct sriov_pf_finding verdict = {};

	find(check, &info, &facts, &finding);
	require(finding.verdict == SRIOV_PF_OK ||
		finding.verdict == SRIOV_PF_WARNING ||
		finding.verdict == SRIOV_PF_BLOCKED);
	require(finding.verdict == SRIOV_PF_BLOCKED ?
		finding.err < 0 && finding.err > -4096 : !finding.err);
	check_text(finding.text);
	require(finding.verdict == SRIOV_PF_OK || finding.text[0]);
	if (is_unknown(check))
		require(finding.verdict == SRIOV_PF_WARNING);
	else
		require((finding.verdict == SRIOV_PF_BLOCKED) == blocks(check));

	require(finding.length == strlen(finding.text));

	find_by_needs(check, &info, &facts, &again);
	require(again.verdict == finding.verdict && again.err == finding.err);
	require(!strcmp(again.text, finding.text));

	sriov_pf_check(check, &info, &facts, &verdict);
	require(verdict.verdict == finding.verdict && verdict.err == finding.err);
}

/* There is a warning if some VFs have room and others do not. */
static void check_room_warning(void)
{
	struct finding finding;
	u64 vfs = room();

	if (is_cut_short() || !vfs)
		return;
	find(SRIOV_PF_CHECK_VF_BARS, &info, &facts, &finding);
	require(finding.verdict ==
		(vfs < info.total_vfs ? SRIOV_PF_WARNING : SRIOV_PF_OK));
}

/* There is a warning if some VFs have a place and others do not. */
static void check_warning(void)
{
	struct finding finding;
	u32 vfs = placed();

	if (is_cut_short() || !vfs)
		return;
	find(SRIOV_PF_CHECK_BUS_NUMBERS, &info, &facts, &finding);
	require(finding.verdict ==
		(vfs < info.total_vfs ? SRIOV_PF_WARNING : SRIOV_PF_OK));
}

/* The first VF on the PF's bus that is not on device 0, or U32_MAX. */
static u32 first_out_of_reach(void)
{
	u32 id = facts.context.routing_id + info.vf_offset;
	u32 vf;

	for (vf = 0; vf < info.total_vfs; vf++, id += info.vf_stride)
		if (id / 256 == facts.context.routing_id / 256 && id % 256 / 8)
			return vf;
	return U32_MAX;
}

static void check_reach(void)
{
	u32 first = facts.one_device ? first_out_of_reach() : U32_MAX;
	struct finding finding;
	u32 vf;

	if (is_cut_short())
		return;
	find(SRIOV_PF_CHECK_ARI, &info, &facts, &finding);
	if (sscanf(finding.text, "VF %u is no function", &vf) == 1)
		require(vf == first && finding.verdict == SRIOV_PF_WARNING);
	else
		require(first == U32_MAX);
}

/* Checks that need registers do not block if these were not read. */
static bool is_in_the_way(enum sriov_pf_check check)
{
	return !is_unknown(check) && blocks(check);
}

/* Whether a number other than the present one can be enabled. */
static bool is_possible(u16 num_vfs)
{
	if (!facts.configures || facts.user[0])
		return false;
	if (!num_vfs)
		return true;

	return num_vfs <= info.total_vfs && num_vfs <= facts.max_vfs &&
	       num_vfs <= placed() && num_vfs <= room() && !facts.enabled &&
	       facts.context.accepted && !is_malformed() &&
	       !is_in_the_way(SRIOV_PF_CHECK_INITIAL_VFS) &&
	       !is_in_the_way(SRIOV_PF_CHECK_PAGE_SIZE) &&
	       !is_in_the_way(SRIOV_PF_CHECK_DEPENDENCY_LINK);
}

static bool is_known(int err)
{
	static const int errors[] = {
		-EBUSY, -EEXIST, -EIO, -ENODEV, -ENOENT, -ENOMEM, -ENOSYS,
		-ERANGE,
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(errors); i++)
		if (err == errors[i])
			return true;
	return false;
}

static bool is_accepted(u16 num_vfs)
{
	char why[SRIOV_PF_FINDING_TEXT] = "untouched";
	int err = sriov_pf_check_change(&info, &facts, num_vfs, why);

	require(!err == is_possible(num_vfs));
	if (err) {
		require(is_known(err));
		require(why[0] && strcmp(why, "untouched"));
		check_text(why);
	} else {
		require(!strcmp(why, "untouched"));
	}
	return !err;
}

/* 65536 cannot be requested. VFs that are out of reach are tried, too. */
static void check_max(void)
{
	u32 reach = facts.one_device ? first_out_of_reach() : U32_MAX;
	u16 max = sriov_pf_max_num_vfs(&info, &facts);

	if (facts.enabled) {
		require(max == facts.enabled);
		return;
	}
	require(!max || is_accepted(max));
	require(max <= reach);
	require(max == U16_MAX || max == reach || !is_accepted(max + 1));
	if (!input.num_vfs || input.num_vfs > max)
		require(is_accepted(input.num_vfs) ==
			((!input.num_vfs || max == reach) &&
			 is_possible(input.num_vfs)));
	else
		require(is_accepted(input.num_vfs));
}

/* Only VFs may be removed. */
static void check_location(void)
{
	bool sound = info.vf_offset && !facts.misplaced &&
		     (info.vf_stride || facts.enabled < 2) &&
		     facts.taken_vf >= facts.enabled;
	char why[SRIOV_PF_FINDING_TEXT] = "untouched";
	int err = sriov_pf_check_vf_location(&info, &facts, why);

	require(err == (facts.enabled && !sound ? -EIO : 0));
	require(!err == !strcmp(why, "untouched"));
	check_text(why);
}

/*
 * Each warning is there, up to the end of the buffer; but not that VFs share a group,
 * which keeps none from being enabled.
 */
static void check_described(void)
{
	char text[SRIOV_PF_WHY_TEXT];
	struct finding finding;
	unsigned int check;
	bool warned = false;

	memset(text, 0xa5, sizeof(text));
	sriov_pf_describe_warnings(&info, &facts, text, sizeof(text));
	require(memchr(text, 0, sizeof(text)));
	for (check = 0; check < SRIOV_PF_NR_CHECKS; check++) {
		find(check, &info, &facts, &finding);
		if (finding.verdict != SRIOV_PF_WARNING ||
		    check == SRIOV_PF_CHECK_ISOLATION)
			continue;
		warned = true;
		require(strstr(text, finding.text) ||
			strlen(text) > sizeof(text) - SRIOV_PF_FINDING_TEXT - 64);
	}
	require(warned == !!text[0]);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	unsigned int check;

	memset(&input, 0, sizeof(input));
	if (size > sizeof(input))
		size = sizeof(input);
	if (size)
		memcpy(&input, data, size);
	decode();
	set_facts();

	for (check = 0; check < SRIOV_PF_NR_CHECKS; check++)
		check_finding(check);
	check_room_warning();
	check_warning();
	check_reach();
	check_location();
	check_described();
	is_accepted(0);
	is_accepted(1);
	is_accepted(input.num_vfs);
	check_max();
	return 0;
}
