// SPDX-License-Identifier: GPL-2.0
/*
 * Enhanced Allocation (PCIe 7.8.5): the addresses that a PF has fixed, for itself
 * and for all its VFs. Entries are read as the kernel's pci_ea_read() reads
 * them, for the kernel must find windows there.
 */
#include <linux/bitfield.h>
#include <linux/bits.h>
#include <linux/overflow.h>
#include <linux/pci_regs.h>
#include <linux/sizes.h>

#include "model.h"

#define NUM_ENTRIES	GENMASK(21, 16)

static u32 properties_of(u32 first)
{
	u32 primary = FIELD_GET(PCI_EA_PP, first);

	if (primary > PCI_EA_P_BRIDGE_IO && primary < PCI_EA_P_MEM_RESERVED)
		return FIELD_GET(PCI_EA_SP, first);
	return primary;
}

static bool is_memory(u32 properties)
{
	return properties == PCI_EA_P_MEM ||
	       properties == PCI_EA_P_MEM_PREFETCH ||
	       properties == PCI_EA_P_VF_MEM ||
	       properties == PCI_EA_P_VF_MEM_PREFETCH;
}

/* How many functions an entry is for: one, or all VFs */
static u16 functions_of(const struct sim_pf *pf, u32 first)
{
	if (FIELD_GET(PCI_EA_BEI, first) < PCI_EA_BEI_VF_BAR0)
		return 1;
	return pf->sriov ? sim_regs_get(&pf->regs, pf->sriov +
					PCI_SRIOV_INITIAL_VF) >> 16 : 0;
}

/* Base and MaxOffset, of 32 or 64 bits each; false: they end past 64 bits */
static bool read_range(const struct sim_pf *pf, unsigned int where,
		       u16 functions, struct sim_range *range)
{
	u32 base = sim_regs_get(&pf->regs, where);
	u32 max_offset = sim_regs_get(&pf->regs, where + 4);
	u64 last = max_offset | ~(u32)PCI_EA_FIELD_MASK, size;

	range->start = base & PCI_EA_FIELD_MASK;
	where += 8;
	if (base & PCI_EA_IS_64) {
		range->start |= (u64)sim_regs_get(&pf->regs, where) << 32;
		where += 4;
	}
	if (max_offset & PCI_EA_IS_64)
		last |= (u64)sim_regs_get(&pf->regs, where) << 32;
	return functions && !check_add_overflow(last, 1ULL, &size) &&
	       !check_mul_overflow(size, (u64)functions, &size) &&
	       !check_add_overflow(range->start, size - 1, &range->end);
}

/* Fills @ranges, of SIM_RANGES; returns how many there are. */
unsigned int sim_ea_ranges(const struct sim_pf *pf, struct sim_range *ranges)
{
	unsigned int left = FIELD_GET(NUM_ENTRIES, sim_regs_get(&pf->regs, pf->ea));
	unsigned int where = pf->ea + PCI_EA_FIRST_ENT, found = 0;
	u32 first;

	if (!pf->ea)
		return 0;

	for (; left && where < SZ_256 && found < SIM_RANGES; left--) {
		first = sim_regs_get(&pf->regs, where);
		ranges[found].prefetchable =
			properties_of(first) == PCI_EA_P_MEM_PREFETCH ||
			properties_of(first) == PCI_EA_P_VF_MEM_PREFETCH;
		if (first & PCI_EA_ENABLE && is_memory(properties_of(first)) &&
		    read_range(pf, where + 4, functions_of(pf, first),
			       &ranges[found]))
			found++;
		where += 4 + 4 * FIELD_GET(PCI_EA_ES, first);
	}
	return found;
}
