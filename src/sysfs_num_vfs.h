/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_SYSFS_NUM_VFS_H
#define SRIOV_PF_SYSFS_NUM_VFS_H

struct attribute_group;

extern const struct attribute_group sriov_pf_num_vfs_group;

#endif
