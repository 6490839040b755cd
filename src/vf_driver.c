// SPDX-License-Identifier: GPL-2.0
/*
 * The driver that the VFs of a PF get when they are made.
 *
 * device_add() calls the notifiers of the bus. Only later does pci_bus_add_device()
 * look for a driver. So if the notifier sets the VF's driver_override, no other driver
 * is offered the VF, whoever enables the VFs. What is written to the VF's own
 * driver_override afterwards stays.
 */
#define dev_fmt(fmt) "sriov_pf: " fmt

#include <linux/limits.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "compat.h"
#include "pf.h"
#include "vf_driver.h"

/* A driver is a directory below /sys/bus/pci/drivers: no name is longer. */
#define MAX_NAME	NAME_MAX

/* Returns the old name, to be freed. */
static char *replace(struct sriov_pf *pf, char *name)
{
	guard(mutex)(&pf->override_mutex);
	swap(pf->vf_driver_override, name);
	return name;
}

/*
 * Sets the driver that VFs get from now on; none if @len is 0.
 *
 * Return: 0; -EINVAL if the name is too long; -ENOMEM.
 */
int sriov_pf_vf_driver_set(struct sriov_pf *pf, const char *name, size_t len)
{
	char *new = NULL;

	if (len > MAX_NAME)
		return -EINVAL;

	if (len) {
		new = kstrndup(name, len, GFP_KERNEL);
		if (!new)
			return -ENOMEM;
	}
	kfree(replace(pf, new));
	return 0;
}

/* Returns whether there is a name. */
static bool copy_name(struct sriov_pf *pf, char name[MAX_NAME + 1])
{
	guard(mutex)(&pf->override_mutex);
	if (!pf->vf_driver_override)
		return false;

	strscpy(name, pf->vf_driver_override, MAX_NAME + 1);
	return true;
}

/*
 * Called by the notifier of the PCI bus when the PCI core adds @vf. Whoever enables
 * the VFs holds the PF's device lock, and may hold the rescan lock. The name is copied,
 * so that override_mutex is not held when the lock of @vf's driver_override is taken.
 */
void sriov_pf_vf_driver_apply(struct pci_dev *vf)
{
	struct sriov_pf *pf = sriov_pf_get(pci_physfn(vf));
	char name[MAX_NAME + 1];
	int err = 0;

	if (!pf)
		return;

	if (copy_name(pf, name)) {
		lockdep_assert_not_held(&pf->override_mutex);
		err = init_driver_override(vf, name);
	}
	if (err)
		pci_err(vf, "cannot set driver_override to %s: %pe\n", name,
			ERR_PTR(err));
	sriov_pf_put(pf);
}
