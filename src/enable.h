/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_ENABLE_H
#define SRIOV_PF_ENABLE_H

#include <linux/types.h>

struct sriov_pf;

int sriov_pf_set_num_vfs(struct sriov_pf *pf, u16 num_vfs);
int sriov_pf_set_vf_bar_size(struct sriov_pf *pf, unsigned int slot, u64 size);

#endif
