/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What differs between kernels in ways that no header tells. The only place
 * where versions are compared; pure, so that it can be tested as a table.
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
 * sriov_del_vfs() took the lock themselves: whoever held it waited for itself
 * (commit 05703271c3cd). Commits 2fa119c0e5e5 and a5338e365c45 have sriov_numvfs
 * take it instead, from the versions below on. Distributions that hide the
 * sublevel have backported the one, the other or neither: they get the answer
 * that is always safe.
 *
 * Return: true if it is known to, so that everyone may; false if not, or if
 * that is unknown.
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
#include <linux/pci.h>
#include <linux/string.h>

/**
 * has_driver_override() - is a device's driver_override this driver?
 * @pdev: the device
 * @driver: the driver
 *
 * Nobody is waited for: kernels that keep it under the device lock may hold that
 * for long.
 *
 * Return: whether an administrator, or a rule, has set it so; false if that
 * cannot be told just now.
 */
static inline bool has_driver_override(struct pci_dev *pdev,
				       const struct device_driver *driver)
{
#if defined(DEVICE_HAS_DRIVER_OVERRIDE) && defined(__CHECKER__)
	/* sparse takes the guard() in this function for a lock that is kept. */
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

#endif /* __KERNEL__ */

#endif
