// SPDX-License-Identifier: GPL-2.0
/*
 * Changing the number of VFs.
 *
 * Hot-unplug takes the PCI rescan lock, then the PF's device lock, and then
 * waits for whoever is writing to the files that it removes. A writer that
 * blocked on either lock could so wait for itself. Hence a writer takes none:
 * it hands a request to a worker, and waits until the request is done or the
 * PF is gone. The worker never holds one lock while it waits for the other,
 * and nobody waits for the worker while holding a lock.
 */
#include <linux/delay.h>
#include <linux/kref.h>
#include <linux/pci.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "pf.h"

#define DEVICE_LOCK_RETRY_MS	5

struct workqueue_struct *sriov_wq;

/**
 * struct vf_request - somebody wants another number of VFs
 * @work: on sriov_wq
 * @ref: the writer's and the worker's
 * @pf: whose; a reference is held
 * @num_vfs: how many
 * @abandoned: the writer was killed: not to be begun any more
 * @done: @result stands
 * @result: 0 or a negative errno
 */
struct vf_request {
	struct work_struct work;
	struct kref ref;
	struct sriov_pf *pf;
	u16 num_vfs;
	bool abandoned;
	bool done;
	int result;
};

static void vf_request_release(struct kref *ref)
{
	struct vf_request *request = container_of(ref, struct vf_request, ref);

	put_device(&request->pf->dev);
	kfree(request);
}

static bool is_moot(const struct vf_request *request)
{
	return READ_ONCE(request->pf->gone) || READ_ONCE(request->abandoned);
}

/* Both locks, in hot-unplug's order; -ENODEV, and none, for a moot request. */
static int lock_pf(const struct vf_request *request)
{
	for (;;) {
		pci_lock_rescan_remove();
		if (is_moot(request))
			break;
		if (device_trylock(&request->pf->pdev->dev))
			return 0;
		pci_unlock_rescan_remove();
		msleep(DEVICE_LOCK_RETRY_MS);
	}
	pci_unlock_rescan_remove();
	return -ENODEV;
}

static void unlock_pf(const struct vf_request *request)
{
	device_unlock(&request->pf->pdev->dev);
	pci_unlock_rescan_remove();
}

static int may_disable(struct sriov_pf *pf, char why[SRIOV_FINDING_TEXT])
{
	struct sriov_facts facts;
	struct sriov_info info;
	int err = sriov_pf_look(pf, &info, &facts);

	/* VFs can be let go even of a device that answers no more. */
	if (err)
		sriov_pf_gather(pf, &pf->info, &facts);
	else
		err = sriov_check_whereabouts(&info, &facts, why);
	if (err == -EIO)
		return err;

	return sriov_check_change(&pf->info, &facts, 0, why);
}

static int may_enable(struct sriov_pf *pf, u16 num_vfs,
		      char why[SRIOV_FINDING_TEXT])
{
	struct sriov_facts facts;
	struct sriov_info info;
	int err = sriov_pf_look(pf, &info, &facts);

	if (!err)
		return sriov_check_change(&info, &facts, num_vfs, why);

	scnprintf(why, SRIOV_FINDING_TEXT, "the device does not answer");
	return err;
}

/* A negative errno for a change that cannot be, and why. */
static int may_change(struct sriov_pf *pf, u16 num_vfs,
		      char why[SRIOV_FINDING_TEXT])
{
	return num_vfs ? may_enable(pf, num_vfs, why) : may_disable(pf, why);
}

static int driver_configure(struct pci_dev *pdev, u16 num_vfs)
{
	struct pci_driver *driver = pdev->driver;

	/* Our own has nothing to check that was not checked. */
	if (driver->sriov_configure == sriov_pf_configure)
		return pci_sriov_configure_simple(pdev, num_vfs);

	return driver->sriov_configure(pdev, num_vfs);
}

/* Has the driver do it; after a failure there are no VFs, as before. */
static int configure(struct sriov_pf *pf, u16 num_vfs,
		     char why[SRIOV_FINDING_TEXT])
{
	struct pci_dev *pdev = pf->pdev;
	int ret;

	if (num_vfs)
		sriov_pf_put_back_vf_bars(pf);
	ret = driver_configure(pdev, num_vfs);
	if (ret >= 0) {
		if (ret != num_vfs)
			pci_warn(pdev, "%u VFs requested, %d enabled\n",
				 num_vfs, ret);
		return 0;
	}
	scnprintf(why, SRIOV_FINDING_TEXT,
		  "%s did not set %u VFs; the kernel log may tell more",
		  pdev->driver->name, num_vfs);
	if (num_vfs && pci_num_vf(pdev))
		driver_configure(pdev, 0);
	return ret;
}

