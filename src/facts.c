// SPDX-License-Identifier: GPL-2.0
/*
 * What surrounds a PF: facts for the checks, gathered from the kernel.
 *
 * sysfs asks for them without the device lock and the rescan lock. So this file uses
 * only what the PF itself keeps alive (its bus and the bridge above outlive its files),
 * what it holds a reference on, what RCU protects, and the lists of buses and devices
 * while function.c has them locked.
 */
#include <linux/mm.h>
#include <linux/pci.h>
#include <linux/string.h>

#include "facts.h"
#include "function.h"
#include "isolation.h"
#include "pf.h"
#include "restore.h"
#include "vf_bar.h"

/* vfio drivers enable a VF while userspace has it open, and no longer. */
static bool is_enabled(struct pci_dev *vf)
{
	return pci_is_enabled(vf);
}

static void gather_user(struct sriov_pf_facts *facts, struct pci_dev *pdev)
{
	struct pci_dev *vf = NULL;

	if (!facts->enabled)
		return;

	do
		vf = sriov_pf_next_vf(pdev, vf, is_enabled);
	while (vf && !sriov_pf_is_vfio(vf));
	if (!vf)
		return;

	strscpy(facts->user, pci_name(vf), SRIOV_PF_ADDRESS);
	sriov_pf_driver_name(vf, facts->user_driver);
	pci_dev_put(vf);
}

/* A PF, and what is gathered about functions below its bridge. */
struct surroundings {
	struct pci_dev *pdev;
	struct sriov_pf_facts *facts;
	u32 lowest;		/* the two lowest routing IDs of its VFs */
	u32 second;
};

static void see_vf(struct pci_dev *vf, void *data)
{
	struct surroundings *around = data;
	u32 id = pci_dev_id(vf);

	if (!sriov_pf_is_vf_of(vf, around->pdev))
		return;

	if (id < around->lowest) {
		around->second = around->lowest;
		around->lowest = id;
	} else if (id < around->second) {
		around->second = id;
	}
}

/* Records @other if its routing ID is that of a VF. */
static void see_other(struct pci_dev *other, void *data)
{
	const struct surroundings *around = data;
	struct sriov_pf_facts *facts = around->facts;
	u32 first, distance, stride = facts->layout.stride;
	u32 vf;

	if (sriov_pf_is_vf_of(other, around->pdev))
		return;

	first = facts->context.routing_id + facts->layout.offset;
	distance = pci_dev_id(other) - first;
	vf = stride ? distance / stride : 0;

	if (pci_dev_id(other) < first || vf >= facts->taken_vf ||
	    vf * stride != distance)
		return;

	facts->taken_vf = vf;
	strscpy(facts->taken_by, pci_name(other), SRIOV_PF_ADDRESS);
}

/* Looks only at the buses that the VFs need. */
static void gather_others(struct surroundings *around, u16 total_vfs)
{
	struct sriov_pf_facts *facts = around->facts;
	u32 first = facts->context.routing_id + facts->layout.offset;
	u32 vfs = max(total_vfs, facts->enabled);
	u64 last = first + (u64)facts->layout.stride * vfs;

	facts->taken_vf = U32_MAX;
	if (facts->layout.offset && first <= U16_MAX)
		sriov_pf_walk_buses(around->pdev, first >> 8,
				    min_t(u64, last, U16_MAX) >> 8, see_other,
				    around);
}

/* Whether the device still has the VFs that the kernel set up. */
static bool has_vfs(const struct sriov_info *info, u16 enabled)
{
	return info->control.vf_enable && info->num_vfs == enabled;
}

/*
 * The kernel read First VF Offset and VF Stride when it enabled the VFs, and
 * again if it has restored the device since. After a reset that the kernel did not
 * see, these registers are not valid. The VFs are then where the kernel put them.
 */
static void gather_layout(struct surroundings *around,
			  const struct sriov_info *info)
{
	struct sriov_pf_facts *facts = around->facts;

	facts->layout = (struct sriov_pf_layout){
		.offset = info->vf_offset,
		.stride = info->vf_stride,
	};
	if (!facts->enabled || has_vfs(info, facts->enabled))
		return;

	sriov_pf_walk_buses(around->pdev, 0, U8_MAX, see_vf, around);
	if (around->lowest == U32_MAX)
		return;

	facts->layout.offset = around->lowest - facts->context.routing_id;
	if (around->second != U32_MAX)
		facts->layout.stride = around->second - around->lowest;
}

/* Compares devfn alone: pci_iov_virtfn_bus() is not exported. */
static bool is_misplaced(struct pci_dev *pdev, const struct sriov_pf_facts *facts,
			 u16 vf)
{
	u32 id = facts->context.routing_id + facts->layout.offset +
		 vf * facts->layout.stride;

	return vf < facts->enabled &&
	       pci_iov_virtfn_devfn(pdev, vf) != (id & 0xff);
}

static void gather_places(struct sriov_pf_facts *facts,
			  const struct sriov_info *info, struct pci_dev *pdev)
{
	struct surroundings around = {
		.pdev = pdev,
		.facts = facts,
		.lowest = U32_MAX,
		.second = U32_MAX,
	};

	gather_layout(&around, info);
	facts->misplaced = is_misplaced(pdev, facts, 0) ||
			   is_misplaced(pdev, facts, 1);
	gather_others(&around, info->total_vfs);
}

/* Resolves Function Dependency Link as the kernel's sriov_init() does. */
static enum sriov_pf_link resolve_link(struct pci_dev *pdev, u8 link)
{
	enum sriov_pf_link found = SRIOV_PF_LINK_PF;
	struct pci_dev *other;

