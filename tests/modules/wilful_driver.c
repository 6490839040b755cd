// SPDX-License-Identifier: GPL-2.0
/*
 * A driver of a PF that takes long, or does not do what it is asked to, as drivers
 * may. It binds only by driver_override.
 */
#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/pci.h>

static bool hold;
module_param(hold, bool, 0644);
MODULE_PARM_DESC(hold, "while set, probing does not end, and the device's lock is held");

static bool probing;
module_param(probing, bool, 0444);
MODULE_PARM_DESC(probing, "a device is being probed");

static bool busy;
module_param(busy, bool, 0644);
MODULE_PARM_DESC(busy, "while set, the number of VFs is not changed yet");

static bool linger;
module_param(linger, bool, 0644);
MODULE_PARM_DESC(linger, "while set, enabling VFs does not end although they are there");

static int fail;
module_param(fail, int, 0644);
MODULE_PARM_DESC(fail, "the errno that enabling VFs ends with once they are there");

static ushort not_yet;
module_param(not_yet, ushort, 0644);
MODULE_PARM_DESC(not_yet, "how many more times enabling VFs ends with EAGAIN");

static ushort fewer;
module_param(fewer, ushort, 0644);
MODULE_PARM_DESC(fewer, "how many VFs fewer are enabled than were asked for");

static void wait_while(const bool *flag)
{
	while (READ_ONCE(*flag))
		msleep(20);
}

static int wilful_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	probing = true;
	wait_while(&hold);
	probing = false;
	return 0;
}

static void wilful_remove(struct pci_dev *pdev)
{
	pci_disable_sriov(pdev);
}

static int enable(struct pci_dev *pdev, int num_vfs)
{
	int err;

	if (not_yet) {
		not_yet--;
		return -EAGAIN;
	}
	err = pci_enable_sriov(pdev, num_vfs);
	wait_while(&linger);
	if (!err)
		err = -fail;
	return err ? err : num_vfs;
}

static int wilful_configure(struct pci_dev *pdev, int num_vfs)
{
	wait_while(&busy);
	if (num_vfs)
		return enable(pdev, num_vfs - fewer);

	pci_disable_sriov(pdev);
	return 0;
}

static struct pci_driver wilful_driver = {
	.name = "wilful",
	.probe = wilful_probe,
	.remove = wilful_remove,
	.sriov_configure = wilful_configure,
};
module_pci_driver(wilful_driver);

MODULE_DESCRIPTION("Test module: a PF's driver with a will of its own");
MODULE_LICENSE("GPL");
