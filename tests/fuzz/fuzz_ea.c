// SPDX-License-Identifier: GPL-2.0
/*
 * Fuzz target: the first 256 bytes of any function, for Enhanced Allocation. A
 * read that is out of bounds or unaligned ends the program in image.c.
 */
#include <string.h>

#include <sriov_pf/ea.h>

#include "fuzzer.h"
#include "image.h"
#include "require.h"

static struct image image;

/* Reads past the first 256 bytes are never needed. */
static u32 at(u32 where)
{
	require(where + 4 <= PCI_CFG_SPACE_SIZE);
	return get32(&image, where);
}

/* Finds it like the kernel, which counts capabilities and marks none. */
static u32 find(void)
{
	u32 where = image.bytes[PCI_CAPABILITY_LIST] & ~3;
	unsigned int ttl = 48;

	if (!(image.bytes[PCI_STATUS] & PCI_STATUS_CAP_LIST))
		return 0;
	for (; where >= 0x40 && ttl; where = at(where) >> 8 & 0xfc, ttl--) {
		if ((at(where) & 0xff) == 0xff)
			return 0;
		if ((at(where) & 0xff) == PCI_CAP_ID_EA)
			return where;
	}
	return 0;
}

/* The properties that are used, chosen like the kernel does. */
static u8 properties(u32 first)
{
	u8 primary = first >> 8;

	return primary > 7 && primary < 0xfd ? first >> 16 : primary;
}

/* Like the kernel's pci_ea_read(). Returns the slot that it set, or -1. */
static int read_entry(u32 where, struct sriov_ea_vf_bar *bar)
{
	u32 first = at(where), base, max, next = where + 12;
	u8 pp = properties(first);
	u64 start, last;

	if (!(first & PCI_EA_ENABLE) || (pp != 3 && pp != 4) ||
	    (first >> 4 & 0xf) < 9 || (first >> 4 & 0xf) > 14 || !(first & 6))
		return -1;

	base = at(where + 4);
	max = at(where + 8);
	start = base & ~3U;
	last = max | 3;
	if ((first & 7) != 2 + (base >> 1 & 1) + (max >> 1 & 1))
		return -1;
	if (base & 2) {
		start |= (u64)at(next) << 32;
		next += 4;
	}
	if (max & 2)
		last += (u64)at(next) << 32;
	if (start + last < start || start + last == U64_MAX)
		return -1;

	*bar = (struct sriov_ea_vf_bar){ start, last + 1, 32, pp == 3 };
	if ((base | max) & 2)
		bar->width = 64;
	return (first >> 4 & 0xf) - 9;
}

static void expect(struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS])
{
	u32 ea = find(), where = ea + 4;
	struct sriov_ea_vf_bar bar;
	unsigned int count;
	int slot;

	memset(bars, 0, PCI_SRIOV_NUM_BARS * sizeof(*bars));
	if (!ea)
		return;
	if ((image.bytes[PCI_HEADER_TYPE] & 0x7f) == PCI_HEADER_TYPE_BRIDGE)
		where += 4;
	for (count = at(ea) >> 16 & 0x3f; count; count--) {
		if (where >= 0x100 || where + 4 + 4 * (at(where) & 7) > 0x100)
			break;
		slot = read_entry(where, &bar);
		if (slot >= 0)
			bars[slot] = bar;
		where += 4 + 4 * (at(where) & 7);
	}
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS - 1; slot++)
		if (bars[slot].width == 64)
			memset(&bars[slot + 1], 0, sizeof(*bars));
}

static void check_reads(void)
{
	unsigned int dword;

	require(!image.write_count);
	for (dword = 0; dword < IMAGE_SIZE / 4; dword++)
		require(image.reads[dword] <= (dword < 64 ? 2 : 0));
}

/* BARs that it does not describe come from the registers. */
static void check_placing(const struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS])
{
	struct sriov_info info, before;
	struct ecap cap = image_init_igb(&image);
	unsigned int slot;

	require(!sriov_decode(&cap, 0, &info));
	before = info;
	sriov_ea_place_vf_bars(bars, &info);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++) {
		const struct sriov_vf_bar *bar = &info.vf_bar[slot];

		if (bars[slot].size)
			require(bar->address == bars[slot].address &&
				bar->width == bars[slot].width &&
				bar->slot == slot && !bar->raw && !bar->fault);
		else if (slot && bars[slot - 1].width == 64)
			require(!bar->width);
		else
			require(!memcmp(bar, &before.vf_bar[slot], sizeof(*bar)));
	}
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS], want[PCI_SRIOV_NUM_BARS];
	unsigned int slot;
	int err;

	image_load(&image, data,
		   size < PCI_CFG_SPACE_SIZE ? size : PCI_CFG_SPACE_SIZE);
	err = sriov_ea_read_vf_bars(&image.cfg, bars);
	require(!err || err == -EINVAL);
	check_reads();
	expect(want);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++) {
		require(bars[slot].address == want[slot].address);
		require(bars[slot].size == want[slot].size);
		require(bars[slot].width == want[slot].width);
		require(bars[slot].prefetchable == want[slot].prefetchable);
	}
	check_placing(bars);
	return 0;
}
