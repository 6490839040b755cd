// SPDX-License-Identifier: GPL-2.0
/*
 * seeds DIRECTORY - write the inputs that fuzzing starts from: those of the
 * target "capability" to DIRECTORY/capability, and likewise of the others
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <linux/kernel.h>

#include <sriov_pf/vf_rebar.h>

#include "check_input.h"
#include "input.h"

static const char *directory;

static void save(const char *target, const char *name, const void *data,
		 size_t size)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s/%s", directory, target, name);
	file = fopen(path, "w");
	if (!file || fwrite(data, 1, size, file) != size || fclose(file)) {
		perror(path);
		exit(1);
	}
}

static void igb(struct input *input)
{
	put_igb(&input->image);
	input->routing_id = IGB_ROUTING_ID;
}

static void igb_accepted(struct input *input)
{
	igb(input);
	input->accepted = true;
	put16(&input->image, IGB_SRIOV + PCI_SRIOV_NUM_VF, 8);
}

static void igb_leaves(struct input *input)
{
	igb(input);
	input->fail_at = 11;
}

static void igb_conventional(struct input *input)
{
	igb(input);
	input->conventional = true;
}

static void igb_truncated(struct input *input)
{
	igb(input);
	put_ecap(&input->image, IGB_SRIOV, PCI_EXT_CAP_ID_SRIOV, 1, 0x180);
	put_ecap(&input->image, 0x180, PCI_EXT_CAP_ID_ACS, 1, IGB_AER);
}

/* SR-IOV last, with six 32-bit BARs, one of which reads as zero. */
static void bars_of_32_bits(struct input *input)
{
	unsigned int slot;

	put_ecap(&input->image, 0x100, PCI_EXT_CAP_ID_SRIOV, 1, 0);
	put_sriov(&input->image, 0x100);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		put32(&input->image, 0x100 + PCI_SRIOV_BAR + 4 * slot,
		      slot * 0xfe000000);
	input->sized = 0x3f;
}

static void bars_of_no_kind(struct input *input)
{
	bars_of_32_bits(input);
	put32(&input->image, 0x100 + PCI_SRIOV_BAR, 0xe001);
	put32(&input->image, 0x100 + PCI_SRIOV_BAR + 4, 0xfe000006);
	put32(&input->image, 0x100 + PCI_SRIOV_BAR + 20, 0xfe00000c);
}

static void resizable(struct input *input)
{
	igb(input);
	put_ecap(&input->image, IGB_SRIOV, PCI_EXT_CAP_ID_SRIOV, 1, 0x1a0);
	put_ecap(&input->image, 0x1a0, PCI_EXT_CAP_ID_VF_REBAR, 1, 0);
	put32(&input->image, 0x1a4, 0x000003f0);
	put32(&input->image, 0x1a8, 2 << 5);
	put32(&input->image, 0x1ac, 0x00000010);
	put32(&input->image, 0x1b0, 0x80000003);
}

/* Not ascending, one id twice, an unaligned pointer, all ones at the end. */
static void odd_chain(struct input *input)
{
	put_ecap(&input->image, 0x100, PCI_EXT_CAP_ID_VNDR, 1, 0xffd);
	put_ecap(&input->image, 0xffc, PCI_EXT_CAP_ID_VNDR, 2, 0x200);
	put_ecap(&input->image, 0x200, PCI_EXT_CAP_ID_SRIOV, 1, 0x180);
	put_sriov(&input->image, 0x200);
	put_ecap(&input->image, 0x180, 0x7fff, 3, 0x240);
	put32(&input->image, 0x240, U32_MAX);
}

static void low_chain(struct input *input)
{
	put_ecap(&input->image, 0x100, PCI_EXT_CAP_ID_VNDR, 1, 0x0fc);
}

static void full_chain(struct input *input)
{
	u16 where;

	for (where = 0x100; where; where = (where + 4) % IMAGE_SIZE)
		put_ecap(&input->image, where, where / 4 % 0x40, 1,
			 (where + 4) % IMAGE_SIZE);
}

static const struct {
	const char *name;
	void (*make)(struct input *input);
} capabilities[] = {
	{ "igb", igb },
	{ "igb_accepted", igb_accepted },
	{ "igb_leaves", igb_leaves },
	{ "igb_conventional", igb_conventional },
	{ "igb_truncated", igb_truncated },
	{ "bars_of_32_bits", bars_of_32_bits },
	{ "bars_of_no_kind", bars_of_no_kind },
	{ "resizable", resizable },
	{ "odd_chain", odd_chain },
	{ "low_chain", low_chain },
	{ "full_chain", full_chain },
};

/* igb, claimed, as tests/unit/test_check.c has it. */
static void claimed(struct check_input *input)
{
	struct image image;

	image_init_igb(&image);
	put16(&image, IGB_SRIOV + PCI_SRIOV_CTRL, PCI_SRIOV_CTRL_ARI);
	*input = (struct check_input){
		.dwords = SRIOV_DWORDS - 1,
		.flags = CHECK_ACCEPTED | CHECK_ARI | CHECK_CONFIGURES,
		.link = SRIOV_PF_LINK_SELF,
		.last_bus = 1,
		.routing_id = IGB_ROUTING_ID,
		.max_vfs = 8,
		.taken_vf = U32_MAX,
		.bar = { [0] = { 15, 0, 18 }, [3] = { 15, 0, 18 } },
		.bridge = 19,
		.taken_by = 12,
		.driver = 8,
		.num_vfs = 8,
	};
	memcpy(input->registers, &image.bytes[IGB_SRIOV],
	       sizeof(input->registers));
}

