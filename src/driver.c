// SPDX-License-Identifier: GPL-2.0
/*
 * The PCI driver "sriov-pf", for PFs that have no driver of their own. It binds
 * only devices that the administrator names, and never takes a device from
 * another driver.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt
#define dev_fmt(fmt) "sriov_pf: " fmt

#include <linux/err.h>
#include <linux/module.h>
#include <linux/pci.h>

#include "change.h"
#include "compat.h"
#include "driver.h"
#include "function.h"
#include "ids.h"
#include "pf.h"

static char *ids;
module_param(ids, charp, 0444);
MODULE_PARM_DESC(ids, "PFs to bind: vendor:device[:subvendor[:subdevice[:class[:class_mask]]]],... in hexadecimal");

static bool driver_managed_dma;
module_param(driver_managed_dma, bool, 0444);
MODULE_PARM_DESC(driver_managed_dma, "Let userspace have devices that share an IOMMU group with a PF bound to sriov-pf; without ACS they may reach the PF (default N)");

/*
 * PFs for which the kernel has only a stub. There is no MODULE_DEVICE_TABLE, so
 * that udev never loads the module for a device.
 */
static const struct pci_device_id sriov_pf_ids[] = {
	{ PCI_VDEVICE(AMAZON, 0x0053) },
	{ }
};

/*
 * VFs need their PF in D0. The PCI core does not know the PF's power state until
 * somebody sets it, and would treat a reset as waking the PF. It would then write
 * the VF BARs, which must not change while VFs are enabled (9.3.3.14). If there
 * are VFs already, the PF is awake, and setting the state would write the VF BARs.
 */
static int wake(struct pci_dev *pdev)
{
	if (!pci_num_vf(pdev))
		return pci_set_power_state(pdev, PCI_D0);

	pdev->current_state = PCI_D0;
	return 0;
}

/* Logs max_num_vfs and, if that is 0, why. */
static void log_claim(struct pci_dev *pdev)
{
	struct sriov_pf_change *change = sriov_pf_change_create(pdev, 1);

	if (IS_ERR(change))
		return;

	if (pci_num_vf(pdev))
		pci_info(pdev, "claimed, with %d VFs\n", pci_num_vf(pdev));
	else if (sriov_pf_judge_change(change))
		pci_info(pdev, "claimed, no VFs can be enabled: %s\n",
			 change->why);
	else
		pci_info(pdev, "claimed, up to %u VFs can be enabled\n",
			 sriov_pf_max_num_vfs(&change->info, &change->facts));
	sriov_pf_change_free(change);
}

static int claim(struct pci_dev *pdev)
{
	int err = wake(pdev);

	if (err) {
		pci_err(pdev, "cannot bind: waking the device failed: %pe\n",
			ERR_PTR(err));
		return err;
	}
	log_claim(pdev);
	return 0;
}

static const char *why_no_pf(struct pci_dev *pdev)
{
	if (pdev->is_virtfn)
		return "it is a VF";
	if (pci_find_ext_capability(pdev, PCI_EXT_CAP_ID_SRIOV))
		return "the kernel rejected its SR-IOV capability";
	return "it has no SR-IOV capability";
}

static int sriov_pf_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	if (pdev->is_physfn)
		return claim(pdev);

	pci_err(pdev, "cannot bind: %s\n", why_no_pf(pdev));
	return -ENODEV;
}

static void log_vf_in_use(struct pci_dev *pdev)
{
	struct sriov_pf_change *change = sriov_pf_change_create(pdev, 0);

	if (IS_ERR(change))
		return;

	if (sriov_pf_judge_change(change) == -EBUSY)
		pci_warn(pdev, "waiting for VFs to be released: %s\n", change->why);
	sriov_pf_change_free(change);
}

/*
 * The driver disables the VFs that it enabled. A driver cannot refuse to leave, so
 * this waits for whoever uses a VF, and says so first.
 */
static void sriov_pf_remove(struct pci_dev *pdev)
{
	if (!pci_num_vf(pdev))
		return;

	log_vf_in_use(pdev);
	pci_disable_sriov(pdev);
}

/*
 * The drivers of VFs have been shut down before, and not all can be removed after that:
 * igbvf waits for ever if its interface was up. A vfio driver would wait for userspace.
 * So VFs stay enabled if one of them has a driver: the next kernel clears VF Enable when
 * it finds the PF.
 */
static void sriov_pf_shutdown(struct pci_dev *pdev)
{
	struct pci_dev *vf;

	if (!pci_num_vf(pdev))
		return;

	vf = sriov_pf_next_vf(pdev, NULL, sriov_pf_has_driver);
	if (vf || pci_vfs_assigned(pdev))
		pci_info(pdev, "%d VFs stay enabled, they may be in use\n",
			 pci_num_vf(pdev));
	else
		pci_disable_sriov(pdev);
	pci_dev_put(vf);
}

static struct pci_driver sriov_pf_driver = {
	.name = "sriov-pf",
	.id_table = sriov_pf_ids,
	.probe = sriov_pf_probe,
	.remove = sriov_pf_remove,
	.shutdown = sriov_pf_shutdown,
	.sriov_configure = sriov_pf_configure,
};

static void add_id(char *entry)
{
	struct sriov_pf_id id;
	int err;

	if (sriov_pf_id_parse(entry, &id)) {
		pr_warn("ids=: entry skipped, it is not vendor:device[:subvendor[:subdevice[:class[:class_mask]]]] in hexadecimal\n");
		return;
	}
	err = pci_add_dynid(&sriov_pf_driver, id.vendor, id.device,
			    id.subvendor, id.subdevice, id.class,
			    id.class_mask, 0);
	if (err)
		pr_warn("ids=: cannot add %04x:%04x: %pe\n", id.vendor,
			id.device, ERR_PTR(err));
}

static void add_ids(void)
{
	char *rest = ids;
	char *entry;

	while ((entry = strsep(&rest, ",")))
		if (*entry)
			add_id(entry);
}

int sriov_pf_driver_init(void)
{
	int err;

	sriov_pf_driver.driver_managed_dma = driver_managed_dma;
	err = pci_register_driver(&sriov_pf_driver);
	if (!err)
		add_ids();
	return err;
}

/* driver_override stays when the driver goes, and no other driver can bind. */
static int warn_if_claimed(struct device *dev, void *unused)
{
	struct pci_dev *pdev = to_sriov_pf(dev)->pdev;

	if (has_driver_override(pdev, &sriov_pf_driver.driver))
		pci_warn(pdev, "still claimed: no other driver can bind it until driver_override is cleared, for example by \"sriovctl release %s\"\n",
			 pci_name(pdev));
	return 0;
}

void sriov_pf_driver_exit(void)
{
	sriov_pf_for_each(warn_if_claimed);
	/* [unbind] */
	pci_unregister_driver(&sriov_pf_driver);
}
