// SPDX-License-Identifier: GPL-2.0
/*
 * Fuzz target: any configuration space, from the walk to the descriptions of
 * faults. image.c ends the program if a read is out of bounds or unaligned. The
 * checks called here end it if anything else is wrong.
 */
#include <string.h>

#include <sriov_pf/dsn.h>
#include <sriov_pf/vf_rebar.h>

#include "checks.h"
#include "fuzzer.h"
#include "require.h"

static struct input input;
/* Allocated with ECAP_LIST_SIZE, so that AddressSanitizer finds overruns. */
static struct ecap_list *list, *again;

bool succeeded(const struct image *image, int err)
{
	if (!image->fail_at || image->count < image->fail_at) {
		require(!err);
		return true;
	}
	require(err == image->error);
	require(image->count == image->fail_at);
	return false;
}

static bool walk(void)
{
	struct image *image = &input.image;
	bool whole = succeeded(image, ecap_walk(list, &image->cfg));

	require(image->count <= (input.conventional ? 0 : ECAP_SLOTS));
	if (whole && input.conventional)
		require(!list->count && !list->faults);
	else if (whole)
		check_chain(list, image);
	return whole;
}

/* Each SR-IOV capability of the chain: a bad chain can have several. */
static bool decode_all(void)
{
	struct sriov_info info;
	struct ecap cap;
	int err;

	for (err = ecap_find(list, PCI_EXT_CAP_ID_SRIOV, &cap); !err;
	     err = ecap_find_next(list, &cap)) {
		if (!succeeded(&input.image,
			       sriov_decode(&cap, input.sized, &info)))
			return false;

		check_decoded(&cap, &input, &info);
		check_faults(&info, list->faults, &input);
	}
	return true;
}

/* Nothing is read twice, nothing below 0x100, and nothing is written. */
static void check_reads(const struct image *image)
{
	unsigned int dword;

	require(!image->write_count);
	for (dword = 0; dword < PCI_CFG_SPACE_SIZE / 4; dword++)
		require(!image->reads[dword]);
	for (; dword < IMAGE_SIZE / 4; dword++)
		require(image->reads[dword] <= 1);
}

/* All reads since the last recount were reads of @cap. */
static void check_confined(const struct image *image, const struct ecap *cap)
{
	unsigned int dword, count = 0;

	for (dword = 0; dword < cap->size / 4; dword++)
		count += image->reads[cap->offset / 4 + dword];
	require(count == image->count);
}

static void check_rebar(const struct ecap *cap)
{
	u64 sizes[PCI_SRIOV_NUM_BARS];
	unsigned int slot;
	int err = sriov_vf_rebar_read(cap, sizes);

	require(!err || err == -EINVAL);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		require(!(sizes[slot] & 0xfffff));
	require(input.image.count <= 2 * PCI_SRIOV_NUM_BARS);
}

static void check_rebar_size(const struct ecap *cap)
{
	unsigned int slot;
	u64 size;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++) {
		if (sriov_vf_rebar_get_size(cap, slot, &size))
			continue;
		require(size >= 1 << 20 && !(size & (size - 1)));
		sriov_vf_rebar_set_size(cap, slot, size);
	}
}

/* The number and its text, from the bytes themselves. */
static void check_serial(const struct ecap *cap)
{
	const u8 *bytes = &input.image.bytes[cap->offset];
	char text[SRIOV_DSN_TEXT];
	unsigned int i, byte;
	u64 serial;

	if (sriov_dsn_read(cap, &serial)) {
		require(cap->size < 12);
		return;
	}
	require(cap->size >= 12);
	sriov_dsn_format(serial, text);
	require(strlen(text) == sizeof(text) - 1);
	for (i = 0; i < 8; i++) {
		require(sscanf(text + 3 * i, "%2x", &byte) == 1);
		require(byte == bytes[11 - i]);
	}
}

/* An access of @width bytes at @where must be aligned and in the capability. */
static bool is_register(const struct ecap *cap, u32 where, u8 width)
{
	return !(where % width) && (u64)where + width <= cap->size;
}

static void check_read(const struct ecap *cap, u32 where)
{
	u32 dword;
	u16 word;
	u8 byte;

	require(ecap_read8(cap, where, &byte) ==
		(is_register(cap, where, 1) ? 0 : -EINVAL));
	require(ecap_read16(cap, where, &word) ==
		(is_register(cap, where, 2) ? 0 : -EINVAL));
	require(ecap_read32(cap, where, &dword) ==
		(is_register(cap, where, 4) ? 0 : -EINVAL));
	if (is_register(cap, where, 4))
		require((word == (u16)dword) && (byte == (u8)dword));
}

/* A valid write reaches the device, which cannot be written to. */
static void check_write(const struct ecap *cap, u32 where)
{
	require(ecap_write8(cap, where, 0) ==
		(is_register(cap, where, 1) ? -EOPNOTSUPP : -EINVAL));
	require(ecap_write16(cap, where, 0) ==
		(is_register(cap, where, 2) ? -EOPNOTSUPP : -EINVAL));
	require(ecap_write32(cap, where, 0) ==
		(is_register(cap, where, 4) ? -EOPNOTSUPP : -EINVAL));
}

static void check_access(const struct ecap *cap, u32 where)
{
	check_read(cap, where);
	check_write(cap, where);
}

/* A second run gives the same result, and no call leaves its capability. */
static void check_sriov(const struct ecap *cap)
{
	struct sriov_info info;

	require(!sriov_decode(cap, input.sized, &info));
	check_decoded(cap, &input, &info);
	check_faults(&info, list->faults, &input);
	check_reading(cap, &input, &info);
}

static void check_capabilities(void)
{
	struct image *image = &input.image;
	struct ecap cap;

	ecap_for_each(list, cap) {
		image->count = 0;
		memset(&image->reads[cap.offset / 4], 0,
		       cap.size / 4 * sizeof(image->reads[0]));
		check_rebar(&cap);
		check_rebar_size(&cap);
		check_serial(&cap);
		check_access(&cap, input.where);
		check_access(&cap, cap.size - input.where % 8);
		check_access(&cap, -(u32)input.where - 1);
		if (cap.id == PCI_EXT_CAP_ID_SRIOV)
			check_sriov(&cap);
		check_confined(image, &cap);
	}
}

static void check_second_walk(void)
{
	unsigned int i;

	require(!ecap_walk(again, &input.image.cfg));
	require(again->count == list->count);
	require(again->faults == list->faults);
	for (i = 0; i < list->count; i++)
		require(again->entry[i].offset == list->entry[i].offset);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	list = malloc(ECAP_LIST_SIZE);
	again = malloc(ECAP_LIST_SIZE);
	require(list && again);
	return 0;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	input_load(&input, data, size);
	image_read_only(&input.image);
	if (input.conventional)
		input.image.cfg.size = PCI_CFG_SPACE_SIZE;
	if (input.fail_at)
		image_fail(&input.image, input.fail_at, -ENODEV);

	if (!walk() || !decode_all()) {
		check_reads(&input.image);
		return 0;
	}
	check_reads(&input.image);
	check_finding(list, PCI_EXT_CAP_ID_SRIOV);
	check_finding(list, input.where);

	image_recount(&input.image);
	check_second_walk();
	check_capabilities();
	return 0;
}
