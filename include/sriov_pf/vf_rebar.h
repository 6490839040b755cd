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
 * sriov_vf_rebar_read() - which sizes the VF BARs can be given
 * @cap: the VF Resizable BAR capability
 * @sizes: by slot: bit n if the BAR can be 2^n bytes large, for n from 20 to
 *	63; 0 for a BAR that cannot be resized
 *
 * Return: 0; -EINVAL if there are to be none or more than six entries, or one
 * lies past the end of the capability or names no VF BAR, with @sizes holding
 * the entries before it; -ENODEV if the device is gone.
 */
int sriov_vf_rebar_read(const struct ecap *cap, u64 sizes[PCI_SRIOV_NUM_BARS]);

/**
 * sriov_vf_rebar_get_size() - how large a VF BAR is set to be
 * @cap: the VF Resizable BAR capability
 * @slot: the VF BAR's first slot, 0 to 5
 * @size: filled with bytes for one VF, a power of two from 1 MiB on
 *
 * Return: 0; -EINVAL if no entry within the capability is for @slot, or the
 * size does not fit 64 bits; -ENODEV if the device is gone.
 */
int sriov_vf_rebar_get_size(const struct ecap *cap, unsigned int slot, u64 *size);

/**
 * sriov_vf_rebar_set_size() - set how large a VF BAR is
 * @cap: the VF Resizable BAR capability
 * @slot: the VF BAR's first slot, 0 to 5
 * @size: bytes for one VF, a power of two from 1 MiB on; whether the device
 *	supports it is not checked
 *
 * Only while VF Enable is clear (7.8.7.3).
 *
 * Return: 0; -EINVAL if no entry within the capability is for @slot, or @size
 * is no such size; -ENODEV if the device is gone.
 */
int sriov_vf_rebar_set_size(const struct ecap *cap, unsigned int slot, u64 size);

#endif
