/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_SYSFS_CHECKS_H
#define SRIOV_PF_SYSFS_CHECKS_H

struct attribute_group;

extern const struct attribute_group sriov_pf_checks_group;
extern const struct attribute_group sriov_pf_verdicts_group;

void sriov_pf_sysfs_checks_init(void);

#endif
