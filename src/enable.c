// SPDX-License-Identifier: GPL-2.0
/*
 * Writing num_vfs and vf_bar<n>/size: a request, and the worker that carries it out.
 *
 * Hot-unplug takes the PCI rescan lock, then the PF's device lock, and then waits
 * for writers of the files that it removes. A writer that blocked on one of these
 * locks could wait for itself. So a writer takes neither: it hands a request to a
 * worker, and waits until the request is done or the PF is gone. The worker never
 * blocks on one of the locks while it holds the other, and nobody waits for the
 * worker with a lock held.
 *
 * Words in brackets are steps of the model in tests/proof/locks.pml, which proves
 * that every writer ends.
 */
#include <linux/delay.h>
#include <linux/kref.h>
#include <linux/pci.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "change.h"
#include "compat.h"
#include "enable.h"
#include "function.h"
#include "pf.h"
#include "resize.h"

#define LOCK_RETRY_MS	5

/* Whether the worker may hold the rescan lock while it calls the PF's driver. */
static bool holds_rescan_lock(void)
{
	return sriov_numvfs_holds_rescan_lock(LINUX_VERSION_CODE);
}

/**
 * struct vf_request - a change that the worker makes for a writer
 * @work: on sriov_pf_wq
 * @ref: references of the writer and of the worker
 * @run: makes the change
 * @change: the change of the number of VFs; a reference on its PF is held
 * @slot: or the VF BAR that is resized
 * @size: and to what, in bytes
 * @cancelled: the writer was killed: the worker does not begin the change
 * @done: @result is valid
 * @result: 0 or a negative errno
 */
struct vf_request {
	struct work_struct work;
	struct kref ref;
	int (*run)(struct vf_request *request);
	struct sriov_pf_change change;
	unsigned int slot;
	u64 size;
	bool cancelled;
	bool done;
	int result;
};

static void vf_request_release(struct kref *ref)
{
	struct vf_request *request = container_of(ref, struct vf_request, ref);

	sriov_pf_put(request->change.pf);
	kfree(request);
}

static bool request_cancelled(const struct vf_request *request)
{
	return READ_ONCE(request->change.pf->gone) ||
	       READ_ONCE(request->cancelled);
}

static bool try_lock_device(struct sriov_pf *pf)
{
	if (!device_trylock(&pf->pdev->dev))
		return false;
	if (!pf->letting_go)
		return true;

	device_unlock(&pf->pdev->dev);
	return false;
}

/*
 * [lock] Takes both locks, in hot-unplug's order. Kernels that may take the rescan
 * lock inside sriov_enable() need it free: there it is released once the device
 * lock is held.
 *
 * Return: 0; -ENODEV, with no lock held, for a request that is cancelled.
 */
static int lock_pf(const struct vf_request *request)
{
	for (;;) {
		pci_lock_rescan_remove();
		/* [cancelled] */
		if (request_cancelled(request))
			break;
		/* [trylock] */
		if (try_lock_device(request->change.pf)) {
			if (!holds_rescan_lock())
				pci_unlock_rescan_remove();
			return 0;
		}
		pci_unlock_rescan_remove();
		/* [sleep] */
		msleep(LOCK_RETRY_MS);
	}
	pci_unlock_rescan_remove();
	return -ENODEV;
}

/* [unlock] */
static void unlock_pf(struct sriov_pf *pf)
{
	device_unlock(&pf->pdev->dev);
	if (holds_rescan_lock())
		pci_unlock_rescan_remove();
}

/*
 * Whether a vfio driver has a VF that the change removes. Userspace may have the
 * VF open in a way that the kernel does not show.
 */
static bool must_let_go(struct sriov_pf_change *change)
{
	struct pci_dev *vf;

	if (change->num_vfs || !pci_num_vf(change->pf->pdev))
		return false;

	vf = sriov_pf_next_vfio_vf(change->pf->pdev, NULL);
	pci_dev_put(vf);
	return vf && !sriov_pf_judge_change(change);
}

/*
 * [let_go] Unbinds the vfio drivers. A driver waits here until userspace has closed
 * the VF. Only that VF's device lock is held, so only this PF's requests wait.
 */
