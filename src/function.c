// SPDX-License-Identifier: GPL-2.0
/* What can be learned of a PCI function without a lock: its driver, its VFs. */
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

/*
 * The next VF of a PF after @from, whose reference is dropped; the first VF if
 * @from is NULL. A reference is held on the VF returned.
 */
struct pci_dev *sriov_pf_next_vf(struct pci_dev *pdev, struct pci_dev *from)
{
	struct pci_dev *vf = from;

	do
		vf = pci_get_device(PCI_ANY_ID, PCI_ANY_ID, vf);
	while (vf && !(vf->is_virtfn && vf->physfn == pdev));
	return vf;
}

/* Likewise, but only VFs to which a vfio driver is bound. */
struct pci_dev *sriov_pf_next_vfio_vf(struct pci_dev *pdev,
				      struct pci_dev *from)
{
	struct pci_dev *vf = from;

	do
		vf = sriov_pf_next_vf(pdev, vf);
	while (vf && !sriov_pf_is_vfio(vf));
	return vf;
}
