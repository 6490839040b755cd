// SPDX-License-Identifier: GPL-2.0
/*
 * Whether VFs will have IOMMU groups of their own, by the rules of the kernel's
 * pci_device_group(): a VF has one if every bridge above it keeps peers apart (ACS);
 * else it is in the group of the bridge above it. VFs are single functions, so their
 * PF's own ACS does not matter. Pure: builds unchanged in userspace.
 */
#include <linux/pci_regs.h>

#include "acs.h"

/* What the kernel asks of a bridge, as far as the bridge has it. */
#define WANTED	(PCI_ACS_SV | PCI_ACS_RR | PCI_ACS_CR | PCI_ACS_UF)

static enum sriov_pf_isolation judge_acs(const struct sriov_pf_bridge *bridge)
{
	u32 control = bridge->acs >> 16;

	if (!bridge->has_acs)
		return SRIOV_PF_NO_ACS;

	return bridge->acs & WANTED & ~control ? SRIOV_PF_ACS_OFF :
						 SRIOV_PF_ISOLATED;
}

enum sriov_pf_isolation sriov_pf_judge_bridge(const struct sriov_pf_bridge *bridge)
{
	switch (bridge->type) {
	case PCI_EXP_TYPE_ROOT_PORT:
	case PCI_EXP_TYPE_DOWNSTREAM:
		return judge_acs(bridge);
	case PCI_EXP_TYPE_UPSTREAM:
		return bridge->multifunction ? judge_acs(bridge) :
					       SRIOV_PF_ISOLATED;
	default:
		return SRIOV_PF_NO_ACS;
	}
}

enum sriov_pf_isolation sriov_pf_judge_isolation(enum sriov_pf_isolation worst,
						 bool grouped)
{
	if (worst == SRIOV_PF_ISOLATED && grouped)
		return SRIOV_PF_GROUPED;
	if (worst == SRIOV_PF_NO_ACS && !grouped)
		return SRIOV_PF_ISOLATED;

	return worst;
}
