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

static int match_vfio_dev(struct device *child, void *unused)
{
	return child->class && !strcmp(child->class->name, "vfio-dev");
}

/*
 * Whether a driver of the vfio family has the VF. Such a driver need not be
 * called so, but registers a device of class vfio-dev.
 */
bool sriov_pf_is_vfio(struct pci_dev *vf)
{
	char driver[SRIOV_NAME];

	sriov_driver_name(vf, driver);
	return strstr(driver, "vfio") ||
	       device_for_each_child(&vf->dev, NULL, match_vfio_dev);
}

/* These drivers enable a VF for as long as userspace has it open. */
static bool is_open(struct pci_dev *vf)
{
	return pci_is_enabled(vf) && sriov_pf_is_vfio(vf);
}

/* The next VF of a PF after @from, or the first; a reference is held. */
struct pci_dev *sriov_pf_next_vf(struct pci_dev *pdev, struct pci_dev *from)
{
	struct pci_dev *vf = from;

	do
		vf = pci_get_device(PCI_ANY_ID, PCI_ANY_ID, vf);
	while (vf && !(vf->is_virtfn && vf->physfn == pdev));
	return vf;
}

/* Another function that stands where a VF would be. */
static void look_for_taken(struct sriov_facts *facts, struct pci_dev *other)
{
	const struct sriov_layout *layout = &facts->layout;
	u32 first = facts->slot.routing_id + layout->offset;
	u32 distance = pci_dev_id(other) - first;
	u32 vf = layout->stride ? distance / layout->stride : 0;

	if (pci_dev_id(other) < first || vf >= facts->taken_vf ||
	    vf * layout->stride != distance)
		return;

	facts->taken_vf = vf;
	strscpy(facts->taken_by, pci_name(other), SRIOV_NAME);
}

static void look_at_others(struct sriov_facts *facts, struct pci_dev *pdev)
{
	struct pci_dev *other = NULL;

	facts->taken_vf = U32_MAX;
	if (!facts->layout.offset)
		return;

	for_each_pci_dev(other)
		if (!(other->is_virtfn && other->physfn == pdev) &&
		    pci_domain_nr(other->bus) == pci_domain_nr(pdev->bus))
			look_for_taken(facts, other);
}

/* The two lowest routing IDs of VFs */
struct lowest {
	u32 first;
	u32 second;
};

static void look_at_vf(struct sriov_facts *facts, struct lowest *lowest,
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

	strscpy(facts->user, pci_name(vf), SRIOV_NAME);
	sriov_driver_name(vf, facts->user_driver);
}

/* Whether the device still has the VFs that the kernel set up. */
static bool has_vfs(const struct sriov_info *info, u16 enabled)
{
	return info->control.vf_enable && info->num_vfs == enabled;
}

/*
 * The kernel read First VF Offset and VF Stride when it enabled the VFs, and
 * again if it has restored the device since. After a reset that it knows
 * nothing of, the registers say nothing; the VFs are where it put them.
 */
static void set_layout(struct sriov_facts *facts, const struct sriov_info *info,
		       const struct lowest *lowest)
{
	facts->layout = (struct sriov_layout){
		.offset = info->vf_offset,
		.stride = info->vf_stride,
	};
	if (!facts->enabled || lowest->first == U32_MAX ||
	    has_vfs(info, facts->enabled))
		return;

	facts->layout.offset = lowest->first - facts->slot.routing_id;
	if (lowest->second != U32_MAX)
		facts->layout.stride = lowest->second - lowest->first;
}

/* The low bits of where the kernel looks for a VF are all that it tells. */
static bool is_misplaced(struct pci_dev *pdev, const struct sriov_facts *facts,
			 u16 vf)
{
	u32 id = facts->slot.routing_id + facts->layout.offset +
		 vf * facts->layout.stride;

	return vf < facts->enabled &&
	       pci_iov_virtfn_devfn(pdev, vf) != (id & 0xff);
}

static void look_at_vfs(struct sriov_facts *facts,
			const struct sriov_info *info, struct pci_dev *pdev)
{
	struct lowest lowest = { U32_MAX, U32_MAX };
	struct pci_dev *vf = NULL;

	if (facts->enabled)
		while ((vf = sriov_pf_next_vf(pdev, vf)))
			look_at_vf(facts, &lowest, vf);
	set_layout(facts, info, &lowest);
	facts->misplaced = is_misplaced(pdev, facts, 0) ||
			   is_misplaced(pdev, facts, 1);
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
	room->aperture = sriov_pf_vf_bar_aperture(pf, slot);
	room->fixed = pf->ea[slot].size;
	room->address = pf->ea[slot].address;
	if (!room->size || room->aperture)
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
	int changing_to = READ_ONCE(pf->changing_to);
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
		.changing = changing_to >= 0,
		.changing_to = max(changing_to, 0),
		.link = look_at_link(pdev, info->function_dependency_link),
	};
	facts->configures = sriov_driver_name(pdev, facts->driver);
	look_at_bridge(facts, pdev);
	look_at_vfs(facts, info, pdev);
	look_at_others(facts, pdev);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		look_at_bar(&facts->bar[slot], pf, slot);
}

/* The capability as it reads now, and what surrounds it. */
int sriov_pf_look(struct sriov_pf *pf, struct sriov_info *info,
		  struct sriov_facts *facts)
{
	int err = sriov_decode(&pf->sriov.cap, pf->vf_bars, info);

	if (err)
		return err;

	ea_place_vf_bars(pf->ea, info);
	sriov_pf_gather(pf, info, facts);
	return 0;
}
