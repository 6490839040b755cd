// SPDX-License-Identifier: GPL-2.0
/*
 * The walk over extended capabilities, and bounded access to their registers.
 * Pure: builds unchanged in userspace.
 */
#include <linux/export.h>
#include <linux/string.h>

#include <sriov_pf/ecap.h>

/* Unlike PCI_EXT_CAP_NEXT(), keeps the low two bits, which must be zero. */
#define ECAP_NEXT(header)	((header) >> 20)

static unsigned int slot_of(u16 offset)
{
	return (offset - PCI_CFG_SPACE_SIZE) / 4;
}

/* The offset that follows @header in the chain; 0 ends the walk. */
static u16 next_offset(struct ecap_list *list, u32 header)
{
	u16 next = ECAP_NEXT(header);

	if (next % 4) {
		list->faults |= ECAP_CHAIN_UNALIGNED;
		next -= next % 4;
	}
	if (next && next < PCI_CFG_SPACE_SIZE) {
		list->faults |= ECAP_CHAIN_LOW;
		return 0;
	}
	if (next && test_bit(slot_of(next), list->starts)) {
		list->faults |= ECAP_CHAIN_LOOPS;
		return 0;
	}
	return next;
}

static void append(struct ecap_list *list, u16 offset, u32 header)
{
	list->entry[list->count++] = (struct ecap_entry){
		.header = header,
		.offset = offset,
	};
}

int ecap_walk(struct ecap_list *list, const struct ecap_cfg *cfg)
{
	u16 where = PCI_CFG_SPACE_SIZE;
	u32 header;
	int err;

	memset(list, 0, sizeof(*list));
	list->cfg = cfg;
	if (cfg->size < PCI_CFG_SPACE_EXP_SIZE)
		return 0;

	while (where) {
		err = ecap_cfg_read(cfg, where, sizeof(header), &header);
		if (err)
			return err;
		/* A header of zero or all ones was read, too. */
		__set_bit(slot_of(where), list->starts);
		if (!header)
			break;
		if (header == U32_MAX) {
			list->faults |= ECAP_CHAIN_ALL_ONES;
			break;
		}
		append(list, where, header);
		where = next_offset(list, header);
	}
	return 0;
}
EXPORT_SYMBOL_GPL(ecap_walk);

/*
 * Does not use the capability's own next pointer: real chains are not always
 * ascending, and a pointer backwards would make the size negative.
 */
static u16 size_at(const struct ecap_list *list, u16 offset)
{
	unsigned int slot = slot_of(offset);

	return 4 * (find_next_bit(list->starts, ECAP_SLOTS, slot + 1) - slot);
}

int ecap_at(const struct ecap_list *list, unsigned int index, struct ecap *cap)
{
	const struct ecap_entry *entry;

	if (index >= list->count)
		return -ENODEV;

	entry = &list->entry[index];
	*cap = (struct ecap){
		.cfg = list->cfg,
		.header = entry->header,
		.offset = entry->offset,
		.size = size_at(list, entry->offset),
		.id = PCI_EXT_CAP_ID(entry->header),
		.index = index,
		.version = PCI_EXT_CAP_VER(entry->header),
	};
	return 0;
}
EXPORT_SYMBOL_GPL(ecap_at);

static int find_from(const struct ecap_list *list, unsigned int index, u16 id,
		     struct ecap *cap)
{
	for (; index < list->count; index++)
		if (PCI_EXT_CAP_ID(list->entry[index].header) == id)
			return ecap_at(list, index, cap);

	return -ENODEV;
}

int ecap_find(const struct ecap_list *list, u16 id, struct ecap *cap)
{
	return find_from(list, 0, id, cap);
}
EXPORT_SYMBOL_GPL(ecap_find);

int ecap_find_next(const struct ecap_list *list, struct ecap *cap)
{
	return find_from(list, cap->index + 1, cap->id, cap);
}
EXPORT_SYMBOL_GPL(ecap_find_next);

/* Whether @width bytes at @where lie within the capability. */
static bool contains(const struct ecap *cap, u32 where, u16 width)
{
	return where < cap->size && width <= cap->size - where;
}

static int read_register(const struct ecap *cap, u32 where, u8 width,
			 u32 *value)
{
	if (!contains(cap, where, width))
		return -EINVAL;

	return ecap_cfg_read(cap->cfg, cap->offset + where, width, value);
}

static int write_register(const struct ecap *cap, u32 where, u8 width,
			  u32 value)
{
	if (!contains(cap, where, width))
		return -EINVAL;

	return ecap_cfg_write(cap->cfg, cap->offset + where, width, value);
}

int ecap_read8(const struct ecap *cap, u32 where, u8 *value)
{
	u32 wide;
	int err = read_register(cap, where, sizeof(*value), &wide);

	if (!err)
		*value = wide;
	return err;
}
EXPORT_SYMBOL_GPL(ecap_read8);

int ecap_read16(const struct ecap *cap, u32 where, u16 *value)
{
	u32 wide;
	int err = read_register(cap, where, sizeof(*value), &wide);

	if (!err)
		*value = wide;
	return err;
}
EXPORT_SYMBOL_GPL(ecap_read16);

int ecap_read32(const struct ecap *cap, u32 where, u32 *value)
{
	return read_register(cap, where, sizeof(*value), value);
}
EXPORT_SYMBOL_GPL(ecap_read32);

int ecap_read_dwords(const struct ecap *cap, u32 where, unsigned int count,
		     u32 *values)
{
	if (count > ECAP_SLOTS || !contains(cap, where, 4 * count))
		return -EINVAL;

	return ecap_cfg_read_dwords(cap->cfg, cap->offset + where, count, values);
}
EXPORT_SYMBOL_GPL(ecap_read_dwords);

int ecap_write8(const struct ecap *cap, u32 where, u8 value)
{
	return write_register(cap, where, sizeof(value), value);
}
EXPORT_SYMBOL_GPL(ecap_write8);

int ecap_write16(const struct ecap *cap, u32 where, u16 value)
{
	return write_register(cap, where, sizeof(value), value);
}
EXPORT_SYMBOL_GPL(ecap_write16);

int ecap_write32(const struct ecap *cap, u32 where, u32 value)
{
	return write_register(cap, where, sizeof(value), value);
}
EXPORT_SYMBOL_GPL(ecap_write32);
