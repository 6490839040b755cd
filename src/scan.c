// SPDX-License-Identifier: GPL-2.0
/*
 * Which PFs there are: found at load, coming, going.
 *
 * A PF's object is made when the PF is first seen (at load, or when the PCI core
 * adds the device). It stays until the PF or the module goes, whichever drivers
 * bind meanwhile. pf_mutex is held wherever objects are made or removed. Most
 * removals of devices hold the PCI rescan lock too, but not all (vmd's do not),
 * so a scan may find a device that is being removed. Hence a scan holds pf_mutex
 * from finding a device on its bus until the object is made, and the notifier
 * looks for an object once more after a device has left its bus.
 *
 * Words in brackets are steps of the model in tests/proof/locks.pml.
 */
#define dev_fmt(fmt) "sriov_pf: " fmt

#include <linux/mutex.h>
#include <linux/pci.h>

#include "capability.h"
#include "debugfs.h"
#include "pf.h"
#include "scan.h"
#include "sysfs.h"
#include "uevent.h"
#include "uevent_keys.h"
#include "vf_driver.h"

/* Held for each making and removing of an object; inside the rescan lock. */
static DEFINE_MUTEX(pf_mutex);

/* The module is leaving: no more objects are made. Protected by pf_mutex. */
static bool closing;

static int pf_register(struct sriov_pf *pf, bool fresh)
{
	int err = sriov_pf_read_capability(pf, fresh);

	if (err)
		return err;

	sriov_pf_sysfs_choose_groups(pf);
	err = dev_set_name(&pf->dev, "%s", pci_name(pf->pdev));
	if (err)
		return err;

	pf->dev.type = &sriov_pf_device_type;
	dev_set_uevent_suppress(&pf->dev, true);
	err = device_add(&pf->dev);
	if (err)
		return err;

	sriov_pf_sysfs_get_polled(pf);
	sriov_pf_uevent_added(pf);
	sriov_pf_debugfs_add(pf);
	return 0;
}

static int pf_create(struct pci_dev *pdev, bool fresh)
{
	struct sriov_pf *pf = sriov_pf_alloc(pdev);
	int err;

	if (!pf)
		return -ENOMEM;

	err = pf_register(pf, fresh);
	if (err)
		sriov_pf_put(pf);
	return err;
}

/* A VF has no SR-IOV capability of its own (9.3.3). */
static bool may_be_pf(struct pci_dev *pdev)
{
	return pci_is_pcie(pdev) && !pdev->is_virtfn;
}

/* [add] @fresh: the PCI core is just adding the device. */
static void pf_add(struct pci_dev *pdev, bool fresh)
{
	struct sriov_pf *known;
	int err;

	lockdep_assert_held(&pf_mutex);
	if (closing || !may_be_pf(pdev))
		return;

	known = sriov_pf_get(pdev);
	if (known) {
		sriov_pf_put(known);
		return;
	}
	err = pf_create(pdev, fresh);
	/* -ENODEV: the device is no PF. */
	if (err && err != -ENODEV)
		pci_warn(pdev, "cannot show this PF: %pe\n", ERR_PTR(err));
}

static void pf_added(struct pci_dev *pdev)
{
	guard(mutex)(&pf_mutex);
	pf_add(pdev, true);
}

/* Wakes writers first, because device_unregister() waits for them. */
static void pf_unregister(struct sriov_pf *pf)
{
	lockdep_assert_held(&pf_mutex);
	/* [gone] */
	WRITE_ONCE(pf->gone, true);
	/* [wake] */
	wake_up_all(&pf->wait);
	sriov_pf_debugfs_remove(pf);
	/* [unregister] */
	device_unregister(&pf->dev);
}

/* [remove] Called before the device is taken apart, and after it left its bus. */
static void pf_removed(struct pci_dev *pdev)
{
	struct sriov_pf *pf;

	if (!may_be_pf(pdev))
		return;

	guard(mutex)(&pf_mutex);
	pf = sriov_pf_get(pdev);
	if (!pf)
		return;

	pf_unregister(pf);
	sriov_pf_put(pf);
}

static void pf_driver_changed(struct pci_dev *pdev)
{
	struct sriov_pf *pf;

	if (!may_be_pf(pdev))
		return;

	pf = sriov_pf_get(pdev);
	if (!pf)
		return;

	sriov_pf_uevent_driver(pf);
	sriov_pf_put(pf);
}

static void vf_changed(struct pci_dev *vf, unsigned long action)
{
	if (action == BUS_NOTIFY_ADD_DEVICE)
		sriov_pf_vf_driver_apply(vf);
	sriov_pf_uevent_schedule_recount();
}

static int pci_notify(struct notifier_block *nb, unsigned long action,
		      void *data)
{
	struct pci_dev *pdev = to_pci_dev(data);

	if (pdev->is_virtfn)
		vf_changed(pdev, action);
	else if (action == BUS_NOTIFY_ADD_DEVICE)
		pf_added(pdev);
	else if (action == BUS_NOTIFY_DEL_DEVICE ||
		 action == BUS_NOTIFY_REMOVED_DEVICE)
		pf_removed(pdev);
	else if (action == BUS_NOTIFY_BOUND_DRIVER ||
		 action == BUS_NOTIFY_UNBOUND_DRIVER)
		pf_driver_changed(pdev);
	return NOTIFY_OK;
}

static struct notifier_block pci_notifier = {
	.notifier_call = pci_notify,
};

/* [scan] A device found here cannot leave completely until pf_mutex is released. */
static void scan(void)
{
	struct pci_dev *pdev = NULL;

	guard(mutex)(&pf_mutex);
	for_each_pci_dev(pdev)
		pf_add(pdev, false);
}

int sriov_pf_scan_init(void)
{
	int err;

	sriov_pf_debugfs_init();
	pci_lock_rescan_remove();
	err = bus_register_notifier(&pci_bus_type, &pci_notifier);
	if (!err)
		scan();
	pci_unlock_rescan_remove();
	if (err)
		sriov_pf_debugfs_exit();
	return err;
}

static void unregister_all(void)
{
	struct sriov_pf *pf;

	guard(mutex)(&pf_mutex);
	/* [closing] */
	closing = true;
	while ((pf = sriov_pf_get_any())) {
		pf_unregister(pf);
		sriov_pf_put(pf);
	}
}

void sriov_pf_scan_exit(void)
{
	pci_lock_rescan_remove();
	unregister_all();
	/* [notifier] */
	bus_unregister_notifier(&pci_bus_type, &pci_notifier);
	/* [stop] */
	sriov_pf_uevent_stop();
	pci_unlock_rescan_remove();
	sriov_pf_debugfs_exit();
}
