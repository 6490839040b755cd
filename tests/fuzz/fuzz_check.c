// SPDX-License-Identifier: GPL-2.0
/*
 * Fuzz target: any capability in any surroundings, and whether VFs can be
 * enabled. What must hold is derived anew from the kernel's rules: VFs are
 * placed one by one, and each obstacle is looked for by itself.
 */
#include <errno.h>
#include <string.h>

#include "check_input.h"
#include "fuzzer.h"
#include "image.h"
#include "require.h"

#define CAPABILITY	0x100

static struct image image;
static struct check_input input;
static struct sriov_info info;
static struct sriov_facts facts;

static void set_name(char name[SRIOV_NAME], u8 length, char letter)
{
	memset(name, letter, length % SRIOV_NAME);
}

static u64 power(u8 n)
{
	return n ? 1ULL << (n - 1) % 64 : 0;
}

static void set_bars(void)
{
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		facts.bar[slot] = (struct sriov_bar_room){
			.size = power(input.bar[slot].size),
			.assigned = input.assigned & BIT(slot),
			.window = power(input.bar[slot].window),
			.prefetchable = input.prefetchable & BIT(slot),
		};
}

static void set_facts(void)
{
	facts = (struct sriov_facts){
		.slot = {
			.routing_id = input.routing_id,
			.accepted = input.flags & CHECK_ACCEPTED,
		},
		.chain = input.chain % 16,
		.page_size = 1U << (12 + input.page_shift % 20),
		.max_vfs = input.max_vfs,
		.enabled = input.enabled,
		.last_bus = input.last_bus,
		.taken_vf = input.taken_vf,
		.ari = input.flags & CHECK_ARI,
		.one_device = input.flags & CHECK_ONE_DEVICE,
		.link = input.link % 4,
		.configures = input.flags & CHECK_CONFIGURES,
	};
	set_name(facts.bridge, input.bridge, 'b');
	set_name(facts.taken_by, input.taken_by, 't');
	set_name(facts.driver, input.driver, 'd');
	set_name(facts.user, input.user, 'u');
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

/* A text that fills its buffer may have been cut to fit. */
static void check_text(const char text[SRIOV_FINDING_TEXT])
{
	require(strnlen(text, SRIOV_FINDING_TEXT) < SRIOV_FINDING_TEXT - 1);
	require(!strpbrk(text, "\n%"));
}

static bool is_cut_short(void)
{
	return info.size < PCI_EXT_CAP_SRIOV_SIZEOF;
}

/* VFs that have a place, from the first on. */
static u32 placed(void)
{
	u32 id = facts.slot.routing_id + info.vf_offset;
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

static bool has_room(void)
{
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		if (facts.bar[slot].size && !facts.bar[slot].assigned)
			return false;
	return true;
}

static bool has_initial_vfs(void)
{
	return info.initial_vfs == info.total_vfs ||
	       (info.initial_vfs < info.total_vfs &&
		info.registers[PCI_SRIOV_CAP / 4] & PCI_SRIOV_CAP_VFM);
}

static bool has_lost_vfs(void)
{
	return facts.enabled && (!(info.control.raw & PCI_SRIOV_CTRL_VFE) ||
				 info.num_vfs != facts.enabled);
}

/* Whether a check must block, if the capability is whole. */
static bool blocks(enum sriov_check check)
{
	switch (check) {
	case SRIOV_CHECK_CAPABILITY:
		return sriov_check_capability(&info, facts.chain, &facts.slot);
	case SRIOV_CHECK_PCI_CORE:
		return !facts.slot.accepted;
	case SRIOV_CHECK_DRIVER:
		return !facts.configures;
	case SRIOV_CHECK_INITIAL_VFS:
		return !has_initial_vfs();
	case SRIOV_CHECK_PAGE_SIZE:
		return !has_page_size();
	case SRIOV_CHECK_VF_BARS:
		return !has_room();
	case SRIOV_CHECK_BUS_NUMBERS:
		return info.total_vfs && !placed();
	case SRIOV_CHECK_DEPENDENCY_LINK:
		return facts.link == SRIOV_LINK_ABSENT ||
		       facts.link == SRIOV_LINK_NO_PF;
	case SRIOV_CHECK_VFS_IN_USE:
		return facts.user[0];
	case SRIOV_CHECK_STATE:
		return has_lost_vfs();
	default:
		return false;
	}
}

/* What rests on registers says so where they were not read. */
static bool is_unknown(enum sriov_check check)
{
	return is_cut_short() && check != SRIOV_CHECK_CAPABILITY &&
	       check != SRIOV_CHECK_PCI_CORE && check != SRIOV_CHECK_DRIVER &&
	       check != SRIOV_CHECK_VFS_IN_USE;
}

static void check_finding(enum sriov_check check)
{
	struct sriov_finding finding, again;

	memset(&finding, 0xa5, sizeof(finding));
	sriov_check(check, &info, &facts, &finding);
	require(finding.verdict == SRIOV_OK ||
		finding.verdict == SRIOV_WARNING ||
		finding.verdict == SRIOV_BLOCKED);
	require(finding.verdict == SRIOV_BLOCKED ?
		finding.err < 0 && finding.err > -4096 : !finding.err);
	check_text(finding.text);
	require(finding.verdict == SRIOV_OK || finding.text[0]);
	if (is_unknown(check))
		require(finding.verdict == SRIOV_WARNING);
	else
		require((finding.verdict == SRIOV_BLOCKED) == blocks(check));

	sriov_check(check, &info, &facts, &again);
	require(again.verdict == finding.verdict && again.err == finding.err);
	require(!strcmp(again.text, finding.text));
}

/* VFs that lack a place are told of if others have one. */
static void check_warning(void)
{
	struct sriov_finding finding;
	u32 vfs = placed();

	if (is_cut_short() || !vfs)
		return;
	sriov_check(SRIOV_CHECK_BUS_NUMBERS, &info, &facts, &finding);
	require(finding.verdict ==
		(vfs < info.total_vfs ? SRIOV_WARNING : SRIOV_OK));
}

/* The first VF on the PF's bus that is no function of device 0, or none. */
static u32 first_out_of_reach(void)
{
	u32 id = facts.slot.routing_id + info.vf_offset;
	u32 vf;

	for (vf = 0; vf < info.total_vfs; vf++, id += info.vf_stride)
		if (id / 256 == facts.slot.routing_id / 256 && id % 256 / 8)
			return vf;
	return U32_MAX;
}

static void check_reach(void)
{
	u32 first = facts.one_device ? first_out_of_reach() : U32_MAX;
	struct sriov_finding finding;
	u32 vf;

	if (is_cut_short())
		return;
	sriov_check(SRIOV_CHECK_ARI, &info, &facts, &finding);
	if (sscanf(finding.text, "VF %u is no function", &vf) == 1)
		require(vf == first && finding.verdict == SRIOV_WARNING);
	else
		require(first == U32_MAX);
}

/* Whether a number other than the present one can be had. */
static bool is_possible(u16 num_vfs)
{
	if (!facts.configures || facts.user[0])
		return false;
	if (!num_vfs)
		return true;

	return num_vfs <= info.total_vfs && num_vfs <= facts.max_vfs &&
	       num_vfs <= placed() && !facts.enabled && facts.slot.accepted &&
	       !blocks(SRIOV_CHECK_CAPABILITY) && has_initial_vfs() &&
	       has_page_size() && has_room() &&
	       !blocks(SRIOV_CHECK_DEPENDENCY_LINK);
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
	char why[SRIOV_FINDING_TEXT] = "untouched";
	int err = sriov_check_change(&info, &facts, num_vfs, why);

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

/* One more than 65535 cannot be asked for. */
static void check_max(void)
{
	u16 max = sriov_max_num_vfs(&info, &facts);

	if (facts.enabled) {
		require(max == facts.enabled);
		return;
	}
	require(!max || is_accepted(max));
	require(max == U16_MAX || !is_accepted(max + 1));
	require(is_accepted(input.num_vfs) ==
		(input.num_vfs ? input.num_vfs <= max : is_possible(0)));
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

	for (check = 0; check < SRIOV_NR_CHECKS; check++)
		check_finding(check);
	check_warning();
	check_reach();
	is_accepted(0);
	is_accepted(1);
	is_accepted(input.num_vfs);
	check_max();
	return 0;
}
