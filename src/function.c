// SPDX-License-Identifier: GPL-2.0
/*
 * What can be learned of a PCI function without the device lock and the rescan lock:
 * its driver, its VFs, the functions below its bridge.
 */
#include <linux/pci.h>
#include <linux/rcupdate.h>
#include <linux/string.h>

#include "function.h"

/*
 * Copies the name of a device's driver, or "" if it has none. A driver is part of
 * its module, and a module's memory is freed only after a grace period.
 *
 * Return: whether that driver can enable VFs.
 */
bool sriov_pf_driver_name(struct pci_dev *pdev, char name[SRIOV_PF_NAME])
{
	struct device_driver *driver;
	bool configures = false;

	name[0] = '\0';
	rcu_read_lock();
	driver = READ_ONCE(pdev->dev.driver);
	if (driver) {
		strscpy(name, driver->name, SRIOV_PF_NAME);
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
 * Whether a vfio driver is bound to the VF. Such a driver may have any name, but
 * registers a device of class vfio-dev.
 */
bool sriov_pf_is_vfio(struct pci_dev *vf)
{
	char driver[SRIOV_PF_NAME];

	sriov_pf_driver_name(vf, driver);
	return strstr(driver, "vfio") ||
	       device_for_each_child(&vf->dev, NULL, match_vfio_dev);
}

/* Parents come before children; NULL after the last one. */
static struct pci_bus *next_bus(struct pci_bus *top, struct pci_bus *bus)
{
	if (!list_empty(&bus->children))
		return list_first_entry(&bus->children, struct pci_bus, node);

	while (bus != top && list_is_last(&bus->node, &bus->parent->children))
		bus = bus->parent;
	return bus == top ? NULL : list_next_entry(bus, node);
}

/* The first function of @bus, or of a bus that follows it. */
static struct pci_dev *first_from(struct pci_bus *top, struct pci_bus *bus)
{
	while (bus && list_empty(&bus->devices))
		bus = next_bus(top, bus);
	return bus ? list_first_entry(&bus->devices, struct pci_dev, bus_list) :
		     NULL;
}

static struct pci_dev *function_after(struct pci_bus *top, struct pci_dev *pdev)
{
	if (!list_is_last(&pdev->bus_list, &pdev->bus->devices))
		return list_next_entry(pdev, bus_list);

	return first_from(top, next_bus(top, pdev->bus));
}

/*
 * Calls @fn once, with pci_bus_sem held for reading: it protects the lists of buses
 * and of devices, and no module can take it by itself. pci_walk_bus() holds it while
 * it calls @fn for the first device of the bus. By itself it does not reach VFs on
 * buses that the kernel made for them (virtfn_add_bus()): no bridge leads there.
 */
static void with_bus_lock(struct pci_dev *pdev,
			  int (*fn)(struct pci_dev *unused, void *data),
			  void *data)
{
	pci_walk_bus(pdev->bus, fn, data);
}

struct walk {
	struct pci_bus *top;
	u8 first;
	u8 last;
	void (*fn)(struct pci_dev *pdev, void *data);
	void *data;
};

static int walk_buses(struct pci_dev *unused, void *data)
{
	const struct walk *walk = data;
	struct pci_bus *bus;
	struct pci_dev *pdev;

	for (bus = walk->top; bus; bus = next_bus(walk->top, bus))
		if (bus->number >= walk->first && bus->number <= walk->last)
			list_for_each_entry(pdev, &bus->devices, bus_list)
				walk->fn(pdev, walk->data);
	return 1;
}

/*
 * Calls @fn for each function on the PF's bus and below it, if the number of its bus
 * is from @first to @last. @fn must not take a lock of the PCI core.
 */
void sriov_pf_walk_buses(struct pci_dev *pdev, u8 first, u8 last,
			 void (*fn)(struct pci_dev *pdev, void *data),
			 void *data)
{
	struct walk walk = {
		.top = pdev->bus,
		.first = first,
		.last = last,
		.fn = fn,
		.data = data,
	};

	with_bus_lock(pdev, walk_buses, &walk);
}

struct search {
	struct pci_dev *pf;
	struct pci_dev *from;
	bool (*match)(struct pci_dev *vf);
	struct pci_dev *found;
};

static int find_vf(struct pci_dev *unused, void *data)
{
	struct search *search = data;
	struct pci_bus *top = search->pf->bus;
	struct pci_dev *vf = search->from;

	/* What is registered is still in the list of its bus. */
	if (vf && !device_is_registered(&vf->dev))
		return 1;

	vf = vf ? function_after(top, vf) : first_from(top, top);
	while (vf && !(sriov_pf_is_vf_of(vf, search->pf) &&
		       device_is_registered(&vf->dev) && search->match(vf)))
		vf = function_after(top, vf);
	search->found = pci_dev_get(vf);
	return 1;
}

/* Whether a driver is bound to the VF, or is being bound or unbound. */
bool sriov_pf_has_driver(struct pci_dev *vf)
{
	return READ_ONCE(vf->dev.driver);
}

/*
 * The next VF of a PF after @from, whose reference is dropped, for which @match is
 * true; the first one if @from is NULL. A reference is held on the VF returned. Ends
 * early if @from has been removed meanwhile. @match must not take a lock of the PCI
 * core.
 */
struct pci_dev *sriov_pf_next_vf(struct pci_dev *pdev, struct pci_dev *from,
				 bool (*match)(struct pci_dev *vf))
{
	struct search search = { .pf = pdev, .from = from, .match = match };

	with_bus_lock(pdev, find_vf, &search);
	pci_dev_put(from);
	return search.found;
}

/* Likewise, but only VFs to which a vfio driver is bound. */
struct pci_dev *sriov_pf_next_vfio_vf(struct pci_dev *pdev,
				      struct pci_dev *from)
{
	struct pci_dev *vf = from;

	do
		vf = sriov_pf_next_vf(pdev, vf, sriov_pf_has_driver);
	while (vf && !sriov_pf_is_vfio(vf));
	return vf;
}
