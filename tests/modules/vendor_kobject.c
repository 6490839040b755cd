// SPDX-License-Identifier: GPL-2.0
/*
 * Makes a directory "sriov" in the directory of a PF, as the vendors' versions of
 * mlx5_core, bnxt_en, i40e and ixgbe do. Loading fails if the name is taken.
 */
#include <linux/kobject.h>
#include <linux/module.h>
#include <linux/pci.h>

static int bus;
module_param(bus, int, 0444);
MODULE_PARM_DESC(bus, "the PF is device 0, function 0 of this bus");

static struct pci_dev *pdev;
static struct kobject *kobj;

static int __init vendor_kobject_init(void)
{
	pdev = pci_get_domain_bus_and_slot(0, bus, 0);
	if (!pdev)
		return -ENODEV;

	kobj = kobject_create_and_add("sriov", &pdev->dev.kobj);
	if (kobj)
		return 0;

	pci_dev_put(pdev);
	return -ENOMEM;
}
module_init(vendor_kobject_init);

static void __exit vendor_kobject_exit(void)
{
	kobject_put(kobj);
	pci_dev_put(pdev);
}
module_exit(vendor_kobject_exit);

MODULE_DESCRIPTION("Test module: a vendor driver's directory of VFs");
MODULE_LICENSE("GPL");
