// SPDX-License-Identifier: GPL-2.0
/*
 * What makes a capability malformed: findings from the decoded registers and
 * from where the PF stands. Pure: builds unchanged in userspace.
 */
#include <linux/bits.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sizes.h>

#include <sriov_pf/malformed.h>

#define ROUTING_IDS	0x10000

static_assert(SRIOV_NR_FAULTS <= 32);

/* The chain's faults come first, in the same order. */
static_assert(ECAP_CHAIN_LOOPS == BIT(SRIOV_FAULT_CHAIN_LOOPS));
static_assert(ECAP_CHAIN_LOW == BIT(SRIOV_FAULT_CHAIN_LOW));
static_assert(ECAP_CHAIN_UNALIGNED == BIT(SRIOV_FAULT_CHAIN_UNALIGNED));
static_assert(ECAP_CHAIN_ALL_ONES == BIT(SRIOV_FAULT_CHAIN_ALL_ONES));

static u32 check_vf_counts(const struct sriov_info *info)
{
	u32 faults = 0;

	if (!info->total_vfs)
		faults |= BIT(SRIOV_FAULT_NO_VFS);
	if (info->initial_vfs > info->total_vfs)
		faults |= BIT(SRIOV_FAULT_INITIAL_VFS);
	if (info->num_vfs > info->total_vfs)
		faults |= BIT(SRIOV_FAULT_NUM_VFS);
	return faults;
}

/* The VFs for which First VF Offset and VF Stride must hold as they stand. */
static u16 placed_vfs(const struct sriov_info *info,
		      const struct sriov_context *context)
{
	return context->accepted ? info->num_vfs : info->total_vfs;
}

static u32 check_routing_ids(const struct sriov_info *info,
			     const struct sriov_context *context)
{
	u16 vfs = placed_vfs(info, context);
	u32 faults = 0;
	u64 last;

	if (!vfs)
		return 0;
	if (!info->vf_offset)
		return BIT(SRIOV_FAULT_VF_OFFSET);
	if (!info->vf_stride && vfs > 1)
		faults |= BIT(SRIOV_FAULT_VF_STRIDE);

	last = sriov_vf_routing_id(info, context->routing_id, vfs - 1);
	if (last >= ROUTING_IDS)
		faults |= BIT(SRIOV_FAULT_ROUTING_ID);
	/* Routing IDs are 16 bits: a carry would be dropped (9.2.1.2). */
	if (last % ROUTING_IDS == context->routing_id)
		faults |= BIT(SRIOV_FAULT_ROUTING_ID_OF_PF);
	return faults;
}

static u32 check_page_sizes(const struct sriov_info *info)
{
	u32 size = info->system_page_size;
	u32 faults = 0;

	if (!(info->supported_page_sizes & (SZ_4K >> 12)))
		faults |= BIT(SRIOV_FAULT_NO_4K_PAGES);
	if (size & (size - 1) || !(size & info->supported_page_sizes))
		faults |= BIT(SRIOV_FAULT_SYSTEM_PAGE_SIZE);
	return faults;
}

static u32 check_vf_bars(const struct sriov_info *info)
{
	static const u32 fault[] = {
		[SRIOV_BAR_OK] = 0,
		[SRIOV_BAR_IO] = BIT(SRIOV_FAULT_BAR_IO),
		[SRIOV_BAR_TYPE] = BIT(SRIOV_FAULT_BAR_TYPE),
		[SRIOV_BAR_LAST] = BIT(SRIOV_FAULT_BAR_LAST),
	};
	u32 faults = 0;
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		faults |= fault[info->vf_bar[slot].fault];
	return faults;
}

u32 sriov_check_capability(const struct sriov_info *info, unsigned int chain,
			   const struct sriov_context *context)
{
	/* What was not there to be read is not to be judged. */
	if (info->size < sizeof(struct sriov_regs))
		return chain | BIT(SRIOV_FAULT_TRUNCATED);

	return chain | check_vf_counts(info) | check_routing_ids(info, context) |
	       check_page_sizes(info) | check_vf_bars(info);
}
EXPORT_SYMBOL_GPL(sriov_check_capability);

