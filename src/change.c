// SPDX-License-Identifier: GPL-2.0
/*
 * One change of a PF's number of VFs: judged by the checks, made by the PF's
 * driver, reported in last_error, in the kernel log and by a uevent.
 *
 * Words in brackets are steps of the model in tests/proof/locks.pml.
 */
#define dev_fmt(fmt) "sriov_pf: " fmt

#include <linux/err.h>
#include <linux/pci.h>
#include <linux/slab.h>

#include "change.h"
#include "facts.h"
#include "pf.h"
#include "restore.h"
#include "uevent.h"

/* What all checks need, for what they warn of explains a failure of the driver. */
static void gather(struct sriov_pf_change *change)
{
	sriov_pf_gather_facts(change->pf, SRIOV_PF_NEEDS_OF_CHANGE, &change->info,
			      &change->facts);
}

/* VFs can be removed even from a device that does not answer any more. */
static int judge_disabling(struct sriov_pf_change *change)
{
	bool answers = !sriov_pf_read_info(change->pf, &change->info);
	int err = 0;

	if (!answers)
		change->info = change->pf->info;
	gather(change);
	if (answers)
		err = sriov_pf_check_vf_location(&change->info, &change->facts,
						 change->why);
	if (err)
		return err;

	return sriov_pf_check_change(&change->info, &change->facts, 0,
				     change->why);
}

static int judge_enabling(struct sriov_pf_change *change)
{
	int err = sriov_pf_read_info(change->pf, &change->info);

	if (err) {
		scnprintf(change->why, sizeof(change->why),
			  "the device does not answer");
		return err;
	}
	gather(change);
	return sriov_pf_check_change(&change->info, &change->facts,
				     change->num_vfs, change->why);
}

/*
 * [check] Fills @change->info and @change->facts.
 *
 * Return: 0 if the change can be made; else what sriov_pf_check_change() returns,
 * or -ENODEV for a device that is gone, with @change->why filled.
 */
int sriov_pf_judge_change(struct sriov_pf_change *change)
{
	return change->num_vfs ? judge_enabling(change) :
				 judge_disabling(change);
}

static int driver_configure(struct pci_dev *pdev, u16 num_vfs)
{
	struct pci_driver *driver = pdev->driver;

	/* Our own would judge the change a second time. */
	if (driver->sriov_configure == sriov_pf_configure)
		return pci_sriov_configure_simple(pdev, num_vfs);

	return driver->sriov_configure(pdev, num_vfs);
}

/* No check predicted the failure: what the checks warn of may be the cause. */
static void explain_failure(struct sriov_pf_change *change, const char *driver)
{
	size_t len = scnprintf(change->why, sizeof(change->why),
			       "%s failed to set %u VFs, see the kernel log",
			       driver, change->num_vfs);

	sriov_pf_describe_warnings(&change->info, &change->facts,
				   change->why + len,
				   sizeof(change->why) - len);
}

/* [configure] Calls the PF's driver. After a failure no VFs are left. */
static int configure(struct sriov_pf_change *change)
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

/* Returns @err. */
int sriov_pf_report_change(const struct sriov_pf_change *change, int err)
{
	if (err)
		pci_err(change->pf->pdev, "%s\n", change->why);
	sriov_pf_set_error(change->pf, err, change->why);
	sriov_pf_uevent_num_vfs(change->pf);
	return err;
}

/* The caller holds the PF's device lock. */
int sriov_pf_make_change(struct sriov_pf_change *change)
{
	struct sriov_pf *pf = change->pf;
	int err;

	device_lock_assert(&pf->pdev->dev);
	err = sriov_pf_judge_change(change);
	if (err)
		return sriov_pf_report_change(change, err);

	WRITE_ONCE(pf->changing_to, change->num_vfs);
	err = configure(change);
	WRITE_ONCE(pf->changing_to, -1);
	return sriov_pf_report_change(change, err);
}

/* For sriov_pf_change_free(); ERR_PTR(-ENODEV) for a device that has no object. */
struct sriov_pf_change *sriov_pf_change_create(struct pci_dev *pdev,
					       u16 num_vfs)
{
	struct sriov_pf *pf = sriov_pf_get(pdev);
	struct sriov_pf_change *change;

	if (!pf)
		return ERR_PTR(-ENODEV);

	change = kzalloc(sizeof(*change), GFP_KERNEL);
	if (!change) {
		sriov_pf_put(pf);
		return ERR_PTR(-ENOMEM);
	}
	change->pf = pf;
	change->num_vfs = num_vfs;
	return change;
}

void sriov_pf_change_free(struct sriov_pf_change *change)
{
	sriov_pf_put(change->pf);
	kfree(change);
}

/*
 * The sriov_configure of our driver. The kernel's sriov_numvfs calls it with the
 * device lock held and, depending on the kernel's version, with the rescan lock.
 * So it takes neither. It holds no lock of ours either, because the probing of
 * VFs calls back into this module.
 */
int sriov_pf_configure(struct pci_dev *pdev, int num_vfs)
{
	struct sriov_pf_change *change = sriov_pf_change_create(pdev, num_vfs);
	int err;

	if (IS_ERR(change))
		return PTR_ERR(change);

	err = sriov_pf_make_change(change);
	sriov_pf_change_free(change);
	return err ?: num_vfs;
}
