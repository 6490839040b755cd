/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_FUNCTION_H
#define SRIOV_PF_FUNCTION_H

#include <linux/types.h>

#include "check.h"

struct pci_dev;

bool sriov_pf_driver_name(struct pci_dev *pdev, char name[SRIOV_PF_NAME]);
bool sriov_pf_is_vfio(struct pci_dev *vf);
struct pci_dev *sriov_pf_next_vf(struct pci_dev *pdev, struct pci_dev *from);
struct pci_dev *sriov_pf_next_vfio_vf(struct pci_dev *pdev,
				      struct pci_dev *from);

#endif
