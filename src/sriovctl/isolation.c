// SPDX-License-Identifier: GPL-2.0
/*
 * Which IOMMU groups the VFs of a PF will be in, by configuration space and sysfs, as
 * src/isolation.c finds out in the kernel.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include <linux/pci_regs.h>
#include <sriov_pf/ecap.h>

#include "bridge.h"
#include "config.h"
#include "isolation.h"
#include "sysfs.h"

/* What the kernel asks of a bridge, as far as the bridge has it. */
#define WANTED	(PCI_ACS_SV | PCI_ACS_RR | PCI_ACS_CR | PCI_ACS_UF)

/* In Header Type; headers before 6.8 have no name for it. */
#define MULTI_FUNCTION	0x80

static enum sriov_pf_isolation read_acs(const struct ecap_cfg *cfg)
{
	struct ecap_list *list = config_walk(cfg);
	enum sriov_pf_isolation found = SRIOV_PF_NO_ACS;
	struct ecap acs;
	u32 registers;

	if (!ecap_find(list, PCI_EXT_CAP_ID_ACS, &acs) &&
	    !ecap_read32(&acs, PCI_ACS_CAP, &registers))
		found = registers & WANTED & ~(registers >> 16) ?
			SRIOV_PF_ACS_OFF : SRIOV_PF_ISOLATED;
	free(list);
	return found;
}

static enum sriov_pf_isolation judge_config(const struct ecap_cfg *cfg)
{
	u32 header;

	switch (config_pcie_type(cfg)) {
	case PCI_EXP_TYPE_ROOT_PORT:
	case PCI_EXP_TYPE_DOWNSTREAM:
		return read_acs(cfg);
	case PCI_EXP_TYPE_UPSTREAM:
		return !ecap_cfg_read(cfg, PCI_HEADER_TYPE, 1, &header) &&
		       header & MULTI_FUNCTION ? read_acs(cfg) :
						      SRIOV_PF_ISOLATED;
	default:
		return SRIOV_PF_NO_ACS;
	}
}

static enum sriov_pf_isolation judge_bridge(const char *bridge)
{
	enum sriov_pf_isolation found = SRIOV_PF_NO_ACS;
	struct config config;

	if (config_open(&config, bridge))
		found = judge_config(&config.cfg);
	config_close(&config);
	return found;
}

/* The bridge to blame, to be freed; NULL if each keeps its peers apart. */
static char *find_weak_bridge(const char *address, enum sriov_pf_isolation *why)
{
	char *bridge = bridge_above(address), *weak = NULL, *next;
	enum sriov_pf_isolation found;

	*why = SRIOV_PF_ISOLATED;
	for (; bridge && *why != SRIOV_PF_ACS_OFF; bridge = next) {
		next = bridge_above(bridge);
		found = judge_bridge(bridge);
		if (found == SRIOV_PF_ACS_OFF ||
		    (found != SRIOV_PF_ISOLATED && !weak)) {
			*why = found;
			free(weak);
			weak = xstrdup(bridge);
		}
		free(bridge);
	}
	free(bridge);
	return weak;
}

static char *group_of(const char *address)
{
	return sysfs_link(DEVICES "/%s/iommu_group", address);
}

static bool has_other_rules(void)
{
	struct utsname kernel;

	return !uname(&kernel) && (!strncmp(kernel.machine, "ppc", 3) ||
				   !strncmp(kernel.machine, "s390", 4));
}

static enum sriov_pf_isolation judge(struct sriov_pf_facts *facts,
				     const char *address, const char *group,
				     const char *above)
{
	enum sriov_pf_isolation why;
	char *weak __free_string = find_weak_bridge(address, &why);
	char *shared __free_string = group_of(above);
	bool grouped = shared && !strcmp(group, shared);

	if (!shared)
		return SRIOV_PF_OTHER_GROUPS;
	if (!weak && grouped)
		why = SRIOV_PF_GROUPED;
	if (why == SRIOV_PF_NO_ACS && !grouped)
		return SRIOV_PF_ISOLATED;

	snprintf(facts->acs_bridge, SRIOV_PF_ADDRESS, "%s", weak ?: above);
	facts->group = strtoul(shared, NULL, 10);
	return why;
}

void gather_isolation(struct sriov_pf_facts *facts, const char *address)
{
	char *group __free_string = group_of(address);
	char *above __free_string = bridge_above(address);

	if (!group)
		facts->isolation = SRIOV_PF_NO_IOMMU;
	else if (has_other_rules())
		facts->isolation = SRIOV_PF_OTHER_GROUPS;
	else if (!above)
		facts->isolation = SRIOV_PF_ISOLATED;
	else
		facts->isolation = judge(facts, address, group, above);
}
