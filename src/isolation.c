// SPDX-License-Identifier: GPL-2.0
/*
 * Which IOMMU groups the VFs of a PF will be in, by the rules of the kernel's
 * pci_device_group(): a VF has a group of its own if every bridge above it keeps
 * peers apart (ACS); else it is in the group of the bridge above it. VFs are single
 * functions, so their PF's own ACS does not matter.
 */
#include <linux/iommu.h>
#include <linux/pci.h>
#include <linux/string.h>

#include <sriov_pf/cfg_pci.h>

#include "check.h"
#include "isolation.h"

/* What the kernel asks of a bridge, as far as the bridge has it. */
#define WANTED	(PCI_ACS_SV | PCI_ACS_RR | PCI_ACS_CR | PCI_ACS_UF)

/* Capability and Control at once. A bridge that sleeps is woken: it reads as ones. */
static enum sriov_pf_isolation read_acs(struct pci_dev *bridge)
{
	struct ecap_cfg cfg;
	u32 registers;

	if (!bridge->acs_cap)
		return SRIOV_PF_NO_ACS;

	ecap_cfg_init_pci(&cfg, bridge);
	if (ecap_cfg_read(&cfg, bridge->acs_cap + PCI_ACS_CAP, 4, &registers))
		return SRIOV_PF_ACS_OFF;

	return registers & WANTED & ~(registers >> 16) ? SRIOV_PF_ACS_OFF :
							 SRIOV_PF_ISOLATED;
}

/* The rules of the kernel's pci_acs_enabled(), but for its quirks. */
static enum sriov_pf_isolation judge_bridge(struct pci_dev *bridge)
{
	if (!pci_is_pcie(bridge))
		return SRIOV_PF_NO_ACS;

	switch (pci_pcie_type(bridge)) {
	case PCI_EXP_TYPE_ROOT_PORT:
	case PCI_EXP_TYPE_DOWNSTREAM:
		return read_acs(bridge);
	case PCI_EXP_TYPE_UPSTREAM:
		return bridge->multifunction ? read_acs(bridge) :
					       SRIOV_PF_ISOLATED;
	default:
		return SRIOV_PF_NO_ACS;
	}
}

/*
 * The nearest bridge that does not keep its peers apart, or NULL. One whose ACS is
 * off comes before those without ACS, for these the kernel may have quirks.
 */
static struct pci_dev *find_weak_bridge(struct pci_dev *pdev,
					enum sriov_pf_isolation *why)
{
	struct pci_dev *bridge, *weak = NULL;
	enum sriov_pf_isolation found;

	*why = SRIOV_PF_ISOLATED;
	for (bridge = pci_upstream_bridge(pdev); bridge;
	     bridge = pci_upstream_bridge(bridge)) {
		found = judge_bridge(bridge);
		if (found == SRIOV_PF_ISOLATED ||
		    (weak && found != SRIOV_PF_ACS_OFF))
			continue;
		*why = found;
		weak = bridge;
		if (found == SRIOV_PF_ACS_OFF)
			break;
	}
	return weak;
}

/* The number of a device's group; -1 if it has none. */
static int group_of(struct pci_dev *pdev)
{
	struct iommu_group *group = iommu_group_get(&pdev->dev);
	int id = group ? iommu_group_id(group) : -1;

	iommu_group_put(group);
	return id;
}

static bool has_other_rules(void)
{
	return IS_ENABLED(CONFIG_PPC) || IS_ENABLED(CONFIG_S390);
}

/*
 * The PF's own group shows what the kernel made of the same bridges when it found
 * the PF. It has quirks for bridges that keep peers apart without ACS.
 */
static enum sriov_pf_isolation judge(struct sriov_pf_facts *facts,
				     struct pci_dev *pdev,
				     struct pci_dev *above)
{
	enum sriov_pf_isolation why;
	struct pci_dev *weak = find_weak_bridge(pdev, &why);
	int group = group_of(above);
	bool grouped = group_of(pdev) == group;

	if (group < 0)
		return SRIOV_PF_OTHER_GROUPS;
	if (!weak && grouped)
		why = SRIOV_PF_GROUPED;
	if (why == SRIOV_PF_NO_ACS && !grouped)
		return SRIOV_PF_ISOLATED;

	strscpy(facts->acs_bridge, pci_name(weak ?: above), SRIOV_PF_ADDRESS);
	facts->group = group;
	return why;
}

void sriov_pf_gather_isolation(struct sriov_pf_facts *facts,
			       struct pci_dev *pdev)
{
	struct pci_dev *above = pci_upstream_bridge(pdev);

	if (!device_iommu_mapped(&pdev->dev))
		facts->isolation = SRIOV_PF_NO_IOMMU;
	else if (has_other_rules())
		facts->isolation = SRIOV_PF_OTHER_GROUPS;
	else if (!above)
		facts->isolation = SRIOV_PF_ISOLATED;
	else
		facts->isolation = judge(facts, pdev, above);
}