static void release_vfio_drivers(const struct vf_request *request)
{
	struct pci_dev *vf = NULL;

	while ((vf = sriov_pf_next_vfio_vf(request->change.pf->pdev, vf))) {
		if (request_cancelled(request)) {
			pci_dev_put(vf);
			break;
		}
		device_release_driver(&vf->dev);
	}
}

/* Called with the PF locked; unlocks it. */
static void let_go(struct vf_request *request)
{
	struct sriov_pf *pf = request->change.pf;

	pf->letting_go = true;
	unlock_pf(pf);
	release_vfio_drivers(request);
	/* [let_in] No other lock is held, so this may block. */
	device_lock(&pf->pdev->dev);
	pf->letting_go = false;
	device_unlock(&pf->pdev->dev);
}

static int change_num_vfs(struct vf_request *request)
{
	struct sriov_pf_change *change = &request->change;
	struct sriov_pf *pf = change->pf;
	int err;

	while (!(err = lock_pf(request)) && must_let_go(change))
		let_go(request);
	if (err)
		return err;

	if (change->num_vfs == pci_num_vf(pf->pdev))
		err = sriov_pf_report_change(change, 0);
	else
		err = sriov_pf_make_change(change);
	unlock_pf(pf);
	return err;
}

static int resize_vf_bar(struct vf_request *request)
{
	struct sriov_pf *pf = request->change.pf;
	int err = lock_pf(request);

	if (err)
		return err;

	err = sriov_pf_resize_vf_bar(pf, request->slot, request->size);
	unlock_pf(pf);
	return err;
}

static void vf_request_work(struct work_struct *work)
{
	struct vf_request *request =
		container_of(work, struct vf_request, work);

	request->result = request->run(request);
	/* [done] Pairs with the acquire in is_done(). */
	smp_store_release(&request->done, true);
	/* [wake] */
	wake_up_all(&request->change.pf->wait);
	/* [put] [return] */
	kref_put(&request->ref, vf_request_release);
}

static struct vf_request *
vf_request_create(struct sriov_pf *pf, int (*run)(struct vf_request *request))
{
	struct vf_request *request = kzalloc(sizeof(*request), GFP_KERNEL);

	if (!request)
		return NULL;

	get_device(&pf->dev);
	request->change.pf = pf;
	request->run = run;
	kref_init(&request->ref);
	INIT_WORK(&request->work, vf_request_work);
	return request;
}

static bool is_done(const struct vf_request *request)
{
	/* Pairs with the release in vf_request_work(). */
	return smp_load_acquire(&request->done);
}

/* [wait] */
static int wait_for_request(struct vf_request *request)
{
	struct sriov_pf *pf = request->change.pf;

	if (wait_event_killable(pf->wait,
				is_done(request) || READ_ONCE(pf->gone))) {
		/* [cancel] */
		WRITE_ONCE(request->cancelled, true);
		return -EINTR;
	}
	return is_done(request) ? request->result : -ENODEV;
}

/* [queue] The writer and the worker have a reference each. */
static int queue_and_wait(struct vf_request *request)
{
	int ret;

	kref_get(&request->ref);
	queue_work(sriov_pf_wq, &request->work);
	ret = wait_for_request(request);
	/* [put] */
	kref_put(&request->ref, vf_request_release);
	return ret;
}

/*
 * Sets the number of VFs of a PF, and waits until that is done.
 *
 * Return: 0; what sriov_pf_check_change() returns; -ENODEV if the PF goes away
 * meanwhile; -EINTR if the writer is killed; -ENOMEM; or what the PF's driver
 * returns.
 */
int sriov_pf_set_num_vfs(struct sriov_pf *pf, u16 num_vfs)
{
	struct vf_request *request = vf_request_create(pf, change_num_vfs);

	if (!request)
		return -ENOMEM;

	request->change.num_vfs = num_vfs;
	return queue_and_wait(request);
}

/*
 * Sets the size of a VF BAR, in bytes for one VF, and waits until that is done.
 *
 * Return: 0; what sriov_pf_resize_vf_bar() returns; -ENODEV if the PF goes away
 * meanwhile; -EINTR if the writer is killed; -ENOMEM.
 */
int sriov_pf_set_vf_bar_size(struct sriov_pf *pf, unsigned int slot, u64 size)
{
	struct vf_request *request = vf_request_create(pf, resize_vf_bar);

	if (!request)
		return -ENOMEM;

	request->slot = slot;
	request->size = size;
	return queue_and_wait(request);
}