static int conclude(struct sriov_pf *pf, int err, const char *why)
{
	if (err)
		pci_err(pf->pdev, "%s\n", why);
	sriov_pf_set_error(pf, err, why);
	sriov_uevent_num_vfs(pf);
	return err;
}

/* With both locks held. */
static int change_num_vfs(struct sriov_pf *pf, u16 num_vfs)
{
	struct pci_dev *pdev = pf->pdev;
	char why[SRIOV_FINDING_TEXT];
	int err;

	device_lock_assert(&pdev->dev);
	if (num_vfs == pci_num_vf(pdev))
		return conclude(pf, 0, NULL);

	err = may_change(pf, num_vfs, why);
	if (!err)
		err = configure(pf, num_vfs, why);
	return conclude(pf, err, why);
}

static void vf_request_work(struct work_struct *work)
{
	struct vf_request *request =
		container_of(work, struct vf_request, work);
	int ret = lock_pf(request);

	if (!ret) {
		ret = change_num_vfs(request->pf, request->num_vfs);
		unlock_pf(request);
	}
	request->result = ret;
	/* Pairs with the acquire in is_done(). */
	smp_store_release(&request->done, true);
	wake_up_all(&request->pf->wait);
	kref_put(&request->ref, vf_request_release);
}

static struct vf_request *vf_request_queue(struct sriov_pf *pf, u16 num_vfs)
{
	struct vf_request *request = kzalloc(sizeof(*request), GFP_KERNEL);

	if (!request)
		return NULL;

	get_device(&pf->dev);
	request->pf = pf;
	request->num_vfs = num_vfs;
	kref_init(&request->ref);
	INIT_WORK(&request->work, vf_request_work);

	kref_get(&request->ref);
	queue_work(sriov_wq, &request->work);
	return request;
}

static bool is_done(const struct vf_request *request)
{
	/* Pairs with the release in vf_request_work(). */
	return smp_load_acquire(&request->done);
}

static int wait_for_request(struct vf_request *request)
{
	struct sriov_pf *pf = request->pf;

	if (wait_event_killable(pf->wait,
				is_done(request) || READ_ONCE(pf->gone))) {
		WRITE_ONCE(request->abandoned, true);
		return -EINTR;
	}
	return is_done(request) ? request->result : -ENODEV;
}

/*
 * Return: 0; what sriov_check_change() has; -ENODEV if the PF goes away
 * meanwhile; -EINTR if the writer is killed; -ENOMEM; or what the PF's driver
 * returns.
 */
int sriov_pf_set_num_vfs(struct sriov_pf *pf, u16 num_vfs)
{
	struct vf_request *request = vf_request_queue(pf, num_vfs);
	int ret;

	if (!request)
		return -ENOMEM;

	ret = wait_for_request(request);
	kref_put(&request->ref, vf_request_release);
	return ret;
}

/*
 * The sriov_configure of our driver. The kernel's sriov_numvfs calls it with
 * the device lock held, and from 6.12.y on with the rescan lock too, so it
 * takes neither; and no lock of ours, for probing VFs comes back in.
 */
int sriov_pf_configure(struct pci_dev *pdev, int num_vfs)
{
	struct sriov_pf *pf = sriov_pf_get(pdev);
	char why[SRIOV_FINDING_TEXT];
	int err;

	if (!pf)
		return -ENODEV;

	err = may_change(pf, num_vfs, why);
	if (!err)
		err = configure(pf, num_vfs, why);
	err = conclude(pf, err, why);
	put_device(&pf->dev);
	return err ?: num_vfs;
}

static void say_what_is_waited_for(struct pci_dev *pdev)
{
	struct sriov_pf *pf = sriov_pf_get(pdev);
	char why[SRIOV_FINDING_TEXT];

	if (!pf)
		return;

	if (may_disable(pf, why) == -EBUSY)
		pci_warn(pdev, "waiting for this to end: %s\n", why);
	put_device(&pf->dev);
}

/* For a driver that leaves: it cannot be refused, so it waits and says so. */
void sriov_pf_disable(struct pci_dev *pdev)
{
	if (!pci_num_vf(pdev))
		return;

	say_what_is_waited_for(pdev);
	pci_disable_sriov(pdev);
}

int sriov_enable_init(void)
{
	sriov_wq = alloc_workqueue("sriov_pf", WQ_UNBOUND, 0);
	return sriov_wq ? 0 : -ENOMEM;
}

void sriov_enable_exit(void)
{
	destroy_workqueue(sriov_wq);
}
