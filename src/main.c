// SPDX-License-Identifier: GPL-2.0
/* Loading and unloading of the module. */
#include <linux/module.h>

#include "driver.h"
#include "pf.h"
#include "scan.h"
#include "sysfs.h"

static int __init sriov_pf_module_init(void)
{
	int err = sriov_pf_init();

	if (err)
		return err;

	sriov_pf_sysfs_init();
	err = sriov_pf_scan_init();
	if (err)
		goto exit_pf;

	err = sriov_pf_driver_init();
	if (err)
		goto exit_scan;

	return 0;

exit_scan:
	sriov_pf_scan_exit();
exit_pf:
	sriov_pf_exit();
	return err;
}
module_init(sriov_pf_module_init);

static void __exit sriov_pf_module_exit(void)
{
	sriov_pf_driver_exit();
	sriov_pf_scan_exit();
	sriov_pf_exit();
}
module_exit(sriov_pf_module_exit);

MODULE_DESCRIPTION("SR-IOV Physical Functions: every register in sysfs, VFs enabled safely");
MODULE_VERSION(SRIOV_PF_VERSION);
MODULE_LICENSE("GPL");
