// SPDX-License-Identifier: GPL-2.0
/* Checks of every SR-IOV capability. */
#include <string.h>

#include <linux/kernel.h>

#include "checks.h"
#include "require.h"

#define DESCRIPTION	128	/* bytes that hold every description */
#define UNTOUCHED	0xa5a5a5a5a5a5a5a5

/* A register as the image holds it; zero past the end of the capability. */
static u32 reg(const struct ecap *cap, u16 where, u8 width)
{
	const struct image *image = cap->cfg->priv;
	u32 value = 0;

	if (where >= cap->size)
		return 0;
	while (width--)
		value = value << 8 | image->bytes[cap->offset + where + width];
	return value;
}

static u32 bar_register(const struct ecap *cap, unsigned int slot)
{
	return slot < PCI_SRIOV_NUM_BARS ?
	       reg(cap, PCI_SRIOV_BAR + 4 * slot, 4) : 0;
}

static void check_registers(const struct ecap *cap,
			    const struct sriov_info *info)
{
	unsigned int i;

	require(info->offset == cap->offset);
	require(info->version == cap->version);
	require(info->size <= cap->size && info->size <= 64);
	require(info->size == cap->size || info->size == 64);
	for (i = 0; i < SRIOV_DWORDS; i++)
		require(info->registers[i] == reg(cap, 4 * i, 4));
}

static void check_fields(const struct ecap *cap, const struct sriov_info *info)
{
	require(info->capabilities.raw == reg(cap, PCI_SRIOV_CAP, 4));
	require(info->control.raw == reg(cap, PCI_SRIOV_CTRL, 2));
	require(info->status.raw == reg(cap, PCI_SRIOV_STATUS, 2));
	require(info->initial_vfs == reg(cap, PCI_SRIOV_INITIAL_VF, 2));
	require(info->total_vfs == reg(cap, PCI_SRIOV_TOTAL_VF, 2));
	require(info->num_vfs == reg(cap, PCI_SRIOV_NUM_VF, 2));
	require(info->function_dependency_link ==
		reg(cap, PCI_SRIOV_FUNC_LINK, 1));
	require(info->vf_offset == reg(cap, PCI_SRIOV_VF_OFFSET, 2));
	require(info->vf_stride == reg(cap, PCI_SRIOV_VF_STRIDE, 2));
	require(info->vf_device_id == reg(cap, PCI_SRIOV_VF_DID, 2));
	require(info->supported_page_sizes == reg(cap, PCI_SRIOV_SUP_PGSIZE, 4));
	require(info->system_page_size == reg(cap, PCI_SRIOV_SYS_PGSIZE, 4));
	require((info->vf_migration_state_array.offset |
		 info->vf_migration_state_array.bir) ==
		reg(cap, PCI_SRIOV_VFM, 4));
}

/* Every combination of the four low bits, by the specification. */
static enum sriov_bar_fault kind_of(unsigned int slot, u32 low)
{
	if (low & 1)
		return SRIOV_BAR_IO;
	if (low & 2)
		return SRIOV_BAR_TYPE;
	return low & 4 && slot == 5 ? SRIOV_BAR_LAST : SRIOV_BAR_OK;
}

static void check_bar(const struct ecap *cap, const struct sriov_vf_bar *bar,
		      unsigned int slot)
{
	u32 low = bar_register(cap, slot);
	u32 high = bar_register(cap, slot + 1);

	require(bar->slot == slot);
	require(bar->fault == kind_of(slot, low));
	require(bar->prefetchable == (low >> 3 & 1));
	if (low & 4 && !bar->fault) {
		require(bar->width == 64 && slot < 5);
		require(bar->raw == ((u64)high << 32 | low));
	} else {
		require(bar->width == 32);
		require(bar->raw == low);
	}
	require(bar->address == (bar->raw & ~0xfULL));
}

/* Whether the BAR in @slot and its upper half, if it has one, are present. */
static bool is_whole(const struct ecap *cap, unsigned int slot)
{
	u32 low = bar_register(cap, slot);
	bool pair = low & 4 && !kind_of(slot, low);

	return PCI_SRIOV_BAR + 4 * slot + (pair ? 8 : 4) <= cap->size;
}

