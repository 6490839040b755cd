// SPDX-License-Identifier: GPL-2.0
/*
 * From the registers of the SR-IOV capability to a decoded struct. Pure:
 * builds unchanged in userspace.
 */
#include <linux/bitfield.h>
#include <linux/bits.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <sriov_pf/sriov.h>

/* The layout matches the kernel's offsets. */
static_assert(sizeof(struct sriov_regs) == PCI_EXT_CAP_SRIOV_SIZEOF);
static_assert(sizeof(struct sriov_regs) == sizeof(u32) * SRIOV_DWORDS);
static_assert(offsetof(struct sriov_regs, capabilities) == PCI_SRIOV_CAP);
static_assert(offsetof(struct sriov_regs, control) == PCI_SRIOV_CTRL);
static_assert(offsetof(struct sriov_regs, status) == PCI_SRIOV_STATUS);
static_assert(offsetof(struct sriov_regs, initial_vfs) == PCI_SRIOV_INITIAL_VF);
static_assert(offsetof(struct sriov_regs, total_vfs) == PCI_SRIOV_TOTAL_VF);
static_assert(offsetof(struct sriov_regs, num_vfs) == PCI_SRIOV_NUM_VF);
static_assert(offsetof(struct sriov_regs, function_dependency_link) ==
	      PCI_SRIOV_FUNC_LINK);
static_assert(offsetof(struct sriov_regs, vf_offset) == PCI_SRIOV_VF_OFFSET);
static_assert(offsetof(struct sriov_regs, vf_stride) == PCI_SRIOV_VF_STRIDE);
static_assert(offsetof(struct sriov_regs, vf_device_id) == PCI_SRIOV_VF_DID);
static_assert(offsetof(struct sriov_regs, supported_page_sizes) ==
	      PCI_SRIOV_SUP_PGSIZE);
static_assert(offsetof(struct sriov_regs, system_page_size) ==
	      PCI_SRIOV_SYS_PGSIZE);
static_assert(offsetof(struct sriov_regs, vf_bar) == PCI_SRIOV_BAR);
static_assert(offsetof(struct sriov_regs, vf_migration_state_array) ==
	      PCI_SRIOV_VFM);

struct sriov_capabilities sriov_decode_capabilities(u32 raw)
{
	return (struct sriov_capabilities){
		.raw = raw,
		.vf_migration_capable = raw & PCI_SRIOV_CAP_VFM,
		.ari_capable_hierarchy_preserved = raw & SRIOV_CAP_ARI_PRESERVED,
		.vf_10bit_tag_requester_supported = raw & SRIOV_CAP_10BIT_TAG,
		.vf_migration_interrupt_message_number =
			FIELD_GET(SRIOV_CAP_MESSAGE_NUMBER, raw),
	};
}
EXPORT_SYMBOL_GPL(sriov_decode_capabilities);

struct sriov_control sriov_decode_control(u16 raw)
{
	return (struct sriov_control){
		.raw = raw,
		.vf_enable = raw & PCI_SRIOV_CTRL_VFE,
		.vf_migration_enable = raw & PCI_SRIOV_CTRL_VFM,
		.vf_migration_interrupt_enable = raw & PCI_SRIOV_CTRL_INTR,
		.vf_mse = raw & PCI_SRIOV_CTRL_MSE,
		.ari_capable_hierarchy = raw & PCI_SRIOV_CTRL_ARI,
		.vf_10bit_tag_requester_enable = raw & SRIOV_CTRL_10BIT_TAG,
	};
}
EXPORT_SYMBOL_GPL(sriov_decode_control);

struct sriov_status sriov_decode_status(u16 raw)
{
	return (struct sriov_status){
		.raw = raw,
		.vf_migration_status = raw & PCI_SRIOV_STATUS_VFM,
	};
}
EXPORT_SYMBOL_GPL(sriov_decode_status);

struct sriov_migration_array sriov_decode_migration_array(u32 raw)
{
	return (struct sriov_migration_array){
		.bir = FIELD_GET(SRIOV_VFM_BIR_MASK, raw),
		.offset = raw & SRIOV_VFM_OFFSET_MASK,
	};
}
EXPORT_SYMBOL_GPL(sriov_decode_migration_array);

static enum sriov_bar_fault bar_fault(unsigned int slot, u32 low)
{
	if (low & PCI_BASE_ADDRESS_SPACE_IO)
		return SRIOV_BAR_IO;

