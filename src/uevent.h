/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_UEVENT_H
#define SRIOV_PF_UEVENT_H

struct sriov_pf;

void sriov_pf_uevent_added(struct sriov_pf *pf);
void sriov_pf_uevent_driver(struct sriov_pf *pf);
void sriov_pf_uevent_num_vfs(struct sriov_pf *pf);
void sriov_pf_uevent_schedule_recount(void);
void sriov_pf_uevent_stop(void);

#endif
