// SPDX-License-Identifier: GPL-2.0
/*
 * A driver that behaves as one of the vfio family and has another name: it enables
 * the device and registers a child of class vfio-dev. The class belongs to the
 * kernel's vfio, which must not be loaded.
 */
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/slab.h>

static struct class vfio_dev_class = {
	.name = "vfio-dev",
};

static void child_release(struct device *dev)
{
	kfree(dev);
}

static struct device *add_child(struct device *parent)
{
	struct device *child = kzalloc(sizeof(*child), GFP_KERNEL);
	int err;

	if (!child)
		return ERR_PTR(-ENOMEM);

	child->class = &vfio_dev_class;
	child->parent = parent;
	child->release = child_release;
	dev_set_name(child, "vfio-%s", dev_name(parent));
	err = device_register(child);
	if (err) {
		put_device(child);
		return ERR_PTR(err);
	}
	return child;
}

static int quiet_vfio_probe(struct pci_dev *pdev,
			    const struct pci_device_id *id)
{
	int err = pci_enable_device(pdev);
	struct device *child;

	if (err)
		return err;

	child = add_child(&pdev->dev);
	if (IS_ERR(child)) {
		pci_disable_device(pdev);
		return PTR_ERR(child);
	}
	pci_set_drvdata(pdev, child);
	return 0;
}

static void quiet_vfio_remove(struct pci_dev *pdev)
{
	device_unregister(pci_get_drvdata(pdev));
	pci_disable_device(pdev);
}

/* Binds only by driver_override */
static const struct pci_device_id no_ids[] = {
	{ }
};

static struct pci_driver quiet_vfio_driver = {
	.name = "quiet",
	.id_table = no_ids,
	.probe = quiet_vfio_probe,
	.remove = quiet_vfio_remove,
};

/* A debug kernel releases the class up to four seconds late, and until then reads it. */
static void unregister_class(void)
{
	class_unregister(&vfio_dev_class);
	if (IS_ENABLED(CONFIG_DEBUG_KOBJECT_RELEASE))
		ssleep(10);
}

static int __init quiet_vfio_init(void)
{
	int err = class_register(&vfio_dev_class);

	if (err)
		return err;

	err = pci_register_driver(&quiet_vfio_driver);
	if (err)
		unregister_class();
	return err;
}
module_init(quiet_vfio_init);

static void __exit quiet_vfio_exit(void)
{
	pci_unregister_driver(&quiet_vfio_driver);
	unregister_class();
}
module_exit(quiet_vfio_exit);

MODULE_DESCRIPTION("Test module: a vfio driver of another name");
MODULE_LICENSE("GPL");
