/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_SYSFS_FIELDS_H
#define SRIOV_PF_SYSFS_FIELDS_H

struct attribute_group;
struct sriov_pf;

void sriov_pf_sysfs_fields_init(void);
const struct attribute_group **
sriov_pf_sysfs_fields_add(const struct sriov_pf *pf,
			  const struct attribute_group **next);

#endif
