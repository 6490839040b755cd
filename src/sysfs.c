// SPDX-License-Identifier: GPL-2.0
/*
 * What a PF shows in sysfs.
 *
 *	/sys/class/sriov_pf/<domain:bus:device.function>/
 *	├── capability_offset, capability_version, registers, serial_number
 *	├── initial_vfs, total_vfs, vf_offset, vf_stride, vf_device_id,
 *	│   function_dependency_link, supported_page_sizes, system_page_size
 *	├── capabilities/		raw and each bit
 *	├── control/			raw and each bit
 *	├── status/			raw and each bit
 *	├── vf_migration_state_array/	bir, offset
 *	├── vf_bar<n>/			one for each VF BAR there is
 *	├── num_vfs, max_num_vfs, last_error, vf_driver_override, verdicts
 *	└── checks/			what can stand in the way of VFs
 *
 * docs/ABI describes each file. Fields that never change are shown as they were
 * when the PF was first seen. The others are read from the device, one access
 * for each dword that the file needs. No file takes a lock of the PCI core or of
 * a driver, so reading never waits for either.
 */
#include <linux/sysfs.h>

#include "pf.h"
#include "sysfs.h"
#include "sysfs_checks.h"
#include "sysfs_fields.h"
#include "sysfs_num_vfs.h"
#include "sysfs_vf_bar.h"

/* Before any PF is registered */
void sriov_pf_sysfs_init(void)
{
	sriov_pf_sysfs_fields_init();
	sriov_pf_sysfs_checks_init();
	sriov_pf_sysfs_vf_bar_init();
}

/*
 * A PF gets only the directories that have a file in them: on kernels before 6.9
 * a group without visible attributes is an empty directory.
 */
void sriov_pf_sysfs_choose_groups(struct sriov_pf *pf)
{
	const struct attribute_group **next = pf->groups;

	next = sriov_pf_sysfs_fields_add(pf, next);
	next = sriov_pf_sysfs_vf_bar_add(pf, next);
	*next++ = &sriov_pf_num_vfs_group;
	*next++ = &sriov_pf_verdicts_group;
	*next++ = &sriov_pf_checks_group;
}

static void get_polled(struct sriov_pf *pf, const char *name,
		       struct kernfs_node **file)
{
	/* Pairs with the acquire in sriov_pf_wake_pollers(). */
	smp_store_release(file, sysfs_get_dirent(pf->dev.kobj.sd, name));
}

/* After the PF's files have been made, and before userspace is told of them */
void sriov_pf_sysfs_get_polled(struct sriov_pf *pf)
{
	get_polled(pf, "num_vfs", &pf->num_vfs_node);
	get_polled(pf, "last_error", &pf->last_error_node);
}
