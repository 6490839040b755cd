// SPDX-License-Identifier: GPL-2.0
/*
 * Telling userspace that a PF's driver or its number of VFs has changed.
 *
 * What goes through our hands is told of at once. Drivers also change the
 * number by themselves, or by way of sriov_numvfs: the kernel tells nobody, but
 * VFs are devices that come and go, so some time after the last of them did
 * the number is looked at.
 */
#include <linux/kobject.h>
#include <linux/pci.h>
#include <linux/workqueue.h>

#include "pf.h"

/*
 * Enabling counts VFs right after the last of them is there, disabling some
 * time after the last has gone: a second, for the device (9.3.3.3.1).
 */
#define ENABLED_MS	100
#define DISABLED_MS	1500

/* @changed: what has, or NULL for a PF that is new. */
static void send(struct sriov_pf *pf, enum kobject_action action,
		 const char *changed)
{
	char num_vfs[sizeof("SRIOV_NUM_VFS=65535")];
	char driver[sizeof("SRIOV_PF_DRIVER=") + SRIOV_NAME];
	char what[sizeof("SRIOV_CHANGED=num_vfs")];
	char *env[4] = { num_vfs, driver };
	char name[SRIOV_NAME];

	sriov_driver_name(pf->pdev, name);
	snprintf(driver, sizeof(driver), "SRIOV_PF_DRIVER=%s", name);
	snprintf(num_vfs, sizeof(num_vfs), "SRIOV_NUM_VFS=%u",
		 (u16)atomic_read(&pf->announced_vfs));
	if (changed) {
		snprintf(what, sizeof(what), "SRIOV_CHANGED=%s", changed);
		env[2] = what;
	}
	kobject_uevent_env(&pf->dev.kobj, action, env);
}

/* In the place of the event that adding the device would have sent. */
void sriov_uevent_added(struct sriov_pf *pf)
{
	atomic_set(&pf->announced_vfs, pci_num_vf(pf->pdev));
	dev_set_uevent_suppress(&pf->dev, false);
	send(pf, KOBJ_ADD, NULL);
}

void sriov_uevent_num_vfs(struct sriov_pf *pf)
{
	int num_vfs = pci_num_vf(pf->pdev);

	if (atomic_xchg(&pf->announced_vfs, num_vfs) == num_vfs)
		return;

	sriov_pf_learn_vf_bars(pf);
	send(pf, KOBJ_CHANGE, "num_vfs");
}

void sriov_uevent_driver(struct sriov_pf *pf)
{
	sriov_uevent_num_vfs(pf);
	send(pf, KOBJ_CHANGE, "driver");
}

static int look_at_pf(struct device *dev, void *data)
{
	sriov_uevent_num_vfs(to_sriov_pf(dev));
	return 0;
}

static void look(struct work_struct *work)
{
	sriov_pf_for_each(look_at_pf);
}

static DECLARE_DELAYED_WORK(look_when_enabled, look);
static DECLARE_DELAYED_WORK(look_when_disabled, look);

/* A VF came, went, or had its driver tried: the number may be about to change. */
void sriov_uevent_look(void)
{
	mod_delayed_work(sriov_wq, &look_when_enabled,
			 msecs_to_jiffies(ENABLED_MS));
	mod_delayed_work(sriov_wq, &look_when_disabled,
			 msecs_to_jiffies(DISABLED_MS));
}

/* Once there are no more calls of sriov_uevent_look(). */
void sriov_uevent_stop(void)
{
	cancel_delayed_work_sync(&look_when_enabled);
	cancel_delayed_work_sync(&look_when_disabled);
}