static void check_bars(const struct ecap *cap, const struct input *input,
		       const struct sriov_info *info)
{
	static const struct sriov_vf_bar none;
	const struct sriov_vf_bar *bar = info->vf_bar;
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++) {
		bool there = bar_register(cap, slot) || input->sized >> slot & 1;

		if (there && is_whole(cap, slot))
			check_bar(cap, &bar[slot], slot);
		else
			require(!memcmp(&bar[slot], &none, sizeof(none)));
		if (bar[slot].width == 64) {
			slot++;
			require(!memcmp(&bar[slot], &none, sizeof(none)));
		}
	}
}

static void check_listing(const struct input *input,
			  const struct sriov_info *info)
{
	const u32 *registers = &info->registers[PCI_SRIOV_BAR / 4];
	struct sriov_vf_bar bar = { 0 };
	unsigned int slot;
	int more;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++) {
		if (!info->vf_bar[slot].width)
			continue;
		more = sriov_next_vf_bar(registers, input->sized, &bar);
		require(more == (bar.fault ? -EINVAL : 1));
		require(bar.slot == slot);
		require(bar.raw == info->vf_bar[slot].raw);
		require(bar.width == info->vf_bar[slot].width);
	}
	require(info->size < 64 ||
		!sriov_next_vf_bar(registers, input->sized, &bar));
}

void check_decoded(const struct ecap *cap, const struct input *input,
		   const struct sriov_info *info)
{
	check_registers(cap, info);
	check_fields(cap, info);
	check_bars(cap, input, info);
	check_listing(input, info);
}

static u32 faulty_bars(const struct sriov_info *info)
{
	u32 faults = 0;
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		if (info->vf_bar[slot].fault)
			faults |= BIT(SRIOV_FAULT_BAR_IO - SRIOV_BAR_IO +
				      info->vf_bar[slot].fault);
	return faults;
}

static bool has(u32 faults, enum sriov_fault fault)
{
	return faults & BIT(fault);
}

static void check_places(const struct sriov_info *info, u32 faults,
			 const struct input *input)
{
	u32 vfs = input->accepted ? info->num_vfs : info->total_vfs;
	u64 last = input->routing_id + info->vf_offset +
		   ((u64)vfs - 1) * info->vf_stride;
	bool placed = vfs && info->vf_offset;

	require(has(faults, SRIOV_FAULT_VF_OFFSET) ==
		(vfs && !info->vf_offset));
	require(has(faults, SRIOV_FAULT_VF_STRIDE) ==
		(placed && vfs > 1 && !info->vf_stride));
	require(has(faults, SRIOV_FAULT_ROUTING_ID) ==
		(placed && last > 0xffff));
	require(has(faults, SRIOV_FAULT_ROUTING_ID_OF_PF) ==
		(placed && (last & 0xffff) == input->routing_id));
}

static void check_others(const struct sriov_info *info, u32 faults)
{
	u32 both = info->system_page_size & info->supported_page_sizes;

	require(has(faults, SRIOV_FAULT_NO_VFS) == !info->total_vfs);
	require(has(faults, SRIOV_FAULT_INITIAL_VFS) ==
		(info->initial_vfs > info->total_vfs));
	require(has(faults, SRIOV_FAULT_NUM_VFS) ==
		(info->num_vfs > info->total_vfs));
	require(has(faults, SRIOV_FAULT_NO_4K_PAGES) ==
		!(info->supported_page_sizes & 1));
	require(has(faults, SRIOV_FAULT_SYSTEM_PAGE_SIZE) ==
		!(both == info->system_page_size &&
		  __builtin_popcount(both) == 1));
	require((faults & (BIT(SRIOV_FAULT_BAR_IO) |
			   BIT(SRIOV_FAULT_BAR_TYPE) |
			   BIT(SRIOV_FAULT_BAR_LAST))) == faulty_bars(info));
}

/* The description of a BAR fault names a BAR that has this fault. */
static void check_named_bar(const char *text, enum sriov_fault fault,
			    const struct sriov_info *info)
{
	unsigned int slot, raw;

	if (fault < SRIOV_FAULT_BAR_IO)
		return;
	require(sscanf(text, "VF BAR %u (0x%x)", &slot, &raw) == 2);
	require(slot < PCI_SRIOV_NUM_BARS);
	require(raw == info->registers[PCI_SRIOV_BAR / 4 + slot]);
	require(info->vf_bar[slot].fault ==
		fault - SRIOV_FAULT_BAR_IO + SRIOV_BAR_IO);
}

