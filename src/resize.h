/* SPDX-License-Identifier: GPL-2.0 */
/* Changing the size of VF BARs. */
#ifndef SRIOV_PF_RESIZE_H
#define SRIOV_PF_RESIZE_H

#include <linux/types.h>

struct sriov_pf;

int sriov_pf_resize_vf_bar(struct sriov_pf *pf, unsigned int slot, u64 size);

#endif
