// SPDX-License-Identifier: GPL-2.0
/*
 * The VF Resizable BAR extended capability. Pure: builds unchanged in
 * userspace.
 */
#include <linux/bitfield.h>
#include <linux/bits.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/sizes.h>
#include <linux/string.h>

#include <sriov_pf/vf_rebar.h>

/* One entry for each resizable BAR, from dword 1 on. */
struct vf_rebar_entry {
	u32 capability;
	u32 control;
};

#define ENTRY(n)		(4 + (n) * sizeof(struct vf_rebar_entry))

#define CAPABILITY_SIZES	GENMASK(31, 4)	/* 1 MiB to 128 TiB */
#define CONTROL_BAR_INDEX	GENMASK(2, 0)
#define CONTROL_NR_BARS		GENMASK(7, 5)	/* in the first entry alone */
#define CONTROL_SIZE		GENMASK(13, 8)	/* 2^n MiB */
#define CONTROL_SIZES		GENMASK(31, 16)	/* 256 TiB to 8 EiB */
#define MAX_SIZE		43		/* 8 EiB */

static int read_entry(const struct ecap *cap, unsigned int n,
		      struct vf_rebar_entry *entry)
{
	int err = ecap_read32(cap, ENTRY(n), &entry->capability);

	if (err)
		return err;

	return ecap_read32(cap, ENTRY(n) + 4, &entry->control);
}

static u64 entry_sizes(const struct vf_rebar_entry *entry)
{
	return (u64)FIELD_GET(CAPABILITY_SIZES, entry->capability) << 20 |
	       (u64)FIELD_GET(CONTROL_SIZES, entry->control) << 48;
}

int sriov_vf_rebar_read(const struct ecap *cap, u64 sizes[PCI_SRIOV_NUM_BARS])
{
	struct vf_rebar_entry entry;
	unsigned int slot, n = 0;
	unsigned int count;
	int err;

	memset(sizes, 0, PCI_SRIOV_NUM_BARS * sizeof(*sizes));
	do {
		err = read_entry(cap, n, &entry);
		if (err)
			return err;

		if (!n)
			count = FIELD_GET(CONTROL_NR_BARS, entry.control);
		slot = FIELD_GET(CONTROL_BAR_INDEX, entry.control);
		if (!count || count > PCI_SRIOV_NUM_BARS ||
		    slot >= PCI_SRIOV_NUM_BARS)
			return -EINVAL;
		sizes[slot] = entry_sizes(&entry);
	} while (++n < count);
	return 0;
}
EXPORT_SYMBOL_GPL(sriov_vf_rebar_read);

/* Finds the control register of the entry for @slot, and its offset. */
static int find_control(const struct ecap *cap, unsigned int slot, u32 *where,
			u32 *control)
{
	unsigned int n, count = 1;
	int err;

	for (n = 0; n < count; n++) {
		*where = ENTRY(n) + 4;
		err = ecap_read32(cap, *where, control);
		if (err)
			return err;
		if (!n)
			count = FIELD_GET(CONTROL_NR_BARS, *control);
		if (FIELD_GET(CONTROL_BAR_INDEX, *control) == slot)
			return 0;
	}
	return -EINVAL;
}

int sriov_vf_rebar_get_size(const struct ecap *cap, unsigned int slot, u64 *size)
{
	u32 where, control;
	int err = find_control(cap, slot, &where, &control);

	if (err)
		return err;
	if (FIELD_GET(CONTROL_SIZE, control) > MAX_SIZE)
		return -EINVAL;

	*size = (u64)SZ_1M << FIELD_GET(CONTROL_SIZE, control);
	return 0;
}
EXPORT_SYMBOL_GPL(sriov_vf_rebar_get_size);

int sriov_vf_rebar_set_size(const struct ecap *cap, unsigned int slot, u64 size)
{
	u32 where, control;
	int err;

	if (size < SZ_1M || size & (size - 1))
		return -EINVAL;

	err = find_control(cap, slot, &where, &control);
	if (err)
		return err;

	control &= ~(u32)CONTROL_SIZE;
	control |= FIELD_PREP(CONTROL_SIZE, ilog2(size) - ilog2(SZ_1M));
	return ecap_write32(cap, where, control);
}
EXPORT_SYMBOL_GPL(sriov_vf_rebar_set_size);