/* The first slot whose BAR has this fault. */
static unsigned int faulty_bar(const struct sriov_info *info,
			       enum sriov_bar_fault fault)
{
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS - 1; slot++)
		if (info->vf_bar[slot].fault == fault)
			break;
	return slot;
}

static int describe_vf_bar(const struct sriov_info *info,
			   enum sriov_bar_fault fault, const char *what,
			   char *buf, size_t size)
{
	unsigned int slot = faulty_bar(info, fault);

	return scnprintf(buf, size, "VF BAR %u (0x%08x) %s", slot,
			 info->registers[PCI_SRIOV_BAR / 4 + slot], what);
}

static int describe_vfs(enum sriov_fault fault, const struct sriov_info *info,
			const struct sriov_context *context, char *buf, size_t size)
{
	switch (fault) {
	case SRIOV_FAULT_TRUNCATED:
		return scnprintf(buf, size,
				 "the capability has %u bytes, not 64",
				 info->size);
	case SRIOV_FAULT_NO_VFS:
		return scnprintf(buf, size, "TotalVFs is 0");
	case SRIOV_FAULT_INITIAL_VFS:
		return scnprintf(buf, size, "InitialVFs %u exceeds TotalVFs %u",
				 info->initial_vfs, info->total_vfs);
	case SRIOV_FAULT_NUM_VFS:
		return scnprintf(buf, size, "NumVFs %u exceeds TotalVFs %u",
				 info->num_vfs, info->total_vfs);
	case SRIOV_FAULT_VF_OFFSET:
		return scnprintf(buf, size, "First VF Offset is 0");
	case SRIOV_FAULT_VF_STRIDE:
		return scnprintf(buf, size, "VF Stride is 0 with %u VFs",
				 placed_vfs(info, context));
	default:
		return scnprintf(buf, size, "%u VFs at offset %u, stride %u %s",
				 placed_vfs(info, context), info->vf_offset,
				 info->vf_stride,
				 fault == SRIOV_FAULT_ROUTING_ID ?
				 "pass routing ID 0xffff" :
				 "end at the PF's own routing ID");
	}
}

static int describe_memory(enum sriov_fault fault,
			   const struct sriov_info *info, char *buf,
			   size_t size)
{
	switch (fault) {
	case SRIOV_FAULT_NO_4K_PAGES:
		return scnprintf(buf, size,
				 "the supported page sizes 0x%08x do not include 4 KiB",
				 info->supported_page_sizes);
	case SRIOV_FAULT_SYSTEM_PAGE_SIZE:
		return scnprintf(buf, size,
				 "system page size 0x%08x is not one of the supported 0x%08x",
				 info->system_page_size,
				 info->supported_page_sizes);
	case SRIOV_FAULT_BAR_IO:
		return describe_vf_bar(info, SRIOV_BAR_IO,
				       "is I/O space", buf, size);
	case SRIOV_FAULT_BAR_TYPE:
		return describe_vf_bar(info, SRIOV_BAR_TYPE,
				       "has a reserved type", buf, size);
	default:
		return describe_vf_bar(info, SRIOV_BAR_LAST,
				       "is 64 bits wide in the last slot",
				       buf, size);
	}
}

int sriov_describe_fault(enum sriov_fault fault, const struct sriov_info *info,
			 const struct sriov_context *context, char *buf, size_t size)
{
	static const char * const chain[] = {
		[SRIOV_FAULT_CHAIN_LOOPS] = "loops",
		[SRIOV_FAULT_CHAIN_LOW] = "points below 0x100",
		[SRIOV_FAULT_CHAIN_UNALIGNED] = "has an unaligned pointer",
		[SRIOV_FAULT_CHAIN_ALL_ONES] = "ends in all ones",
	};

	if (fault < ARRAY_SIZE(chain))
		return scnprintf(buf, size,
				 "the chain of extended capabilities %s",
				 chain[fault]);

	if (fault < SRIOV_FAULT_NO_4K_PAGES)
		return describe_vfs(fault, info, context, buf, size);

	return describe_memory(fault, info, buf, size);
}
EXPORT_SYMBOL_GPL(sriov_describe_fault);
