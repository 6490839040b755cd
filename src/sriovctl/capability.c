// SPDX-License-Identifier: GPL-2.0
/*
 * The SR-IOV capability of a PF, read from its configuration space and from what
 * the kernel shows of its address space, as the module's capability.c and vf_bar.c do.
 */
#include <stdlib.h>

#include <sriov_pf/dsn.h>
#include <sriov_pf/vf_rebar.h>

#include "capability.h"
#include "resource.h"
#include "sysfs.h"

/* A VF has no SR-IOV capability of its own (9.3.3). */
static bool may_be_pf(const char *address, const struct ecap_cfg *cfg)
{
	return cfg->size > PCI_CFG_SPACE_SIZE && config_pcie_type(cfg) >= 0 &&
	       !sysfs_exists(DEVICES "/%s/physfn", address);
}

static bool has_capability(const struct ecap_cfg *cfg)
{
	struct ecap_list *list = config_walk(cfg);
	struct ecap cap;
	bool has = !ecap_find(list, PCI_EXT_CAP_ID_SRIOV, &cap);

	free(list);
	return has;
}

enum capability_found capability_look_for(const char *address)
{
	enum capability_found found = CAPABILITY_UNREADABLE;
	struct config config;

	if (config_open(&config, address))
		found = may_be_pf(address, &config.cfg) &&
			has_capability(&config.cfg) ?
			CAPABILITY_PRESENT : CAPABILITY_ABSENT;
	config_close(&config);
	return found;
}

/* Any driver may have resized the BARs: what a VF has takes precedence. */
static void size_bars_by_vf(struct capability *capability, const char *address)
{
	char *vf __free_string = sysfs_link(DEVICES "/%s/virtfn0", address);
	struct resource resources[MAX_RESOURCES];
	unsigned int slot;

	if (!vf)
		return;

	resource_read(vf, resources);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		if (resources[slot].size)
			capability->vf_bar_size[slot] = resources[slot].size;
}

/* Return: the slots in which the kernel has found a VF BAR, as a mask. */
static unsigned int size_bars(struct capability *capability, const char *address,
			      u16 total_vfs)
{
	struct resource resources[MAX_RESOURCES], *resource;
	unsigned int slot, sized = 0;

	resource_read(address, resources);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++) {
		resource = &resources[RESOURCE_VF_BAR + slot];
		if (!resource->size)
			continue;
		sized |= BIT(slot);
		if (total_vfs)
			capability->vf_bar_size[slot] = resource->size / total_vfs;
		if (resource->assigned)
			capability->aperture[slot] = resource->size;
	}
	size_bars_by_vf(capability, address);
	return sized;
}

static void read_rebar(struct capability *capability)
{
	if (!ecap_find(capability->ecaps, PCI_EXT_CAP_ID_VF_REBAR,
		       &capability->rebar))
		sriov_vf_rebar_read(&capability->rebar, capability->rebar_sizes);
}

/* A capability that is cut short leaves it 0. */
static void read_serial_number(struct capability *capability)
{
	struct ecap cap;

	if (!ecap_find(capability->ecaps, PCI_EXT_CAP_ID_DSN, &cap))
		sriov_dsn_read(&cap, &capability->serial_number);
}

static void decode(struct capability *capability, const char *address)
{
	u16 total_vfs = 0;
	unsigned int sized;

	if (ecap_find(capability->ecaps, PCI_EXT_CAP_ID_SRIOV, &capability->cap))
		return;

	ecap_read16(&capability->cap, PCI_SRIOV_TOTAL_VF, &total_vfs);
	sized = size_bars(capability, address, total_vfs);
	if (sriov_decode(&capability->cap, sized, &capability->info))
		return;

	capability->answers = true;
	read_rebar(capability);
	read_serial_number(capability);
	sriov_ea_read_vf_bars(&capability->config.cfg, capability->ea);
	sriov_ea_place_vf_bars(capability->ea, &capability->info);
}

struct capability *capability_read(const char *address)
{
	struct capability *capability = xzalloc(sizeof(*capability));

	config_open(&capability->config, address);
	capability->ecaps = config_walk(&capability->config.cfg);
	decode(capability, address);
	return capability;
}

void capability_free(struct capability *capability)
{
	config_close(&capability->config);
	free(capability->ecaps);
	free(capability);
}

u64 capability_vf_bar_size(const struct capability *capability, unsigned int slot)
{
	u64 size;

	if (!capability->rebar_sizes[slot] ||
	    sriov_vf_rebar_get_size(&capability->rebar, slot, &size))
		return capability->vf_bar_size[slot];

	return size;
}

int capability_unsized_bar(const struct capability *capability)
{
	const struct sriov_vf_bar *bar = capability->info.vf_bar;
	int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		if (bar[slot].width && !bar[slot].fault &&
		    !capability_vf_bar_size(capability, slot))
			return slot;
	return -1;
}
