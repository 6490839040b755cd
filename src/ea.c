// SPDX-License-Identifier: GPL-2.0
/*
 * Enhanced Allocation: VF BARs that the device itself has placed. Pure: builds
 * unchanged in userspace.
 */
#include <linux/bitfield.h>
#include <linux/bits.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>

#include <sriov_pf/ea.h>

/* Software masks the two reserved bits of a pointer (7.5.1.1.11). */
#define CAP_POINTER		GENMASK(7, 2)

/* Places where a capability can start: every dword after the header. */
#define CAP_PLACES		((PCI_CFG_SPACE_SIZE - PCI_STD_HEADER_SIZEOF) / 4)

/* The header of any capability of the first 256 bytes, and a field that EA adds. */
#define HEADER_ID		GENMASK(7, 0)
#define HEADER_NEXT		GENMASK(15, 8)
#define HEADER_NUM_ENTRIES	GENMASK(21, 16)
#define NO_CAPABILITY		0xff

#define HEADER_TYPE		GENMASK(6, 0)

/* An entry: its first dword, then Base and MaxOffset of 32 or 64 bits each. */
#define MAX_FIELDS		4

struct ea_entry {
	u32 first;
	u32 field[MAX_FIELDS];
};

/*
 * Returns the capability's offset, 0 if there is none, or a negative errno. Marks
 * each offset that it visits, so that it reads none twice.
 */
static int walk_to_ea(const struct ecap_cfg *cfg, u32 where, u32 *header)
{
	unsigned int left = CAP_PLACES;
	u64 met = 0;
	int err;

	for (; where >= PCI_STD_HEADER_SIZEOF; left--) {
		u64 bit = 1ULL << (where - PCI_STD_HEADER_SIZEOF) / 4;

		if (!left || met & bit)
			return -EINVAL;
		met |= bit;
		err = ecap_cfg_read(cfg, where, sizeof(*header), header);
		if (err)
			return err;
		if (FIELD_GET(HEADER_ID, *header) == PCI_CAP_ID_EA)
			return where;
		if (FIELD_GET(HEADER_ID, *header) == NO_CAPABILITY)
			return 0;
		where = FIELD_GET(HEADER_NEXT, *header) & CAP_POINTER;
	}
	return 0;
}

static int find_ea(const struct ecap_cfg *cfg, u32 *header)
{
	u32 status, first;
	int err = ecap_cfg_read(cfg, PCI_STATUS, sizeof(u16), &status);

	if (err || !(status & PCI_STATUS_CAP_LIST))
		return err;

	err = ecap_cfg_read(cfg, PCI_CAPABILITY_LIST, sizeof(u8), &first);
	return err ?: walk_to_ea(cfg, first & CAP_POINTER, header);
}

/* Software that does not know the primary properties uses the secondary (7.8.5.3). */
static u32 properties_of(const struct ea_entry *entry)
{
	u32 primary = FIELD_GET(PCI_EA_PP, entry->first);

	if (primary > PCI_EA_P_BRIDGE_IO && primary < PCI_EA_P_MEM_RESERVED)
		return FIELD_GET(PCI_EA_SP, entry->first);
	return primary;
}

static bool is_vf_memory(u32 properties)
{
	return properties == PCI_EA_P_VF_MEM ||
	       properties == PCI_EA_P_VF_MEM_PREFETCH;
}

static u32 bei_of(const struct ea_entry *entry)
{
	return FIELD_GET(PCI_EA_BEI, entry->first);
}

static unsigned int slot_of(const struct ea_entry *entry)
{
	return bei_of(entry) - PCI_EA_BEI_VF_BAR0;
}

/* The size of an entry in dwords. Entry Size does not count the first. */
static unsigned int size_of(const struct ea_entry *entry)
{
	return 1 + FIELD_GET(PCI_EA_ES, entry->first);
}

/* Whether the entry is enabled, and describes a VF BAR. */
static bool is_vf_bar(const struct ea_entry *entry)
{
	u32 bei = bei_of(entry);

	return entry->first & PCI_EA_ENABLE && bei >= PCI_EA_BEI_VF_BAR0 &&
	       bei <= PCI_EA_BEI_VF_BAR5 && is_vf_memory(properties_of(entry));
}

static u64 join_halves(u32 low, u32 high)
{
	return (u64)high << 32 | low;
}