	switch (low & PCI_BASE_ADDRESS_MEM_TYPE_MASK) {
	case PCI_BASE_ADDRESS_MEM_TYPE_32:
		return SRIOV_BAR_OK;
	case PCI_BASE_ADDRESS_MEM_TYPE_64:
		return slot == PCI_SRIOV_NUM_BARS - 1 ? SRIOV_BAR_LAST :
							SRIOV_BAR_OK;
	default:
		return SRIOV_BAR_TYPE;
	}
}

/* A 64-bit VF BAR is a pair of registers, the lower half first. */
static u64 join_halves(u32 low, u32 high)
{
	return (u64)high << 32 | low;
}

/* The mask itself is an unsigned long, which may have 32 bits. */
static u64 address_of(u64 raw)
{
	return raw & ~(u64)~PCI_BASE_ADDRESS_MEM_MASK;
}

struct sriov_vf_bar sriov_decode_vf_bar(unsigned int slot, u32 low, u32 high)
{
	struct sriov_vf_bar bar = {
		.raw = low,
		.fault = bar_fault(slot, low),
		.slot = slot,
		.width = 32,
		.prefetchable = low & PCI_BASE_ADDRESS_MEM_PREFETCH,
	};

	if (!bar.fault && low & PCI_BASE_ADDRESS_MEM_TYPE_64) {
		bar.raw = join_halves(low, high);
		bar.width = 64;
	}
	bar.address = address_of(bar.raw);
	return bar;
}
EXPORT_SYMBOL_GPL(sriov_decode_vf_bar);

int sriov_next_vf_bar(const u32 registers[PCI_SRIOV_NUM_BARS],
		      unsigned int sized, struct sriov_vf_bar *bar)
{
	unsigned int slot = bar->width ? bar->slot + bar->width / 32 : 0;

	for (; slot < PCI_SRIOV_NUM_BARS; slot++) {
		bool last = slot == PCI_SRIOV_NUM_BARS - 1;

		if (!registers[slot] && !(sized & BIT(slot)))
			continue;

		*bar = sriov_decode_vf_bar(slot, registers[slot],
					   last ? 0 : registers[slot + 1]);
		return bar->fault ? -EINVAL : 1;
	}
	return 0;
}
EXPORT_SYMBOL_GPL(sriov_next_vf_bar);

/* Whether all slots of @bar are within the capability. */
static bool is_whole(const struct sriov_info *info,
		     const struct sriov_vf_bar *bar)
{
	return PCI_SRIOV_BAR + 4 * bar->slot + bar->width / 8 <= info->size;
}

static void decode_vf_bars(struct sriov_info *info, unsigned int sized)
{
	struct sriov_vf_bar bar = {};

	while (sriov_next_vf_bar(&info->registers[PCI_SRIOV_BAR / 4], sized,
				 &bar) && is_whole(info, &bar))
		info->vf_bar[bar.slot] = bar;
}

/* Reads dwords from @first on; returns how many dwords the capability has. */
static int read_from(const struct ecap *cap, unsigned int first,
		     u32 registers[SRIOV_DWORDS])
{
	unsigned int count = min_t(unsigned int, cap->size / 4, SRIOV_DWORDS);
	int err;

	if (count <= first)
		return count;

	err = ecap_read_dwords(cap, 4 * first, count - first,
			       &registers[first]);
	if (err)
		return err;

	return count;
}

int sriov_read_registers(const struct ecap *cap, u32 registers[SRIOV_DWORDS])
{
	memset(registers, 0, SRIOV_DWORDS * sizeof(*registers));
	return read_from(cap, 0, registers);
}
EXPORT_SYMBOL_GPL(sriov_read_registers);

u32 sriov_register_at(const u32 registers[SRIOV_DWORDS], size_t where,
		      size_t width)
{
	u32 dword = registers[where / 4];

	return dword >> 8 * (where % 4) & U32_MAX >> 8 * (4 - width);
}
EXPORT_SYMBOL_GPL(sriov_register_at);

#define REG(info, field)						\
	sriov_register_at((info)->registers,				\
			  offsetof(struct sriov_regs, field),		\
			  sizeof(((struct sriov_regs *)0)->field))

int sriov_decode(const struct ecap *cap, unsigned int sized,
		 struct sriov_info *info)
{
	int count;

