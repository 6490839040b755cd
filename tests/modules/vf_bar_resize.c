// SPDX-License-Identifier: GPL-2.0
/*
 * Resizes a VF BAR when it is loaded, as drivers of GPUs do. Loading fails with the
 * error of the kernel.
 */
#include <linux/module.h>
#include <linux/pci.h>

static char *pf;
module_param(pf, charp, 0444);
MODULE_PARM_DESC(pf, "the PF's address, as 0000:01:00.0");

static int bar;
module_param(bar, int, 0444);
MODULE_PARM_DESC(bar, "the VF BAR's slot");

static int size;
module_param(size, int, 0444);
MODULE_PARM_DESC(size, "n for 2^n MiB");

static int __init vf_bar_resize_init(void)
{
	struct device *dev = bus_find_device_by_name(&pci_bus_type, NULL, pf);
	int err;

	if (!dev)
		return -ENODEV;

	device_lock(dev);
	err = pci_iov_vf_bar_set_size(to_pci_dev(dev), PCI_IOV_RESOURCES + bar,
				      size);
	device_unlock(dev);
	put_device(dev);
	return err;
}
module_init(vf_bar_resize_init);

static void __exit vf_bar_resize_exit(void)
{
}
module_exit(vf_bar_resize_exit);

MODULE_DESCRIPTION("Test module: a driver that resizes VF BARs");
MODULE_LICENSE("GPL");
