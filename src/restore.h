/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_RESTORE_H
#define SRIOV_PF_RESTORE_H

struct sriov_info;
struct sriov_pf;

void sriov_pf_restore(struct sriov_pf *pf, const struct sriov_info *info);

#endif
