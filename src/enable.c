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
 *
 * Words in brackets are steps of the model in tests/proof/locks.pml, where it
 * is proved that this ends.
 */
#define dev_fmt(fmt) "sriov_pf: " fmt

#include <linux/delay.h>
#include <linux/kref.h>
#include <linux/pci.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "compat.h"
#include "pf.h"

#define LOCK_RETRY_MS	5

struct workqueue_struct *sriov_wq;

/* Whether the rescan lock may be held while the PF's driver is called. */
static bool holds_rescan_lock(void)
{
	return sriov_numvfs_holds_rescan_lock(LINUX_VERSION_CODE);
}

/**
 * struct vf_change - a change of the number of VFs, and what it is judged by
 * @pf: whose
 * @num_vfs: to how many
 * @info: its capability as it reads now; as it was first seen if it does not
 * @facts: what surrounds it
 * @why: why the change cannot be, or failed
 */
struct vf_change {
	struct sriov_pf *pf;
	u16 num_vfs;
	struct sriov_info info;
	struct sriov_facts facts;
	char why[SRIOV_WHY_TEXT];
};

/**
 * struct vf_request - a change that a worker makes for a writer
 * @work: on sriov_wq
 * @ref: the writer's and the worker's
 * @change: what is to be done; a reference on its PF is held
 * @cancelled: the writer was killed: not to be begun any more
 * @done: @result stands
 * @result: 0 or a negative errno
 */
struct vf_request {
	struct work_struct work;
	struct kref ref;
	struct vf_change change;
	bool cancelled;
	bool done;
	int result;
};

