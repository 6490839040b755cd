/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_VF_BAR_H
#define SRIOV_PF_VF_BAR_H

#include <linux/types.h>

struct sriov_pf;

bool sriov_pf_vf_bar_is_sized(const struct sriov_pf *pf, unsigned int slot);
u64 sriov_pf_vf_bar_size(const struct sriov_pf *pf, unsigned int slot);
u64 sriov_pf_vf_bar_aperture(const struct sriov_pf *pf, unsigned int slot);
u64 sriov_pf_vf_bar_max_vfs(const struct sriov_pf *pf, unsigned int slot);
unsigned int sriov_pf_find_vf_bars(struct sriov_pf *pf, bool fresh);
void sriov_pf_init_vf_bar_sizes(struct sriov_pf *pf);
void sriov_pf_update_vf_bar_sizes(struct sriov_pf *pf);

#endif