/* MaxOffset is the offset of the last byte; its low two bits read as ones. */
static int decode_vf_bar(const struct ea_entry *entry, struct sriov_ea_vf_bar *bar)
{
	u32 base = entry->field[0], max_offset = entry->field[1];
	unsigned int base64 = !!(base & PCI_EA_IS_64);
	unsigned int max64 = !!(max_offset & PCI_EA_IS_64);
	u64 address, last;

	if (size_of(entry) != 3 + base64 + max64)
		return -EINVAL;

	address = join_halves(base & PCI_EA_FIELD_MASK,
			      base64 ? entry->field[2] : 0);
	last = join_halves(max_offset | ~PCI_EA_FIELD_MASK,
			   max64 ? entry->field[2 + base64] : 0);
	if (last >= U64_MAX - address)
		return -EINVAL;

	*bar = (struct sriov_ea_vf_bar){
		.address = address,
		.size = last + 1,
		.width = base64 || max64 ? 64 : 32,
		.prefetchable = properties_of(entry) ==
				PCI_EA_P_VF_MEM_PREFETCH,
	};
	return 0;
}

/* Reads the dwords after the first, but no more than a valid entry has. */
static int read_fields(const struct ecap_cfg *cfg, u32 where,
		       struct ea_entry *entry)
{
	unsigned int i, count = min_t(unsigned int, size_of(entry) - 1,
				      MAX_FIELDS);
	int err = 0;

	for (i = 0; i < count && !err; i++)
		err = ecap_cfg_read(cfg, where + 4 * (i + 1), sizeof(u32),
				    &entry->field[i]);
	return err;
}

/*
 * Reads the entry at @where, and sets @where to the next one. An entry that ends past
 * the first 256 bytes is the last.
 */
static int read_entry(const struct ecap_cfg *cfg, u32 *where,
		      struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS])
{
	struct ea_entry entry = {};
	u32 start = *where;
	int err;

	*where = PCI_CFG_SPACE_SIZE;
	if (start >= PCI_CFG_SPACE_SIZE)
		return -EINVAL;
	err = ecap_cfg_read(cfg, start, sizeof(u32), &entry.first);
	if (err)
		return err;
	if (start + 4 * size_of(&entry) > PCI_CFG_SPACE_SIZE)
		return -EINVAL;

	*where = start + 4 * size_of(&entry);
	if (!is_vf_bar(&entry))
		return 0;

	err = read_fields(cfg, start, &entry);
	return err ?: decode_vf_bar(&entry, &bars[slot_of(&entry)]);
}

static int read_entries(const struct ecap_cfg *cfg, u32 where,
			unsigned int count,
			struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS])
{
	int err, malformed = 0;

	for (; count; count--) {
		err = read_entry(cfg, &where, bars);
		if (err == -EINVAL)
			malformed = err;
		else if (err)
			return err;
	}
	return malformed;
}

/* A bridge has a dword of bus numbers before its entries (7.8.5.2). */
static int first_entry(const struct ecap_cfg *cfg, u32 ea)
{
	u32 type;
	int err = ecap_cfg_read(cfg, PCI_HEADER_TYPE, sizeof(u8), &type);

	if (err)
		return err;
	return ea + (FIELD_GET(HEADER_TYPE, type) == PCI_HEADER_TYPE_BRIDGE ?
		     PCI_EA_FIRST_ENT_BRIDGE : PCI_EA_FIRST_ENT);
}

static void drop_second_slots(struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS])
{
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS - 1; slot++)
		if (bars[slot].width == 64)
			bars[slot + 1] = (struct sriov_ea_vf_bar){};
}

int sriov_ea_read_vf_bars(const struct ecap_cfg *cfg,
			  struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS])
{
	u32 header;
	int ea, first, err;

	memset(bars, 0, PCI_SRIOV_NUM_BARS * sizeof(*bars));
	ea = find_ea(cfg, &header);
	if (ea <= 0)
		return ea;

	first = first_entry(cfg, ea);
	if (first < 0)
		return first;

	err = read_entries(cfg, first, FIELD_GET(HEADER_NUM_ENTRIES, header),
			   bars);
	drop_second_slots(bars);
	return err;
}
EXPORT_SYMBOL_GPL(sriov_ea_read_vf_bars);

static struct sriov_vf_bar placed(unsigned int slot,
				  const struct sriov_ea_vf_bar *bar)
{
	return (struct sriov_vf_bar){
		.address = bar->address,
		.slot = slot,
		.width = bar->width,
		.prefetchable = bar->prefetchable,
	};
}

void sriov_ea_place_vf_bars(const struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS],
			    struct sriov_info *info)
{
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++) {
		if (!bars[slot].size ||
		    PCI_SRIOV_BAR + 4 * slot + 4 > info->size)
			continue;

		info->vf_bar[slot] = placed(slot, &bars[slot]);
		if (bars[slot].width == 64 && slot < PCI_SRIOV_NUM_BARS - 1)
			info->vf_bar[slot + 1] = (struct sriov_vf_bar){};
	}
}
EXPORT_SYMBOL_GPL(sriov_ea_place_vf_bars);
