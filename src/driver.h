/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_DRIVER_H
#define SRIOV_PF_DRIVER_H

int sriov_pf_driver_init(void);
void sriov_pf_driver_exit(void);

#endif
