// SPDX-License-Identifier: GPL-2.0
/*
 * Virtual Functions. They keep no state: what they answer follows from their
 * PF alone, so that any number of them costs nothing.
 */
#include <linux/pci_regs.h>
#include <linux/sizes.h>

#include "model.h"

#define PCIE_AT		0x40	/* where a VF's PCI Express capability is */
#define PCIE_VERSION	2

/*
 * Which VF of @pf is @distance routing IDs after it: a number, or -1. VF n is
 * at First VF Offset + n * VF Stride (PCIe 9.3.3.9, counted from 0).
 */
int sim_vf_find(const struct sim_pf *pf, unsigned int distance)
{
	u32 control = sim_regs_get(&pf->regs, pf->sriov + PCI_SRIOV_CTRL);
	u16 num_vfs = sim_regs_get(&pf->regs, pf->sriov + PCI_SRIOV_NUM_VF);
	u32 place = sim_regs_get(&pf->regs, pf->sriov + PCI_SRIOV_VF_OFFSET);
	u16 offset = place;
	u16 stride = place >> 16;

	if (!pf->sriov || !(control & PCI_SRIOV_CTRL_VFE) || !num_vfs ||
	    distance < offset)
		return -1;

	distance -= offset;
	if (!stride)
		return distance ? -1 : 0;
	if (distance % stride || distance / stride >= num_vfs)
		return -1;
	return distance / stride;
}

static u32 type_of(const struct sim_pf *pf)
{
	return sim_pf_is_integrated(pf) ? PCI_EXP_TYPE_RC_END :
					  PCI_EXP_TYPE_ENDPOINT;
}

static u32 vf_register(const struct sim_pf *pf, unsigned int where)
{
	switch (where) {
	case PCI_VENDOR_ID:
		return ~0;
	case PCI_COMMAND:
		return PCI_STATUS_CAP_LIST << 16;
	case PCI_CLASS_REVISION:
	case PCI_SUBSYSTEM_VENDOR_ID:
		return sim_regs_get(&pf->regs, where);
	case PCI_CAPABILITY_LIST:
		return PCIE_AT;
	case PCIE_AT:
		return PCI_CAP_ID_EXP | PCIE_VERSION << 16 | type_of(pf) << 20;
	case PCIE_AT + PCI_EXP_DEVCAP:
		return PCI_EXP_DEVCAP_RBER | PCI_EXP_DEVCAP_FLR;
	case SZ_256:
		return pf->ari ? PCI_EXT_CAP_ID_ARI | 1 << 16 : 0;
	default:
		return 0;
	}
}

u32 sim_vf_read(const struct sim_pf *pf, unsigned int where, int size)
{
	return sim_part(vf_register(pf, where & ~3U), where, size);
}
