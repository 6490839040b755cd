// SPDX-License-Identifier: GPL-2.0
/*
 * The PCI driver "sriov-pf": for PFs that have no driver of their own. It
 * binds those that it is told of and never takes a device from another driver.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/pci.h>

#include "ids.h"
#include "pf.h"

static char *ids;
module_param(ids, charp, 0444);
MODULE_PARM_DESC(ids, "PFs to bind: vendor:device[:subvendor[:subdevice[:class[:class_mask]]]],... in hexadecimal");

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
 * VF BARs, which must not be while VFs are enabled (9.3.3.14).
 */
static int claim(struct pci_dev *pdev)
{
	int err = pci_set_power_state(pdev, PCI_D0);

	if (err)
		pci_err(pdev, "not bound: cannot be woken: error %d\n", err);
	else
		pci_info(pdev, "claimed, %d VFs can be enabled\n",
			 pci_sriov_get_totalvfs(pdev));
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
	.shutdown = sriov_pf_remove,
	.sriov_configure = sriov_pf_configure,
	/* It does no DMA: a VF in the PF's IOMMU group may go to userspace. */
	.driver_managed_dma = true,
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
		pr_warn("ids=: cannot add %04x:%04x: error %d\n", id.vendor,
			id.device, err);
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

static void __exit sriov_pf_module_exit(void)
{
	pci_unregister_driver(&sriov_pf_driver);
	sriov_pf_exit();
	sriov_enable_exit();
}
module_exit(sriov_pf_module_exit);

MODULE_DESCRIPTION("SR-IOV Physical Functions: every register in sysfs, VFs enabled safely");
MODULE_VERSION(SRIOV_PF_VERSION);
MODULE_LICENSE("GPL");