	if (pci_pcie_type(pdev) == PCI_EXP_TYPE_RC_END)
		link = PCI_DEVFN(PCI_SLOT(pdev->devfn), link);
	if (link == pdev->devfn)
		return SRIOV_PF_LINK_SELF;

	other = pci_get_slot(pdev->bus, link);
	if (!other)
		return SRIOV_PF_LINK_ABSENT;
	if (!other->is_physfn)
		found = SRIOV_PF_LINK_NO_PF;
	pci_dev_put(other);
	return found;
}

/* The size of the largest window of one kind on the PF's bus, in bytes. */
static u64 window_size(struct pci_dev *pdev, bool prefetchable)
{
	struct resource *window;
	u64 size = 0;
	int i;

	pci_bus_for_each_resource(pdev->bus, window, i)
		if (window && window->parent &&
		    window->flags & IORESOURCE_MEM &&
		    !!(window->flags & IORESOURCE_PREFETCH) == prefetchable)
			size = max_t(u64, size, resource_size(window));
	return size;
}

/* The size that VFs will have. A reset may have changed that of the device. */
static void gather_size(struct sriov_pf_facts *facts, struct sriov_pf *pf,
			unsigned int slot, const struct sriov_info *info)
{
	u64 restored = sriov_pf_vf_bar_size_to_restore(pf, slot, info);
	u64 size = sriov_pf_vf_bar_size(pf, slot);

	facts->bar[slot].size = restored ?: size;
	if (!restored || restored == size || facts->reset_size)
		return;

	facts->reset_size = size;
	facts->reset_bar = slot;
}

static void gather_room(struct sriov_pf_bar_room *room, struct sriov_pf *pf,
			unsigned int slot)
{
	room->aperture = sriov_pf_vf_bar_aperture(pf, slot);
	room->fixed = pf->ea[slot].size;
	room->address = pf->ea[slot].address;
	if (!room->size || room->aperture)
		return;

	/* A prefetchable BAR may be in either kind of window, others only in one. */
	room->prefetchable = pf->info.vf_bar[slot].prefetchable &&
			     window_size(pf->pdev, true);
	room->window = window_size(pf->pdev, room->prefetchable);
}

/* Without ARI, the link below a port of PCI Express has one device (7.3.1). */
static bool passes_one_device(struct pci_dev *bridge)
{
	int type = pci_pcie_type(bridge);

	return pci_is_pcie(bridge) && !bridge->ari_enabled &&
	       (type == PCI_EXP_TYPE_ROOT_PORT ||
		type == PCI_EXP_TYPE_DOWNSTREAM);
}

static void gather_bridge(struct sriov_pf_facts *facts, struct pci_dev *pdev)
{
	struct pci_bus *bus = pdev->bus;

	facts->last_bus = bus->busn_res.end;
	facts->ari = pci_ari_enabled(bus);
	if (!bus->self) {
		strscpy(facts->bridge, "the host bridge", SRIOV_PF_NAME);
		return;
	}
	facts->one_device = passes_one_device(bus->self);
	scnprintf(facts->bridge, SRIOV_PF_NAME, "bridge %s",
		  pci_name(bus->self));
}

static void gather_bars(struct sriov_pf_facts *facts, struct sriov_pf *pf,
			const struct sriov_info *info)
{
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++) {
		gather_size(facts, pf, slot, info);
		gather_room(&facts->bar[slot], pf, slot);
	}
}

/* Facts that cost no more than a few loads. */
static void gather_basics(struct sriov_pf_facts *facts, struct sriov_pf *pf)
{
	int changing_to = READ_ONCE(pf->changing_to);
	struct pci_dev *pdev = pf->pdev;

	*facts = (struct sriov_pf_facts){
		.context = {
			.routing_id = pci_dev_id(pdev),
			.accepted = pdev->is_physfn,
		},
		.chain = pf->ecaps->faults,
		.page_size = PAGE_SIZE,
		.max_vfs = max(pci_sriov_get_totalvfs(pdev), 0),
		.enabled = pci_num_vf(pdev),
		.changing = changing_to >= 0,
		.changing_to = max(changing_to, 0),
	};
}

/*
 * Gathers what surrounds a PF, as far as it is needed (SRIOV_PF_NEEDS_*). @info: the
 * capability as it reads now, if registers are needed.
 */
void sriov_pf_gather_facts(struct sriov_pf *pf, unsigned int needs,
			   const struct sriov_info *info,
			   struct sriov_pf_facts *facts)
{
	struct pci_dev *pdev = pf->pdev;

	gather_basics(facts, pf);
	if (needs & SRIOV_PF_NEEDS_DRIVER)
		facts->configures = sriov_pf_driver_name(pdev, facts->driver);
	if (needs & SRIOV_PF_NEEDS_BRIDGE)
		gather_bridge(facts, pdev);
	if (needs & SRIOV_PF_NEEDS_PLACES)
		gather_places(facts, info, pdev);
	if (needs & SRIOV_PF_NEEDS_USER)
		gather_user(facts, pdev);
	if (needs & SRIOV_PF_NEEDS_LINK)
		facts->link = resolve_link(pdev, info->function_dependency_link);
	if (needs & SRIOV_PF_NEEDS_GROUPS)
		sriov_pf_gather_isolation(facts, pdev);
	if (needs & SRIOV_PF_NEEDS_BARS)
		gather_bars(facts, pf, info);
}

/*
 * Reads the capability as it is now.
 *
 * Return: 0, or -ENODEV if the device is gone.
 */
int sriov_pf_read_info(struct sriov_pf *pf, struct sriov_info *info)
{
	int err = sriov_decode(&pf->sriov.cap, pf->vf_bars, info);

	if (!err)
		sriov_ea_place_vf_bars(pf->ea, info);
	return err;
}
