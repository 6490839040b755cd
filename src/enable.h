/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_ENABLE_H
#define SRIOV_PF_ENABLE_H

#include <linux/types.h>

struct sriov_pf;

int sriov_pf_set_num_vfs(struct sriov_pf *pf, u16 num_vfs);

#endif
