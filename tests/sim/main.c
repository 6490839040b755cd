// SPDX-License-Identifier: GPL-2.0
/*
 * sriov_sim: a software PCI host bridge, for tests.
 *
 * Its devices are images of 4 KiB of configuration space. The kernel's own PCI
 * core scans them, sizes their BARs, accepts or refuses their SR-IOV
 * capability and binds drivers to them. No BAR has memory behind it: a driver
 * that wants more of a device than its configuration space finds nothing.
 */
#include <linux/module.h>

#include "host.h"

static int __init sim_init(void)
{
	int err;

	sim_debugfs_init();
	err = sim_configfs_init();
	if (err)
		sim_debugfs_exit();
	return err;
}
module_init(sim_init);

static void __exit sim_exit(void)
{
	sim_configfs_exit();
	sim_debugfs_exit();
	sim_bridge_exit();
}
module_exit(sim_exit);

MODULE_DESCRIPTION("A software PCI host bridge with SR-IOV devices, for tests");
MODULE_LICENSE("GPL");
