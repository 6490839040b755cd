/* SPDX-License-Identifier: GPL-2.0 */
/* The configuration space of a device that the kernel's PCI core has found. */
#ifndef SRIOV_PF_CFG_PCI_H
#define SRIOV_PF_CFG_PCI_H

#include <sriov_pf/cfg.h>

struct pci_dev;

/**
 * ecap_cfg_init_pci() - reach the configuration space of a PCI device
 * @cfg: set up to reach @pdev, for as long as the caller holds @pdev
 * @pdev: the device
 *
 * Each access wakes a device whose configuration space is out of reach (D3cold),
 * so the caller must be able to sleep. A device that is gone reads as all ones;
 * the accessor returns -ENODEV instead of that value.
 */
void ecap_cfg_init_pci(struct ecap_cfg *cfg, struct pci_dev *pdev);

#endif
