// SPDX-License-Identifier: GPL-2.0
/*
 * What surrounds a PF, gathered from sysfs as src/facts.c gathers it in the
 * kernel.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <linux/kernel.h>
#include <linux/pci_regs.h>

#include "address.h"
#include "bridge.h"
#include "config.h"
#include "facts.h"
#include "isolation.h"
#include "resource.h"
#include "snapshot.h"
#include "sysfs.h"
#include "vf.h"

#define LAST_BUS	0xff

static uint64_t device_number(const char *address, const char *name,
			      uint64_t unknown)
{
	char *text __free_string = sysfs_read(DEVICES "/%s/%s", address, name);
	uint64_t value;

	return parse_number(text, 0, &value) ? value : unknown;
}

/* Of the machine that the PF is in */
static u32 page_size(void)
{
	char *number __free_string = NULL;
	uint64_t size = sysconf(_SC_PAGESIZE);

	if (snapshot_is_loaded()) {
		parse_number(snapshot_get(SNAPSHOT_FILE, "page_size"), 10, &size);
	} else if (snapshot_is_recording()) {
		number = xasprintf("%" PRIu64, size);
		snapshot_add(SNAPSHOT_FILE, "page_size", number);
	}
	return size;
}

static void copy_name(char name[SRIOV_PF_NAME], const char *text)
{
	snprintf(name, SRIOV_PF_NAME, "%s", text ?: "");
}

static void copy_address(char address[SRIOV_PF_ADDRESS], const char *text)
{
	snprintf(address, SRIOV_PF_ADDRESS, "%s", text);
}

/* Without ARI, the link below a port of PCI Express has one device (7.3.1). */
static bool passes_one_device(const char *bridge, bool ari)
{
	struct config config;
	int type = -1;

	if (!ari && config_open(&config, bridge))
		type = config_pcie_type(&config.cfg);
	if (!ari)
		config_close(&config);
	return type == PCI_EXP_TYPE_ROOT_PORT || type == PCI_EXP_TYPE_DOWNSTREAM;
}

static void gather_bridge(struct sriov_pf_facts *facts, const char *address,
			  const char *bridge)
{
	facts->ari = device_number(address, "ari_enabled", 0);
	facts->last_bus = LAST_BUS;
	if (!bridge) {
		copy_name(facts->bridge, "the host bridge");
		return;
	}
	facts->last_bus = device_number(bridge, "subordinate_bus_number", LAST_BUS);
	facts->one_device = passes_one_device(bridge, facts->ari);
	snprintf(facts->bridge, SRIOV_PF_NAME, "bridge %s", bridge);
}

/* The two lowest routing IDs of VFs */
struct lowest {
	uint32_t first;
	uint32_t second;
};

static void gather_vf(struct sriov_pf_facts *facts, struct lowest *lowest,
		      const struct vf *vf)
{
	uint32_t id = address_routing_id(vf->address);

	if (id < lowest->first) {
		lowest->second = lowest->first;
		lowest->first = id;
	} else if (id < lowest->second) {
		lowest->second = id;
	}
	if (facts->user[0] || !vf->open)
		return;

	copy_address(facts->user, vf->address);
	copy_name(facts->user_driver, vf->driver);
}

static void set_layout(struct sriov_pf_facts *facts, const struct sriov_info *info,
		       const struct lowest *lowest)
{
	facts->layout.offset = info->vf_offset;
	facts->layout.stride = info->vf_stride;
	if (!facts->enabled || lowest->first == U32_MAX ||
	    (info->control.vf_enable && info->num_vfs == facts->enabled))
		return;

	facts->layout.offset = lowest->first - facts->context.routing_id;
	if (lowest->second != U32_MAX)
		facts->layout.stride = lowest->second - lowest->first;
}

/* Whether the kernel looks for a VF elsewhere than the layout says. */
static bool is_misplaced(const char *address, const struct sriov_pf_facts *facts,
			 u16 vf)
{
	u32 offset = device_number(address, "sriov_offset", facts->layout.offset);
	u32 stride = device_number(address, "sriov_stride", facts->layout.stride);
	u32 there = offset + vf * stride;
	u32 expected = facts->layout.offset + vf * facts->layout.stride;

	return vf < facts->enabled && ((there ^ expected) & 0xff);
}

static void gather_vfs(struct sriov_pf_facts *facts, const char *address,
		       const struct sriov_info *info)
{
	struct lowest lowest = { U32_MAX, U32_MAX };
	unsigned int index;
	struct vf vf;

	for (index = 0; index < facts->enabled; index++) {
		if (vf_read(address, index, &vf))
			gather_vf(facts, &lowest, &vf);
		vf_free(&vf);
	}
	set_layout(facts, info, &lowest);
	facts->misplaced = is_misplaced(address, facts, 0) ||
			   is_misplaced(address, facts, 1);
}