static void vf_request_release(struct kref *ref)
{
	struct vf_request *request = container_of(ref, struct vf_request, ref);

	put_device(&request->change.pf->dev);
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
 * [lock] Both locks, in hot-unplug's order; -ENODEV, and none, for a request
 * that is cancelled. Where the kernel may take the rescan lock again inside
 * sriov_enable(), it is let go once the device lock is had.
 */
static int lock_pf(const struct vf_request *request)
{
	for (;;) {
		pci_lock_rescan_remove();
		/* [moot] */
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

/* VFs can be removed even from a device that answers no more. */
static int may_disable(struct vf_change *change)
{
	int err = sriov_pf_look(change->pf, &change->info, &change->facts);

	if (err) {
		change->info = change->pf->info;
		sriov_pf_gather(change->pf, &change->info, &change->facts);
	} else {
		err = sriov_check_vf_location(&change->info, &change->facts,
					      change->why);
		if (err)
			return err;
	}
	return sriov_check_change(&change->info, &change->facts, 0,
				  change->why);
}

static int may_enable(struct vf_change *change)
{
	int err = sriov_pf_look(change->pf, &change->info, &change->facts);

	if (!err)
		return sriov_check_change(&change->info, &change->facts,
					  change->num_vfs, change->why);

	scnprintf(change->why, sizeof(change->why),
		  "the device does not answer");
	return err;
}

/* [check] A negative errno for a change that cannot be, with @change->why. */
static int may_change(struct vf_change *change)
{
	return change->num_vfs ? may_enable(change) : may_disable(change);
}

static int driver_configure(struct pci_dev *pdev, u16 num_vfs)
{
	struct pci_driver *driver = pdev->driver;

	/* Our own has nothing to check that was not checked. */
	if (driver->sriov_configure == sriov_pf_configure)
		return pci_sriov_configure_simple(pdev, num_vfs);

	return driver->sriov_configure(pdev, num_vfs);
}

/* No check predicted it: what the checks warned of may be the cause. */
static void explain_failure(struct vf_change *change, const char *driver)
{
	size_t len = scnprintf(change->why, sizeof(change->why),
			       "%s did not set %u VFs; the kernel log may tell more",
			       driver, change->num_vfs);

	sriov_describe_warnings(&change->info, &change->facts,
				change->why + len, sizeof(change->why) - len);
}

/* [configure] Has the driver do it; after a failure there are no VFs. */
static int configure(struct vf_change *change)
{
	struct pci_dev *pdev = change->pf->pdev;
	u16 num_vfs = change->num_vfs;
	int ret;

	if (num_vfs)
		sriov_pf_restore(change->pf, &change->info);
	ret = driver_configure(pdev, num_vfs);
	if (ret >= 0) {
		if (ret != num_vfs)
			pci_warn(pdev, "%u VFs requested, %d enabled\n",
				 num_vfs, ret);
		return 0;
	}
	explain_failure(change, pdev->driver->name);
	if (num_vfs && pci_num_vf(pdev))
		driver_configure(pdev, 0);
	return ret;
}

static int report_result(const struct vf_change *change, int err)
{
	if (err)
		pci_err(change->pf->pdev, "%s\n", change->why);
	sriov_pf_set_error(change->pf, err, change->why);
	sriov_uevent_num_vfs(change->pf);
	return err;
}

/* By the PF's driver, under the device lock. */
static int make_change(struct vf_change *change)
{
	struct sriov_pf *pf = change->pf;
	int err = may_change(change);

	device_lock_assert(&pf->pdev->dev);
	if (err)
		return report_result(change, err);

	WRITE_ONCE(pf->changing_to, change->num_vfs);
	err = configure(change);
	WRITE_ONCE(pf->changing_to, -1);
	return report_result(change, err);
}

static struct pci_dev *next_vfio_vf(struct pci_dev *pdev, struct pci_dev *vf)
{
	do
		vf = sriov_pf_next_vf(pdev, vf);
	while (vf && !sriov_pf_is_vfio(vf));
	return vf;
}

/*
 * Whether VFs that are to go are with a vfio driver. It may be held open in a
 * way that cannot be seen from here.
 */
static bool must_let_go(struct vf_change *change)
{
	struct pci_dev *vf;

	if (change->num_vfs || !pci_num_vf(change->pf->pdev))
		return false;

	vf = next_vfio_vf(change->pf->pdev, NULL);
	pci_dev_put(vf);
	return vf && !may_change(change);
}

/*
 * [let_go] The driver waits until userspace has let go of the VF, with that
 * VF's lock held and no other: only this PF's requests wait meanwhile.
 */
static void release_vfio_drivers(const struct vf_request *request)
{
	struct pci_dev *vf = NULL;

	while ((vf = next_vfio_vf(request->change.pf->pdev, vf))) {
		if (request_cancelled(request)) {
			pci_dev_put(vf);
			break;
		}
		device_release_driver(&vf->dev);
	}
}

static int run_request(struct vf_request *request)
{
	struct vf_change *change = &request->change;
	struct sriov_pf *pf = change->pf;
	int err;

	while (!(err = lock_pf(request)) && must_let_go(change)) {
		pf->letting_go = true;
		unlock_pf(pf);
		release_vfio_drivers(request);
		/* [let_in] With no other lock held, so this may block. */
		device_lock(&pf->pdev->dev);
		pf->letting_go = false;
		device_unlock(&pf->pdev->dev);
	}
	if (err)
		return err;

	if (change->num_vfs == pci_num_vf(pf->pdev))
		err = report_result(change, 0);
	else
		err = make_change(change);
	unlock_pf(pf);
	return err;
}

static void vf_request_work(struct work_struct *work)
{
	struct vf_request *request =
		container_of(work, struct vf_request, work);

	request->result = run_request(request);
	/* [done] Pairs with the acquire in is_done(). */
	smp_store_release(&request->done, true);
	/* [wake] */
	wake_up_all(&request->change.pf->wait);
	/* [put] [return] */
	kref_put(&request->ref, vf_request_release);
}

/* [queue] One reference is the writer's, the other the worker's. */
static struct vf_request *vf_request_queue(struct sriov_pf *pf, u16 num_vfs)
{
	struct vf_request *request = kzalloc(sizeof(*request), GFP_KERNEL);

	if (!request)
		return NULL;

	get_device(&pf->dev);
	request->change.pf = pf;
	request->change.num_vfs = num_vfs;
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
	/* [put] */
	kref_put(&request->ref, vf_request_release);
	return ret;
}

/*
 * The sriov_configure of our driver. The kernel's sriov_numvfs calls it with
 * the device lock held, and, depending on its version, with the rescan lock: so
 * it takes neither; and no lock of ours, for probing VFs comes back in.
 */
int sriov_pf_configure(struct pci_dev *pdev, int num_vfs)
{
	struct sriov_pf *pf = sriov_pf_get(pdev);
	struct vf_change *change;
	int err = -ENOMEM;

	if (!pf)
		return -ENODEV;

	change = kzalloc(sizeof(*change), GFP_KERNEL);
	if (change) {
		change->pf = pf;
		change->num_vfs = num_vfs;
		err = make_change(change);
		kfree(change);
	}
	put_device(&pf->dev);
	return err ?: num_vfs;
}

/* Calls @look for a change that is only thought of; does nothing without memory. */
static void with_change(struct pci_dev *pdev, u16 num_vfs,
			void (*look)(struct vf_change *change))
{
	struct sriov_pf *pf = sriov_pf_get(pdev);
	struct vf_change *change;

	if (!pf)
		return;

	change = kzalloc(sizeof(*change), GFP_KERNEL);
	if (change) {
		change->pf = pf;
		change->num_vfs = num_vfs;
		look(change);
		kfree(change);
	}
	put_device(&pf->dev);
}

static void log_what_is_waited_for(struct vf_change *change)
{
	if (may_disable(change) == -EBUSY)
		pci_warn(change->pf->pdev, "waiting for this to end: %s\n",
			 change->why);
}

static void log_claim(struct vf_change *change)
{
	struct pci_dev *pdev = change->pf->pdev;

	if (pci_num_vf(pdev))
		pci_info(pdev, "claimed, with %d VFs\n", pci_num_vf(pdev));
	else if (may_enable(change))
		pci_info(pdev, "claimed, no VFs can be enabled: %s\n",
			 change->why);
	else
		pci_info(pdev, "claimed, up to %u VFs can be enabled\n",
			 sriov_max_num_vfs(&change->info, &change->facts));
}

/* What max_num_vfs says, and if that is 0, why. */
void sriov_pf_log_claim(struct pci_dev *pdev)
{
	with_change(pdev, 1, log_claim);
}

/* For a driver that leaves: it cannot be refused, so it waits and says so. */
void sriov_pf_disable(struct pci_dev *pdev)
{
	if (!pci_num_vf(pdev))
		return;

	with_change(pdev, 0, log_what_is_waited_for);
	pci_disable_sriov(pdev);
}

/*
 * When the machine goes down nobody can be waited for. VFs that somebody may
 * hold stay as they are: the next kernel clears VF Enable when it finds the PF.
 */
void sriov_pf_shut_down(struct pci_dev *pdev)
{
	struct pci_dev *held;

	if (!pci_num_vf(pdev))
		return;

	held = next_vfio_vf(pdev, NULL);
	if (held || pci_vfs_assigned(pdev))
		pci_info(pdev, "%d VFs stay enabled, they may be in use\n",
			 pci_num_vf(pdev));
	else
		pci_disable_sriov(pdev);
	pci_dev_put(held);
}

int sriov_enable_init(void)
{
	sriov_wq = alloc_workqueue("sriov_pf", WQ_UNBOUND, 0);
	return sriov_wq ? 0 : -ENOMEM;
}

/* [destroy] Once there are no more PFs, and so no more requests. */
void sriov_enable_exit(void)
{
	destroy_workqueue(sriov_wq);
}
