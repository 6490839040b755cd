/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_SYSFS_VF_BAR_H
#define SRIOV_PF_SYSFS_VF_BAR_H

struct attribute_group;
struct sriov_pf;

void sriov_pf_sysfs_vf_bar_init(void);
const struct attribute_group **
sriov_pf_sysfs_vf_bar_add(const struct sriov_pf *pf,
			  const struct attribute_group **next);

#endif
