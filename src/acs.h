/* SPDX-License-Identifier: GPL-2.0 */
/* Access Control Services (PCIe 6.12): whether VFs will have IOMMU groups of their own. */
#ifndef SRIOV_PF_ACS_H
#define SRIOV_PF_ACS_H

#include <linux/types.h>

/*
 * Whether each VF will have an IOMMU group of its own; and if not, why. The worst bridge
 * above a PF is to blame. One whose ACS is off is worse than one without ACS, for which
 * the kernel may have a quirk.
 */
enum sriov_pf_isolation {
	SRIOV_PF_ISOLATED,
	SRIOV_PF_NO_ACS,	/* a bridge above lacks ACS */
	SRIOV_PF_ACS_OFF,	/* it has ACS, but not turned on */
	SRIOV_PF_NO_IOMMU,	/* there are no groups */
	SRIOV_PF_NO_GROUP_YET,	/* the PF may get one with its first driver */
	SRIOV_PF_GROUPED,	/* it has ACS, but the PF is in its group */
	SRIOV_PF_OTHER_GROUPS,	/* the platform makes groups by other rules */
};

/**
 * struct sriov_pf_bridge - a bridge above a PF, as far as ACS depends on it
 * @type: Device/Port Type, PCI_EXP_TYPE_*; any other value if it is no PCIe bridge
 * @multifunction: whether it is one of several functions
 * @has_acs: whether it has the ACS capability
 * @acs: ACS Capability, and ACS Control in the upper half; only valid if @has_acs
 */
struct sriov_pf_bridge {
	int type;
	bool multifunction;
	bool has_acs;
	u32 acs;
};

/**
 * sriov_pf_judge_bridge() - does a bridge keep the functions below it apart?
 * @bridge: the bridge
 *
 * The rules of the kernel's pci_acs_enabled(), but for its quirks.
 *
 * Return: SRIOV_PF_ISOLATED, SRIOV_PF_NO_ACS or SRIOV_PF_ACS_OFF.
 */
enum sriov_pf_isolation sriov_pf_judge_bridge(const struct sriov_pf_bridge *bridge);

/**
 * sriov_pf_judge_isolation() - will each VF have a group of its own?
 * @worst: the greatest that was found of the bridges above the PF
 * @grouped: whether the PF is in one group with the bridge above it
 *
 * The PF's own group shows what the kernel made of the same bridges when it found
 * the PF: it has quirks for bridges that keep functions apart without ACS.
 *
 * Return: SRIOV_PF_ISOLATED, SRIOV_PF_NO_ACS, SRIOV_PF_ACS_OFF or SRIOV_PF_GROUPED.
 */
enum sriov_pf_isolation sriov_pf_judge_isolation(enum sriov_pf_isolation worst,
						 bool grouped);

#endif
