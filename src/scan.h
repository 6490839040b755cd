/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_SCAN_H
#define SRIOV_PF_SCAN_H

int sriov_pf_scan_init(void);
void sriov_pf_scan_exit(void);

#endif
