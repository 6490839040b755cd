/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_SYSFS_H
#define SRIOV_PF_SYSFS_H

struct sriov_pf;

void sriov_pf_sysfs_init(void);
void sriov_pf_sysfs_choose_groups(struct sriov_pf *pf);
void sriov_pf_sysfs_get_polled(struct sriov_pf *pf);

#endif
