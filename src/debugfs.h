/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_DEBUGFS_H
#define SRIOV_PF_DEBUGFS_H

struct sriov_pf;

void sriov_pf_debugfs_init(void);
void sriov_pf_debugfs_exit(void);
void sriov_pf_debugfs_add(struct sriov_pf *pf);
void sriov_pf_debugfs_remove(struct sriov_pf *pf);

#endif
