/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_RESTORE_H
#define SRIOV_PF_RESTORE_H

#include <linux/types.h>

struct sriov_info;
struct sriov_pf;

u64 sriov_pf_vf_bar_size_to_use(const struct sriov_pf *pf, unsigned int slot,
				const struct sriov_info *info);
void sriov_pf_restore(struct sriov_pf *pf, const struct sriov_info *info);

#endif
