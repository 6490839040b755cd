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

static struct workqueue_struct *sriov_wq;

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

/* -EIO, and a line in the log, for registers that make no sense. */
static int check_capability(const struct sriov_pf *pf)
{
	struct pci_dev *pdev = pf->pdev;
	const struct sriov_slot slot = {
		.routing_id = pci_dev_id(pdev),
		.accepted = pdev->is_physfn,
	};
	u32 faults = sriov_check_capability(&pf->info, pf->ecaps->faults,
					    &slot);
	char why[SRIOV_FAULT_TEXT];

	if (faults) {
		sriov_describe_fault(__ffs(faults), &pf->info, &slot, why,
				     sizeof(why));
		pci_err(pdev, "malformed SR-IOV capability: %s\n", why);
		return -EIO;
	}
	if (!pdev->is_physfn) {
		pci_err(pdev, "the kernel turned down the SR-IOV capability\n");
		return -EIO;
	}
	return 0;
}

static int may_configure(const struct sriov_pf *pf, u16 num_vfs)
{
	struct pci_dev *pdev = pf->pdev;
	int err = num_vfs ? check_capability(pf) : 0;

	if (err)
		return err;
	if (num_vfs > pci_sriov_get_totalvfs(pdev)) {
		pci_err(pdev, "%u VFs requested, at most %d are allowed\n",
			num_vfs, pci_sriov_get_totalvfs(pdev));
		return -ERANGE;
	}
	if (!pdev->driver || !pdev->driver->sriov_configure) {
		pci_err(pdev, "%s; cannot configure SR-IOV\n",
			pdev->driver ? "the driver does not support it" :
				       "no driver is bound");
		return -ENOENT;
	}
	if (num_vfs && pci_num_vf(pdev)) {
		pci_err(pdev, "%d VFs are enabled; disable them before enabling %u\n",
			pci_num_vf(pdev), num_vfs);
		return -EBUSY;
	}
	return 0;
}

/* With both locks held. */
static int change_num_vfs(const struct sriov_pf *pf, u16 num_vfs)
{
	struct pci_dev *pdev = pf->pdev;
	int ret;

	device_lock_assert(&pdev->dev);
	if (num_vfs == pci_num_vf(pdev))
		return 0;

	ret = may_configure(pf, num_vfs);
	if (ret)
		return ret;

	ret = pdev->driver->sriov_configure(pdev, num_vfs);
	if (ret < 0) {
		pci_err(pdev, "cannot set %u VFs: error %d\n", num_vfs, ret);
		return ret;
	}
	if (ret != num_vfs)
		pci_warn(pdev, "%u VFs requested, %d enabled\n", num_vfs, ret);
	return 0;
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
 * Return: 0; -ERANGE, -ENOENT, -EBUSY, -EIO as docs/ABI has them; -ENODEV if
 * the PF goes away meanwhile; -EINTR if the writer is killed; -ENOMEM; or what
 * the PF's driver returns.
 */
int sriov_pf_set_num_vfs(struct sriov_pf *pf, u16 num_vfs)
{
	struct vf_request *request;
	int ret;

	if (num_vfs > pf->info.total_vfs) {
		pci_err(pf->pdev, "%u VFs requested, TotalVFs is %u\n",
			num_vfs, pf->info.total_vfs);
		return -ERANGE;
	}
	request = vf_request_queue(pf, num_vfs);
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
	int err;

	if (!pf)
		return -ENODEV;

	err = num_vfs ? check_capability(pf) : 0;
	put_device(&pf->dev);
	return err ?: pci_sriov_configure_simple(pdev, num_vfs);
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