static bool is_vf_of(const char *address, const char *pf)
{
	char *owner __free_string = sysfs_link(DEVICES "/%s/physfn", address);

	return owner && !strcmp(owner, pf);
}

/* Records @other if its routing ID is that of a VF. */
static void check_routing_id(struct sriov_pf_facts *facts, const char *address,
			     const char *other)
{
	u32 first = facts->context.routing_id + facts->layout.offset;
	u32 id = address_routing_id(other);
	u32 distance = id - first;
	u32 vf = facts->layout.stride ? distance / facts->layout.stride : 0;

	if (id < first || vf >= facts->taken_vf ||
	    vf * facts->layout.stride != distance || is_vf_of(other, address))
		return;

	facts->taken_vf = vf;
	copy_address(facts->taken_by, other);
}

static void gather_others(struct sriov_pf_facts *facts, const char *address)
{
	static struct strings all;
	size_t i;

	facts->taken_vf = U32_MAX;
	if (!facts->layout.offset)
		return;

	if (!all.count)
		all = sysfs_names(DEVICES);
	for (i = 0; i < all.count; i++)
		if (address_same_domain(all.item[i], address))
			check_routing_id(facts, address, all.item[i]);
}

/* Resolves Function Dependency Link as the kernel's sriov_init() does. */
static enum sriov_pf_link resolve_link(const char *address,
				       const struct capability *capability)
{
	u32 id = address_routing_id(address);
	u32 link = capability->info.function_dependency_link;
	char *other __free_string = NULL;

	if (config_pcie_type(&capability->config.cfg) == PCI_EXP_TYPE_RC_END)
		link = (id & 0xf8) | (link & 7);
	if (link == (id & 0xff))
		return SRIOV_PF_LINK_SELF;

	other = address_beside(address, (id & 0xff00) | link);
	if (!sysfs_exists(DEVICES "/%s", other))
		return SRIOV_PF_LINK_ABSENT;
	return sysfs_exists(DEVICES "/%s/sriov_totalvfs", other) ?
	       SRIOV_PF_LINK_PF : SRIOV_PF_LINK_NO_PF;
}

/* The size of the largest window of one kind of a bridge, in bytes. */
static u64 window_size(const char *bridge, bool prefetchable)
{
	struct resource resources[MAX_RESOURCES] = {};
	unsigned int i;
	u64 size = 0;

	if (bridge)
		resource_read(bridge, resources);
	for (i = RESOURCE_WINDOW; i < MAX_RESOURCES; i++)
		if (resources[i].assigned && resources[i].memory &&
		    resources[i].prefetchable == prefetchable)
			size = max_t(u64, size, resources[i].size);
	return size;
}

/*
 * The window that a VF BAR needs to be in: a prefetchable BAR may be in either kind,
 * others only in one. Return: its size.
 */
static u64 choose_window(const char *bridge, bool *prefetchable)
{
	*prefetchable = *prefetchable && window_size(bridge, true);
	return window_size(bridge, *prefetchable);
}

uint64_t facts_window(const char *address, bool *prefetchable, char **bridge)
{
	*bridge = bridge_above(address);
	return choose_window(*bridge, prefetchable);
}

static void gather_bar(struct sriov_pf_bar_room *room, const char *bridge,
		       const struct capability *capability, unsigned int slot)
{
	room->size = capability_vf_bar_size(capability, slot);
	room->aperture = capability->aperture[slot];
	room->fixed = capability->ea[slot].size;
	room->address = capability->ea[slot].address;
	if (!room->size || room->aperture)
		return;

	room->prefetchable = capability->info.vf_bar[slot].prefetchable;
	room->window = choose_window(bridge, &room->prefetchable);
}

void facts_gather(const char *address, const struct capability *capability,
		  struct sriov_pf_facts *facts)
{
	char *driver __free_string = sysfs_link(DEVICES "/%s/driver", address);
	char *bridge __free_string = bridge_above(address);
	unsigned int slot;

	*facts = (struct sriov_pf_facts){
		.context = {
			.routing_id = address_routing_id(address),
			.accepted = sysfs_exists(DEVICES "/%s/sriov_totalvfs",
						 address),
		},
		.chain = capability->ecaps->faults,
		.page_size = page_size(),
		.max_vfs = device_number(address, "sriov_totalvfs", 0),
		.enabled = device_number(address, "sriov_numvfs", 0),
		.link = resolve_link(address, capability),
		.configures = driver,
	};
	copy_name(facts->driver, driver);
	gather_bridge(facts, address, bridge);
	gather_vfs(facts, address, &capability->info);
	gather_others(facts, address);
	gather_isolation(facts, address);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		gather_bar(&facts->bar[slot], bridge, capability, slot);
}
