/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_VF_DRIVER_H
#define SRIOV_PF_VF_DRIVER_H

#include <linux/types.h>

struct pci_dev;
struct sriov_pf;

int sriov_pf_vf_driver_set(struct sriov_pf *pf, const char *name, size_t len);
void sriov_pf_vf_driver_apply(struct pci_dev *vf);

#endif
