/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Differences between kernels that headers do not show. Only this file compares
 * versions. The comparison is pure, so that a table can test it.
 */
#ifndef SRIOV_PF_COMPAT_H
#define SRIOV_PF_COMPAT_H

#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/types.h>
#include <linux/version.h>

/* Versions from @first on, and before @end */
struct sriov_version_range {
	u32 first;
	u32 end;
};

/**
 * sriov_numvfs_holds_rescan_lock() - does the kernel's own sriov_numvfs hold
 *	the PCI rescan lock while it calls the PF's driver?
 * @version: the kernel's, as LINUX_VERSION_CODE has it
 *
 * From 6.17.4 on, and in stable kernels of that time, sriov_add_vfs() and
 * sriov_del_vfs() take the lock themselves (commit 05703271c3cd). A caller that
 * holds the lock then waits for itself. From the versions below on, sriov_numvfs
 * takes the lock instead (commits 2fa119c0e5e5 and a5338e365c45). Distributions
 * that hide the sublevel may have backported any of these commits or none: for them
 * the answer is false, which is always safe.
 *
 * Return: true if sriov_numvfs is known to hold the lock; false if it does not, or
 * if that is unknown.
 */
static inline bool sriov_numvfs_holds_rescan_lock(u32 version)
{
	static const struct sriov_version_range known[] = {
		{ KERNEL_VERSION(6, 1, 165), KERNEL_VERSION(6, 2, 0) },
		{ KERNEL_VERSION(6, 12, 75), KERNEL_VERSION(6, 13, 0) },
		{ KERNEL_VERSION(6, 18, 16), KERNEL_VERSION(6, 19, 0) },
		{ KERNEL_VERSION(6, 19, 6), KERNEL_VERSION(6, 20, 0) },
		{ KERNEL_VERSION(7, 0, 0), U32_MAX },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(known); i++)
		if (version >= known[i].first && version < known[i].end)
			return true;
	return false;
}

#ifdef __KERNEL__

#include <linux/device.h>
#include <linux/log2.h>
#include <linux/pci.h>
#include <linux/sizes.h>
#include <linux/string.h>

/**
 * has_driver_override() - does a device's driver_override name this driver?
 * @pdev: the device
 * @driver: the driver
 *
 * Never waits. Kernels that protect driver_override by the device lock may hold that
 * lock for long.
 *
 * Return: true if it names @driver; false if not, or if the device lock is held.
 */
static inline bool has_driver_override(struct pci_dev *pdev,
				       const struct device_driver *driver)
{
#if defined(DEVICE_HAS_DRIVER_OVERRIDE) && defined(__CHECKER__)
	/* sparse reports the guard() in this function as a lock imbalance. */
	return false;
#elif defined(DEVICE_HAS_DRIVER_OVERRIDE)
	return device_match_driver_override(&pdev->dev, driver) > 0;
#else
	bool match;

	if (!device_trylock(&pdev->dev))
		return false;

	match = pdev->driver_override &&
		!strcmp(pdev->driver_override, driver->name);
	device_unlock(&pdev->dev);
	return match;
#endif
}

/**
 * init_driver_override() - name the driver of a device that is being added
 * @pdev: the device; no driver has been looked for yet
 * @name: the driver's name
 *
 * Takes the lock that protects driver_override: a spinlock, or the lock of @pdev.
 * Nobody holds either while a device is being added.
 *
 * Return: 0, also if driver_override is set already, which then stays; -ENOMEM.
 */
static inline int init_driver_override(struct pci_dev *pdev, const char *name)
{
#if defined(DEVICE_HAS_DRIVER_OVERRIDE) && defined(__CHECKER__)
	return 0;
#elif defined(DEVICE_HAS_DRIVER_OVERRIDE)
	if (device_has_driver_override(&pdev->dev))
		return 0;

	return device_set_driver_override(&pdev->dev, name);
#else
	if (READ_ONCE(pdev->driver_override))
		return 0;

	return driver_set_override(&pdev->dev, &pdev->driver_override, name,
				   strlen(name));
#endif
}

/* Whether this kernel can resize VF BARs: 6.17 on */
#ifdef HAS_VF_BAR_RESIZE
#define CAN_RESIZE_VF_BARS	true
#else
#define CAN_RESIZE_VF_BARS	false
#endif

/**
 * kernel_resize_vf_bar() - set the size of a VF BAR
 * @pdev: the PF
 * @slot: the VF BAR's first slot
 * @size: bytes for one VF, a power of two from 1 MiB on
 *
 * Return: 0; -EBUSY while VF MSE is set; -EINVAL for a size that the device does
 * not support; -EOPNOTSUPP if the kernel cannot do it.
 */
static inline int kernel_resize_vf_bar(struct pci_dev *pdev, unsigned int slot,
				       u64 size)
{
#ifdef HAS_VF_BAR_RESIZE
	return pci_iov_vf_bar_set_size(pdev, PCI_IOV_RESOURCES + slot,
				       ilog2(size) - ilog2(SZ_1M));
#else
	return -EOPNOTSUPP;
#endif
}

#endif /* __KERNEL__ */

#endif
