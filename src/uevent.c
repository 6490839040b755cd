// SPDX-License-Identifier: GPL-2.0
/*
 * Tells userspace when a PF's driver or its number of VFs has changed: by uevents, and
 * whoever polls num_vfs.
 *
 * Changes made through num_vfs are announced at once. Drivers also change the
 * number by themselves, or through sriov_numvfs, and the kernel announces nothing.
 * But VFs are devices that come and go, so a recount follows each of these events
 * after a delay.
 */
#include <linux/kobject.h>
#include <linux/pci.h>
#include <linux/workqueue.h>

#include "function.h"
#include "pf.h"
#include "uevent.h"
#include "vf_bar.h"

/*
 * The kernel updates its count right after it has added the last VF. After it has
 * removed the last one, it first gives the device a second (9.3.3.3.1).
 */
#define ENABLED_MS	100
#define DISABLED_MS	1500

static void send_change(struct sriov_pf *pf, const char *changed)
{
	char what[sizeof("SRIOV_CHANGED=num_vfs")];
	char *env[2] = { what };

	snprintf(what, sizeof(what), "SRIOV_CHANGED=%s", changed);
	kobject_uevent_env(&pf->dev.kobj, KOBJ_CHANGE, env);
}

/* Sends the event that device_add() was kept from sending. */
void sriov_pf_uevent_added(struct sriov_pf *pf)
{
	atomic_set(&pf->announced_vfs, pci_num_vf(pf->pdev));
	dev_set_uevent_suppress(&pf->dev, false);
	kobject_uevent(&pf->dev.kobj, KOBJ_ADD);
}

void sriov_pf_uevent_num_vfs(struct sriov_pf *pf)
{
	int num_vfs = pci_num_vf(pf->pdev);

	if (atomic_xchg(&pf->announced_vfs, num_vfs) == num_vfs)
		return;

	sriov_pf_update_vf_bar_sizes(pf);
	sriov_pf_wake_pollers(&pf->num_vfs_node);
	send_change(pf, "num_vfs");
}

void sriov_pf_uevent_driver(struct sriov_pf *pf)
{
	sriov_pf_uevent_num_vfs(pf);
	send_change(pf, "driver");
}

/* A change that is in progress announces the number itself, when it is over. */
static int recount_pf(struct device *dev, void *data)
{
	struct sriov_pf *pf = to_sriov_pf(dev);

	if (READ_ONCE(pf->changing_to) < 0)
		sriov_pf_uevent_num_vfs(pf);
	return 0;
}

static void recount(struct work_struct *work)
{
	sriov_pf_for_each(recount_pf);
}

static DECLARE_DELAYED_WORK(recount_enabled, recount);
static DECLARE_DELAYED_WORK(recount_disabled, recount);

/* A VF was added, removed or probed: the number of VFs may be about to change. */
void sriov_pf_uevent_schedule_recount(void)
{
	mod_delayed_work(sriov_pf_wq, &recount_enabled,
			 msecs_to_jiffies(ENABLED_MS));
	mod_delayed_work(sriov_pf_wq, &recount_disabled,
			 msecs_to_jiffies(DISABLED_MS));
}

/* No more calls of sriov_pf_uevent_schedule_recount() may come. */
void sriov_pf_uevent_stop(void)
{
	cancel_delayed_work_sync(&recount_enabled);
	cancel_delayed_work_sync(&recount_disabled);
}