static void claimed_without_ari(struct check_input *input)
{
	claimed(input);
	input->flags = CHECK_ACCEPTED | CHECK_ONE_DEVICE | CHECK_CONFIGURES;
	input->registers[PCI_SRIOV_VF_OFFSET] = 1;
	input->registers[PCI_SRIOV_VF_STRIDE] = 1;
}

static void claimed_and_enabled(struct check_input *input)
{
	claimed(input);
	input->enabled = 8;
	input->user = 12;
	input->user_driver = 8;
	input->registers[PCI_SRIOV_NUM_VF] = 8;
	input->registers[PCI_SRIOV_CTRL] |= PCI_SRIOV_CTRL_VFE;
}

static void claimed_without_place(struct check_input *input)
{
	claimed(input);
	input->registers[PCI_SRIOV_VF_OFFSET] = 0xfc;
	input->taken_vf = 3;
	input->num_vfs = 3;
}

static void claimed_and_resized(struct check_input *input)
{
	claimed(input);
	input->bar[3].size = 17;
	input->num_vfs = 2;
}

static void unclaimed(struct check_input *input)
{
	claimed(input);
	input->flags = 0;
	input->driver = 0;
	input->registers[PCI_SRIOV_VF_OFFSET] = 0;
	input->bar[0].aperture = 0;
	input->link = SRIOV_PF_LINK_NO_PF;
}

static void claimed_without_window(struct check_input *input)
{
	claimed(input);
	input->bar[0].aperture = 0;
	input->bar[3].aperture = 0;
	input->fixed = BIT(0) | BIT(3);
}

static const struct {
	const char *name;
	void (*make)(struct check_input *input);
} checks[] = {
	{ "claimed", claimed },
	{ "claimed_without_ari", claimed_without_ari },
	{ "claimed_and_enabled", claimed_and_enabled },
	{ "claimed_without_place", claimed_without_place },
	{ "claimed_and_resized", claimed_and_resized },
	{ "claimed_without_window", claimed_without_window },
	{ "unclaimed", unclaimed },
};

static const char * const ids[] = {
	"8086:10c9",
	"8086:10c9:1af4:1100",
	"0x8086:0x10C9:ffffffff:ffffffff:020000:ffff00",
	"+1:2\n",
	"10000:2",
	"1:2:3:4:5:6:7",
	"1::2",
	"8086",
};

/*
 * ThunderX's: behind another capability, an entry for a BAR and two for VF BARs,
 * and then one that is not enabled.
 */
static void thunderx(struct image *image)
{
	static const u32 entry[] = {
		0x80ff0004, 0x30000002, 0x3ffffffe, 0x8430, 0,
		0x80ff0494, 0xa0000002, 0x001ffffe, 0x8430, 0,
		0x80ff03d3, 0xe0000002, 0x001ffffc, 0x8430,
		0x00ff04b2, 0xa0000000, 0x00fffffc,
	};
	size_t i;

	put16(image, PCI_STATUS, PCI_STATUS_CAP_LIST);
	put16(image, PCI_CAPABILITY_LIST, 0x40);
	put16(image, 0x40, PCI_CAP_ID_EXP | 0x98 << 8);
	put32(image, 0x98, PCI_CAP_ID_EA | 4 << 16);
	for (i = 0; i < ARRAY_SIZE(entry); i++)
		put32(image, 0x9c + 4 * i, entry[i]);
}

static void bridge(struct image *image)
{
	thunderx(image);
	put16(image, PCI_HEADER_TYPE, PCI_HEADER_TYPE_BRIDGE);
	memmove(&image->bytes[0xa0], &image->bytes[0x9c], 0x40);
}

static void second_properties(struct image *image)
{
	thunderx(image);
	put32(image, 0xb0, 0x80040894);
}

static const struct {
	const char *name;
	void (*make)(struct image *image);
} allocations[] = {
	{ "thunderx", thunderx },
	{ "bridge", bridge },
	{ "second_properties", second_properties },
};

static void save_allocations(void)
{
	struct image image;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(allocations); i++) {
		image_init(&image);
		allocations[i].make(&image);
		save("ea", allocations[i].name, image.bytes, PCI_CFG_SPACE_SIZE);
	}
}

static void save_capabilities(void)
{
	static struct input input;
	u8 data[INPUT_MAX];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(capabilities); i++) {
		input_load(&input, NULL, 0);
		capabilities[i].make(&input);
		save("capability", capabilities[i].name, data,
		     input_store(&input, data));
	}
}

static void save_checks(void)
{
	struct check_input input;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(checks); i++) {
		checks[i].make(&input);
		save("check", checks[i].name, &input, sizeof(input));
	}
}

static void save_ids(void)
{
	char name[8];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ids); i++) {
		snprintf(name, sizeof(name), "%zu", i);
		save("ids", name, ids[i], strlen(ids[i]));
	}
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: seeds DIRECTORY\n");
		return 2;
	}
	directory = argv[1];
	save_capabilities();
	save_checks();
	save_allocations();
	save_ids();
	return 0;
}
