// SPDX-License-Identifier: GPL-2.0
/*
 * What surrounds a PF: facts for the checks, gathered from the kernel.
 *
 * sysfs asks for them without any lock. So this file uses only what the PF itself
 * keeps alive (its bus and the bridge above outlive its files), what it holds a
 * reference on, and what RCU protects.
 */
#include <linux/mm.h>
#include <linux/pci.h>
#include <linux/string.h>

#include "facts.h"
#include "function.h"
#include "isolation.h"
#include "pf.h"
#include "vf_bar.h"

/* vfio drivers enable a VF while userspace has it open, and no longer. */
static bool is_open(struct pci_dev *vf)
{
	return pci_is_enabled(vf) && sriov_pf_is_vfio(vf);
}

/* Records @other if its routing ID is that of a VF. */
static void check_routing_id(struct sriov_pf_facts *facts, struct pci_dev *other)
{
	const struct sriov_pf_layout *layout = &facts->layout;
	u32 first = facts->context.routing_id + layout->offset;
	u32 distance = pci_dev_id(other) - first;
	u32 vf = layout->stride ? distance / layout->stride : 0;

	if (pci_dev_id(other) < first || vf >= facts->taken_vf ||
	    vf * layout->stride != distance)
		return;

	facts->taken_vf = vf;
	strscpy(facts->taken_by, pci_name(other), SRIOV_PF_NAME);
}

static void gather_others(struct sriov_pf_facts *facts, struct pci_dev *pdev)
{
	struct pci_dev *other = NULL;

	facts->taken_vf = U32_MAX;
	if (!facts->layout.offset)
		return;

	for_each_pci_dev(other)
		if (!(other->is_virtfn && other->physfn == pdev) &&
		    pci_domain_nr(other->bus) == pci_domain_nr(pdev->bus))
			check_routing_id(facts, other);
}

/* The two lowest routing IDs of VFs */
struct lowest {
	u32 first;
	u32 second;
};

static void gather_vf(struct sriov_pf_facts *facts, struct lowest *lowest,
		      struct pci_dev *vf)
{
	u32 id = pci_dev_id(vf);

	if (id < lowest->first) {
		lowest->second = lowest->first;
		lowest->first = id;
	} else if (id < lowest->second) {
		lowest->second = id;
	}
	if (facts->user[0] || !is_open(vf))
		return;

	strscpy(facts->user, pci_name(vf), SRIOV_PF_NAME);
	sriov_pf_driver_name(vf, facts->user_driver);
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
static void set_layout(struct sriov_pf_facts *facts, const struct sriov_info *info,
		       const struct lowest *lowest)
{
	facts->layout = (struct sriov_pf_layout){
		.offset = info->vf_offset,
		.stride = info->vf_stride,
	};
	if (!facts->enabled || lowest->first == U32_MAX ||
	    has_vfs(info, facts->enabled))
		return;

	facts->layout.offset = lowest->first - facts->context.routing_id;
	if (lowest->second != U32_MAX)
		facts->layout.stride = lowest->second - lowest->first;
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

static void gather_vfs(struct sriov_pf_facts *facts,
		       const struct sriov_info *info, struct pci_dev *pdev)
{
	struct lowest lowest = { U32_MAX, U32_MAX };
	struct pci_dev *vf = NULL;

	if (facts->enabled)
		while ((vf = sriov_pf_next_vf(pdev, vf)))
			gather_vf(facts, &lowest, vf);
	set_layout(facts, info, &lowest);
	facts->misplaced = is_misplaced(pdev, facts, 0) ||
			   is_misplaced(pdev, facts, 1);
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

static void gather_bar(struct sriov_pf_bar_room *room, struct sriov_pf *pf,
		       unsigned int slot)
{
	room->size = sriov_pf_vf_bar_size(pf, slot);
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

void sriov_pf_gather_facts(struct sriov_pf *pf, const struct sriov_info *info,
			   struct sriov_pf_facts *facts)
{
	int changing_to = READ_ONCE(pf->changing_to);
	struct pci_dev *pdev = pf->pdev;
	unsigned int slot;

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
		.link = resolve_link(pdev, info->function_dependency_link),
	};
	facts->configures = sriov_pf_driver_name(pdev, facts->driver);
	gather_bridge(facts, pdev);
	gather_vfs(facts, info, pdev);
	gather_others(facts, pdev);
	sriov_pf_gather_isolation(facts, pdev);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		gather_bar(&facts->bar[slot], pf, slot);
}

/*
 * Reads the capability as it is now, and what surrounds it.
 *
 * Return: 0, or -ENODEV if the device is gone.
 */
int sriov_pf_read_state(struct sriov_pf *pf, struct sriov_info *info,
			struct sriov_pf_facts *facts)
{
	int err = sriov_decode(&pf->sriov.cap, pf->vf_bars, info);

	if (err)
		return err;

	sriov_ea_place_vf_bars(pf->ea, info);
	sriov_pf_gather_facts(pf, info, facts);
	return 0;
}
