/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_FUNCTION_H
#define SRIOV_PF_FUNCTION_H

#include <linux/pci.h>
#include <linux/types.h>

#include "check.h"

static inline bool sriov_pf_is_vf_of(const struct pci_dev *pdev,
				     const struct pci_dev *pf)
{
	return pdev->is_virtfn && pdev->physfn == pf;
}

bool sriov_pf_driver_name(struct pci_dev *pdev, char name[SRIOV_PF_NAME]);
bool sriov_pf_is_vfio(struct pci_dev *vf);
bool sriov_pf_has_driver(struct pci_dev *vf);
void sriov_pf_walk_buses(struct pci_dev *pdev, u8 first, u8 last,
			 void (*fn)(struct pci_dev *pdev, void *data),
			 void *data);
struct pci_dev *sriov_pf_next_vf(struct pci_dev *pdev, struct pci_dev *from,
				 bool (*match)(struct pci_dev *vf));
struct pci_dev *sriov_pf_next_vfio_vf(struct pci_dev *pdev,
				      struct pci_dev *from);

#endif
