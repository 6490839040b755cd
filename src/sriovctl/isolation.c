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

/* In Header Type; headers before 6.8 have no name for it. */
#define MULTI_FUNCTION	0x80

static void read_acs(const struct ecap_cfg *cfg, struct sriov_pf_bridge *bridge)
{
	struct ecap_list *list = config_walk(cfg);
	struct ecap acs;

	bridge->has_acs = !ecap_find(list, PCI_EXT_CAP_ID_ACS, &acs) &&
			  !ecap_read32(&acs, PCI_ACS_CAP, &bridge->acs);
	free(list);
}

static bool is_multifunction(const struct ecap_cfg *cfg)
{
	u32 header;

	return !ecap_cfg_read(cfg, PCI_HEADER_TYPE, 1, &header) &&
	       header & MULTI_FUNCTION;
}

static enum sriov_pf_isolation judge_bridge(const char *address)
{
	struct sriov_pf_bridge bridge = { .type = -1 };
	struct config config;

	if (config_open(&config, address)) {
		bridge.type = config_pcie_type(&config.cfg);
		bridge.multifunction = is_multifunction(&config.cfg);
		read_acs(&config.cfg, &bridge);
	}
	config_close(&config);
	return sriov_pf_judge_bridge(&bridge);
}

/* The worst bridge, the nearest of them, to be freed; NULL if all are good. */
static char *find_weak_bridge(const char *address, enum sriov_pf_isolation *worst)
{
	char *bridge = bridge_above(address), *weak = NULL, *next;
	enum sriov_pf_isolation found;

	*worst = SRIOV_PF_ISOLATED;
	for (; bridge; bridge = next) {
		next = bridge_above(bridge);
		found = judge_bridge(bridge);
		if (found <= *worst) {
			free(bridge);
			continue;
		}
		*worst = found;
		free(weak);
		weak = bridge;
	}
	return weak;
}

static char *group_of(const char *address)
{
	return sysfs_link(DEVICES "/%s/iommu_group", address);
}

/* "ppc" stands for ppc64le too. */
static bool is_machine(const char *begin)
{
	struct utsname kernel;

	return !uname(&kernel) && !strncmp(kernel.machine, begin, strlen(begin));
}

static bool is_x86(void)
{
	return is_machine("x86") || is_machine("i386") || is_machine("i586") ||
	       is_machine("i686");
}

static bool may_get_group(const char *address)
{
	char *driver __free_string = sysfs_link(DEVICES "/%s/driver", address);

	return !is_x86() && !driver;
}

static bool has_other_rules(void)
{
	return is_machine("ppc") || is_machine("s390");
}

static enum sriov_pf_isolation judge(struct sriov_pf_facts *facts,
				     const char *address, const char *group,
				     const char *above)
{
	enum sriov_pf_isolation worst;
	char *weak __free_string = find_weak_bridge(address, &worst);
	char *shared __free_string = group_of(above);

	if (!shared)
		return SRIOV_PF_OTHER_GROUPS;

	snprintf(facts->acs_bridge, SRIOV_PF_ADDRESS, "%s", weak ?: above);
	facts->group = strtoul(shared, NULL, 10);
	return sriov_pf_judge_isolation(worst, !strcmp(group, shared));
}

void gather_isolation(struct sriov_pf_facts *facts, const char *address)
{
	char *group __free_string = group_of(address);
	char *above __free_string = bridge_above(address);

	if (!group)
		facts->isolation = may_get_group(address) ?
				   SRIOV_PF_NO_GROUP_YET : SRIOV_PF_NO_IOMMU;
	else if (has_other_rules())
		facts->isolation = SRIOV_PF_OTHER_GROUPS;
	else if (!above)
		facts->isolation = SRIOV_PF_ISOLATED;
	else
		facts->isolation = judge(facts, address, group, above);
}
