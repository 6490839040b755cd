// SPDX-License-Identifier: GPL-2.0
/*
 * What surrounds a PF: facts for the checks, gathered from the kernel.
 *
 * Attributes ask without any lock, so whatever is looked at here is either
 * held by the PF itself (its bus and the bridge above outlive its files) or,
 * like drivers, safe to look at under RCU.
 */
#include <linux/mm.h>
#include <linux/pci.h>
#include <linux/rcupdate.h>
#include <linux/string.h>

#include "pf.h"

/*
 * The name of a device's driver, empty if it has none. A driver sits in its
 * module, and a module's memory goes only after a grace period.
 *
 * Return: whether that driver can enable VFs.
 */
bool sriov_driver_name(struct pci_dev *pdev, char name[SRIOV_NAME])
{
	struct device_driver *driver;
	bool configures = false;

	name[0] = '\0';
	rcu_read_lock();
	driver = READ_ONCE(pdev->dev.driver);
	if (driver) {
		strscpy(name, driver->name, SRIOV_NAME);
		configures = to_pci_driver(driver)->sriov_configure;
	}
	rcu_read_unlock();
	return configures;
}

/* Drivers of the vfio family enable a VF for as long as userspace has it open. */
static bool is_open(struct pci_dev *vf, char driver[SRIOV_NAME])
{
	if (!pci_is_enabled(vf))
		return false;

	sriov_driver_name(vf, driver);
	return strstr(driver, "vfio");
}

/* Another function that stands where a VF would be. */
static void look_for_taken(struct sriov_facts *facts,
			   const struct sriov_info *info, struct pci_dev *other)
{
	u32 first = facts->slot.routing_id + info->vf_offset;
	u32 distance = pci_dev_id(other) - first;
	u32 vf = info->vf_stride ? distance / info->vf_stride : 0;

	if (pci_dev_id(other) < first || vf >= facts->taken_vf ||
	    vf * info->vf_stride != distance)
		return;

	facts->taken_vf = vf;
	strscpy(facts->taken_by, pci_name(other), SRIOV_NAME);
}

static void look_at_vf(struct sriov_facts *facts, struct pci_dev *vf)
{
	if (!facts->user[0] && is_open(vf, facts->user_driver))
		strscpy(facts->user, pci_name(vf), SRIOV_NAME);
}

static void look_at_others(struct sriov_facts *facts,
			   const struct sriov_info *info, struct pci_dev *pdev)
{
	struct pci_dev *other = NULL;

	facts->taken_vf = U32_MAX;
	for_each_pci_dev(other) {
		if (other->is_virtfn && other->physfn == pdev)
			look_at_vf(facts, other);
		else if (other != pdev && info->vf_offset &&
			 pci_domain_nr(other->bus) == pci_domain_nr(pdev->bus))
			look_for_taken(facts, info, other);
	}
}

/* As the kernel's sriov_init() reads it. */
static enum sriov_link look_at_link(struct pci_dev *pdev, u8 link)
{
	enum sriov_link found = SRIOV_LINK_PF;
	struct pci_dev *other;

	if (pci_pcie_type(pdev) == PCI_EXP_TYPE_RC_END)
		link = PCI_DEVFN(PCI_SLOT(pdev->devfn), link);
	if (link == pdev->devfn)
		return SRIOV_LINK_SELF;

	other = pci_get_slot(pdev->bus, link);
	if (!other)
		return SRIOV_LINK_ABSENT;
	if (!other->is_physfn)
		found = SRIOV_LINK_NO_PF;
	pci_dev_put(other);
	return found;
}

/* Bytes of the largest window of one kind on the PF's bus. */
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

static void look_at_bar(struct sriov_bar_room *room, struct sriov_pf *pf,
			unsigned int slot)
{
	room->size = sriov_pf_vf_bar_size(pf, slot);
	room->assigned = sriov_pf_vf_bar_aperture(pf, slot);
	if (!room->size || room->assigned)
		return;

	/* What is prefetchable may live in the other kind, but not conversely. */
	room->prefetchable = pf->info.vf_bar[slot].prefetchable &&
			     window_size(pf->pdev, true);
	room->window = window_size(pf->pdev, room->prefetchable);
}

/* A port of PCI Express has one link, and on it, but for ARI, one device. */
static bool passes_one_device(struct pci_dev *bridge)
{
	int type = pci_pcie_type(bridge);

	return pci_is_pcie(bridge) && !bridge->ari_enabled &&
	       (type == PCI_EXP_TYPE_ROOT_PORT ||
		type == PCI_EXP_TYPE_DOWNSTREAM);
}

static void look_at_bridge(struct sriov_facts *facts, struct pci_dev *pdev)
{
	struct pci_bus *bus = pdev->bus;

	facts->last_bus = bus->busn_res.end;
	facts->ari = pci_ari_enabled(bus);
	if (!bus->self) {
		strscpy(facts->bridge, "the host bridge", SRIOV_NAME);
		return;
	}
	facts->one_device = passes_one_device(bus->self);
	scnprintf(facts->bridge, SRIOV_NAME, "bridge %s",
		  pci_name(bus->self));
}

void sriov_pf_gather(struct sriov_pf *pf, const struct sriov_info *info,
		     struct sriov_facts *facts)
{
	struct pci_dev *pdev = pf->pdev;
	unsigned int slot;

	*facts = (struct sriov_facts){
		.slot = {
			.routing_id = pci_dev_id(pdev),
			.accepted = pdev->is_physfn,
		},
		.chain = pf->ecaps->faults,
		.page_size = PAGE_SIZE,
		.max_vfs = max(pci_sriov_get_totalvfs(pdev), 0),
		.enabled = pci_num_vf(pdev),
		.link = look_at_link(pdev, info->function_dependency_link),
	};
	facts->configures = sriov_driver_name(pdev, facts->driver);
	look_at_bridge(facts, pdev);
	look_at_others(facts, info, pdev);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		look_at_bar(&facts->bar[slot], pf, slot);
}

/* The capability as it reads now, and what surrounds it. */
int sriov_pf_look(struct sriov_pf *pf, struct sriov_info *info,
		  struct sriov_facts *facts)
{
	int err = sriov_decode(&pf->sriov.cap, pf->vf_bars, info);

	if (!err)
		sriov_pf_gather(pf, info, facts);
	return err;
}