	memset(info, 0, sizeof(*info));
	info->registers[0] = cap->header;
	count = read_from(cap, 1, info->registers);
	if (count < 0)
		return count;

	info->offset = cap->offset;
	info->size = 4 * count;
	info->version = cap->version;
	info->capabilities = sriov_decode_capabilities(REG(info, capabilities));
	info->control = sriov_decode_control(REG(info, control));
	info->status = sriov_decode_status(REG(info, status));
	info->initial_vfs = REG(info, initial_vfs);
	info->total_vfs = REG(info, total_vfs);
	info->num_vfs = REG(info, num_vfs);
	info->function_dependency_link = REG(info, function_dependency_link);
	info->vf_offset = REG(info, vf_offset);
	info->vf_stride = REG(info, vf_stride);
	info->vf_device_id = REG(info, vf_device_id);
	info->supported_page_sizes = REG(info, supported_page_sizes);
	info->system_page_size = REG(info, system_page_size);
	info->vf_migration_state_array =
		sriov_decode_migration_array(REG(info, vf_migration_state_array));
	decode_vf_bars(info, sized);
	return 0;
}
EXPORT_SYMBOL_GPL(sriov_decode);

int sriov_read_vf_bars(const struct sriov_view *cap,
		       u32 registers[PCI_SRIOV_NUM_BARS])
{
	unsigned int slot;
	int err = 0;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS && !err; slot++)
		err = ecap_read_index(cap, vf_bar, slot, &registers[slot]);
	return err;
}
EXPORT_SYMBOL_GPL(sriov_read_vf_bars);

int sriov_read_vf_bar64(const struct sriov_view *cap, unsigned int slot,
			u64 *value)
{
	u32 low, high;
	int err;

	err = ecap_read_index(cap, vf_bar, slot, &low);
	if (err)
		return err;
	if (sriov_decode_vf_bar(slot, low, 0).width != 64)
		return -EINVAL;

	err = ecap_read_index(cap, vf_bar, slot + 1, &high);
	if (err)
		return err;

	*value = join_halves(low, high);
	return 0;
}
EXPORT_SYMBOL_GPL(sriov_read_vf_bar64);

int sriov_read_vf_bar(const struct sriov_view *cap, struct sriov_vf_bar *bar)
{
	unsigned int count = bar->width == 64 ? 2 : 1;
	u32 half[2] = {};
	int err;

	if (bar->slot + count > PCI_SRIOV_NUM_BARS)
		return -EINVAL;

	err = ecap_read_dwords(&cap->cap, PCI_SRIOV_BAR + 4 * bar->slot, count,
			       half);
	if (err)
		return err;

	bar->raw = join_halves(half[0], half[1]);
	bar->address = address_of(bar->raw);
	return 0;
}
EXPORT_SYMBOL_GPL(sriov_read_vf_bar);

/* Writes all ones, reads what stayed, and puts back what was there. */
static int read_mask(const struct sriov_view *cap, unsigned int slot, u32 *mask)
{
	u32 before;
	int err, restored;

	err = ecap_read_index(cap, vf_bar, slot, &before) ?:
	      ecap_write_index(cap, vf_bar, slot, U32_MAX);
	if (err)
		return err;

	err = ecap_read_index(cap, vf_bar, slot, mask);
	restored = ecap_write_index(cap, vf_bar, slot, before);
	return err ?: restored;
}

int sriov_size_vf_bar(const struct sriov_view *cap, unsigned int slot,
		      u64 *size)
{
	struct sriov_vf_bar bar;
	u32 low, high = 0;
	u64 mask;
	int err;

	err = read_mask(cap, slot, &low);
	if (err)
		return err;

	bar = sriov_decode_vf_bar(slot, low, 0);
	if (bar.fault)
		return -EINVAL;
	if (bar.width == 64)
		err = read_mask(cap, slot + 1, &high);
	if (err)
		return err;

	mask = address_of((u64)high << 32 | low);
	*size = mask & -mask;
	return 0;
}
EXPORT_SYMBOL_GPL(sriov_size_vf_bar);

u64 sriov_vf_routing_id(const struct sriov_info *info, u16 pf, u16 vf)
{
	return (u64)pf + info->vf_offset + (u64)vf * info->vf_stride;
}
EXPORT_SYMBOL_GPL(sriov_vf_routing_id);
