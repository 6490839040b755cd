// SPDX-License-Identifier: GPL-2.0
/* Which IOMMU groups the VFs of a PF will be in: see acs.c. */
#include <linux/iommu.h>
#include <linux/pci.h>
#include <linux/string.h>

#include <sriov_pf/cfg_pci.h>

#include "check.h"
#include "isolation.h"

/*
 * Capability and Control at once. A bridge that sleeps is woken: it reads as ones. Of
 * one that does not answer, ACS counts as off.
 */
static u32 read_acs(struct pci_dev *bridge)
{
	struct ecap_cfg cfg;
	u32 registers;

	ecap_cfg_init_pci(&cfg, bridge);
	if (ecap_cfg_read(&cfg, bridge->acs_cap + PCI_ACS_CAP, 4, &registers))
		return U16_MAX;

	return registers;
}

static enum sriov_pf_isolation judge_bridge(struct pci_dev *pdev)
{
	struct sriov_pf_bridge bridge = {
		.type = pci_is_pcie(pdev) ? pci_pcie_type(pdev) : -1,
		.multifunction = pdev->multifunction,
		.has_acs = pdev->acs_cap,
	};

	if (bridge.has_acs)
		bridge.acs = read_acs(pdev);
	return sriov_pf_judge_bridge(&bridge);
}

/* The worst bridge above a device, the nearest of them; NULL if all are good. */
static struct pci_dev *find_weak_bridge(struct pci_dev *pdev,
					enum sriov_pf_isolation *worst)
{
	struct pci_dev *bridge, *weak = NULL;
	enum sriov_pf_isolation found;

	*worst = SRIOV_PF_ISOLATED;
	for (bridge = pci_upstream_bridge(pdev); bridge;
	     bridge = pci_upstream_bridge(bridge)) {
		found = judge_bridge(bridge);
		if (found > *worst) {
			*worst = found;
			weak = bridge;
		}
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

/*
 * Elsewhere than on x86, kernels before 6.15 make the group of a device when a driver is
 * bound for the first time, by what devicetree or ACPI say of it.
 */
static bool may_get_group(const struct pci_dev *pdev)
{
	return !IS_ENABLED(CONFIG_X86) && !READ_ONCE(pdev->dev.driver);
}

static bool has_other_rules(void)
{
	return IS_ENABLED(CONFIG_PPC) || IS_ENABLED(CONFIG_S390);
}

static enum sriov_pf_isolation judge(struct sriov_pf_facts *facts,
				     struct pci_dev *pdev,
				     struct pci_dev *above)
{
	enum sriov_pf_isolation worst;
	struct pci_dev *weak = find_weak_bridge(pdev, &worst);
	int group = group_of(above);

	if (group < 0)
		return SRIOV_PF_OTHER_GROUPS;

	strscpy(facts->acs_bridge, pci_name(weak ?: above), SRIOV_PF_ADDRESS);
	facts->group = group;
	return sriov_pf_judge_isolation(worst, group_of(pdev) == group);
}

void sriov_pf_gather_isolation(struct sriov_pf_facts *facts,
			       struct pci_dev *pdev)
{
	struct pci_dev *above = pci_upstream_bridge(pdev);

	if (!device_iommu_mapped(&pdev->dev))
		facts->isolation = may_get_group(pdev) ? SRIOV_PF_NO_GROUP_YET :
							 SRIOV_PF_NO_IOMMU;
	else if (has_other_rules())
		facts->isolation = SRIOV_PF_OTHER_GROUPS;
	else if (!above)
		facts->isolation = SRIOV_PF_ISOLATED;
	else
		facts->isolation = judge(facts, pdev, above);
}
