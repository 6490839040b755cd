// SPDX-License-Identifier: GPL-2.0
/*
 * The PCI driver "sriov-pf": for PFs that have no driver of their own. It
 * binds those that it is told of and never takes a device from another driver.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt
#define dev_fmt(fmt) "sriov_pf: " fmt

#include <linux/module.h>
#include <linux/pci.h>

#include "compat.h"
#include "ids.h"
#include "pf.h"

static char *ids;
module_param(ids, charp, 0444);
MODULE_PARM_DESC(ids, "PFs to bind: vendor:device[:subvendor[:subdevice[:class[:class_mask]]]],... in hexadecimal");

static bool driver_managed_dma;
module_param(driver_managed_dma, bool, 0444);
MODULE_PARM_DESC(driver_managed_dma, "Let userspace have devices that share an IOMMU group with a PF of ours; without ACS they may reach the PF (default N)");

/*
 * PFs that the kernel has only a stub for. There is no MODULE_DEVICE_TABLE:
 * the module is never loaded for a device by itself.
 */
static const struct pci_device_id sriov_pf_ids[] = {
	{ PCI_VDEVICE(AMAZON, 0x0053) },
	{ }
};

/*
 * VFs want their PF in D0. Nobody else says so to the PCI core, which would
 * take the PF for asleep, and a reset for waking it: it would then write the
 * VF BARs, which must not be while VFs are enabled (9.3.3.14). If VFs are there
 * already, the PF is awake, and setting the state would write the VF BARs.
 */
static int wake(struct pci_dev *pdev)
{
	if (!pci_num_vf(pdev))
		return pci_set_power_state(pdev, PCI_D0);

	pdev->current_state = PCI_D0;
	return 0;
}

static int claim(struct pci_dev *pdev)
{
	int err = wake(pdev);

	if (err)
		pci_err(pdev, "not bound: cannot be woken: %pe\n",
			ERR_PTR(err));
	else
		sriov_pf_log_claim(pdev);
	return err;
}

static int sriov_pf_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	const char *why;

	if (pdev->is_physfn)
		return claim(pdev);
	if (pdev->is_virtfn)
		why = "it is a VF";
	else if (pci_find_ext_capability(pdev, PCI_EXT_CAP_ID_SRIOV))
		why = "the kernel turned down its SR-IOV capability";
	else
		why = "it has no SR-IOV capability";
	pci_err(pdev, "not bound: %s\n", why);
	return -ENODEV;
}

/* VFs do not outlive the driver that enabled them. */
static void sriov_pf_remove(struct pci_dev *pdev)
{
	sriov_pf_disable(pdev);
}

static struct pci_driver sriov_pf_driver = {
	.name = "sriov-pf",
	.id_table = sriov_pf_ids,
	.probe = sriov_pf_probe,
	.remove = sriov_pf_remove,
	.shutdown = sriov_pf_shut_down,
	.sriov_configure = sriov_pf_configure,
};

static void add_id(char *entry)
{
	struct pf_id id;
	int err;

	if (pf_id_parse(entry, &id)) {
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

static int __init sriov_pf_module_init(void)
{
	int err = sriov_enable_init();

	if (err)
		return err;

	err = sriov_pf_init();
	if (err)
		goto exit_enable;

	sriov_pf_driver.driver_managed_dma = driver_managed_dma;
	err = pci_register_driver(&sriov_pf_driver);
	if (err)
		goto exit_pf;

	add_ids();
	return 0;

exit_pf:
	sriov_pf_exit();
exit_enable:
	sriov_enable_exit();
	return err;
}
module_init(sriov_pf_module_init);

/* driver_override outlives us, and keeps every other driver from the PF. */
static int warn_if_claimed(struct device *dev, void *unused)
{
	struct pci_dev *pdev = to_sriov_pf(dev)->pdev;

	if (has_driver_override(pdev, &sriov_pf_driver.driver))
		pci_warn(pdev, "stays claimed: no other driver can bind it until \"sriovctl release %s\", or an empty line is written to its driver_override\n",
			 pci_name(pdev));
	return 0;
}

static void __exit sriov_pf_module_exit(void)
{
	sriov_pf_for_each(warn_if_claimed);
	/* [unbind] */
	pci_unregister_driver(&sriov_pf_driver);
	sriov_pf_exit();
	sriov_enable_exit();
}
module_exit(sriov_pf_module_exit);

MODULE_DESCRIPTION("SR-IOV Physical Functions: every register in sysfs, VFs enabled safely");
MODULE_VERSION(SRIOV_PF_VERSION);
MODULE_LICENSE("GPL");