static void check_description(enum sriov_fault fault,
			      const struct sriov_info *info,
			      const struct sriov_context *slot, u16 cut)
{
	char wide[4 * DESCRIPTION], text[DESCRIPTION];
	int length;

	length = sriov_describe_fault(fault, info, slot, wide, sizeof(wide));
	require(length > 0 && length < DESCRIPTION);
	require(length == strlen(wide));
	require(!strpbrk(wide, "\n%"));
	check_named_bar(wide, fault, info);

	cut = cut % sizeof(text) + 1;
	sriov_describe_fault(fault, info, slot, text, cut);
	require(strlen(text) < cut && !strncmp(text, wide, cut - 1));
}

void check_faults(const struct sriov_info *info, unsigned int chain,
		  const struct input *input)
{
	struct sriov_context slot = { input->routing_id, input->accepted };
	u32 faults = sriov_check_capability(info, chain, &slot);
	unsigned int fault;

	require(!(faults >> SRIOV_NR_FAULTS));
	require((faults & 0xf) == chain);
	require(has(faults, SRIOV_FAULT_TRUNCATED) == (info->size < 64));
	if (info->size < 64) {
		require(faults == (chain | BIT(SRIOV_FAULT_TRUNCATED)));
	} else {
		check_places(info, faults, input);
		check_others(info, faults);
	}
	for (fault = 0; fault < SRIOV_NR_FAULTS; fault++)
		if (has(faults, fault))
			check_description(fault, info, &slot, input->where);
	require(sriov_check_capability(info, chain, &slot) == faults);
}

static void check_read_vf_bars(const struct sriov_view *view)
{
	u32 registers[PCI_SRIOV_NUM_BARS];
	bool whole = view->cap.size >= PCI_SRIOV_VFM;
	unsigned int slot;

	require(sriov_read_vf_bars(view, registers) == (whole ? 0 : -EINVAL));
	for (slot = 0; whole && slot < PCI_SRIOV_NUM_BARS; slot++)
		require(registers[slot] == bar_register(&view->cap, slot));
}

static void check_read_vf_bar64(const struct sriov_view *view,
				unsigned int slot)
{
	u32 low = bar_register(&view->cap, slot);
	u32 high = bar_register(&view->cap, slot + 1);
	bool pair = slot < PCI_SRIOV_NUM_BARS - 1 && (low & 7) == 4 &&
		    view->cap.size >= PCI_SRIOV_BAR + 4 * slot + 8;
	u64 value = UNTOUCHED;

	if (pair) {
		require(!sriov_read_vf_bar64(view, slot, &value));
		require(value == ((u64)high << 32 | low));
	} else {
		require(sriov_read_vf_bar64(view, slot, &value) == -EINVAL);
		require(value == UNTOUCHED);
	}
}

/* Any BAR that was decoded can be read again. */
static void check_read_vf_bar(const struct sriov_view *view,
			      struct sriov_vf_bar bar)
{
	u64 raw = bar.raw;

	bar.raw = UNTOUCHED;
	bar.address = UNTOUCHED;
	require(!sriov_read_vf_bar(view, &bar));
	require(bar.raw == raw && bar.address == (raw & ~0xfULL));
}

static void check_view(const struct sriov_view *view, struct input *input,
		       const struct sriov_info *info)
{
	unsigned int slot;

	check_read_vf_bars(view);
	for (slot = 0; slot <= PCI_SRIOV_NUM_BARS; slot++)
		check_read_vf_bar64(view, slot);
	check_read_vf_bar64(view, U32_MAX - input->where);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		if (info->vf_bar[slot].width)
			check_read_vf_bar(view, info->vf_bar[slot]);
}

void check_reading(const struct ecap *cap, struct input *input,
		   const struct sriov_info *info)
{
	struct sriov_view view = { .cap = *cap };
	u32 registers[SRIOV_DWORDS];

	require(sriov_read_registers(cap, registers) == info->size / 4);
	require(!memcmp(registers, info->registers, sizeof(registers)));
	require(ecap_cast(cap, &view) == (cap->size < 64 ? -EINVAL : 0));
	check_view(&view, input, info);
}
