/* SPDX-License-Identifier: GPL-2.0 */
/* The VF Resizable BAR extended capability (PCIe 6.x section 7.8.7). */
#ifndef SRIOV_PF_VF_REBAR_H
#define SRIOV_PF_VF_REBAR_H

#include <linux/pci_regs.h>
#include <linux/types.h>

#include <sriov_pf/ecap.h>

/* Headers before 6.16 lack it. */
#ifndef PCI_EXT_CAP_ID_VF_REBAR
#define PCI_EXT_CAP_ID_VF_REBAR	0x24
#endif

/**
 * vf_rebar_read() - which sizes the VF BARs can be given
 * @cap: the VF Resizable BAR capability
 * @sizes: by slot: bit n if the BAR can be 2^n bytes large, for n from 20 to
 *	63; 0 for a BAR that cannot be resized
 *
 * Return: 0; -EINVAL if there are to be none or more than six entries, or one
 * lies past the end of the capability or names no VF BAR, with @sizes holding
 * the entries before it; -ENODEV if the device is gone.
 */
int vf_rebar_read(const struct ecap *cap, u64 sizes[PCI_SRIOV_NUM_BARS]);

#endif
