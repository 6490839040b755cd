/* SPDX-License-Identifier: GPL-2.0 */
/*
 * VF BARs by Enhanced Allocation (PCIe 6.x section 7.8.5): the device itself
 * says where they are, and no software moves them. It is a capability of the
 * first 256 bytes of configuration space, not an extended one.
 */
#ifndef SRIOV_PF_EA_H
#define SRIOV_PF_EA_H

#include <linux/pci_regs.h>
#include <linux/types.h>

#include <sriov_pf/cfg.h>
#include <sriov_pf/sriov.h>

/**
 * struct sriov_ea_vf_bar - a VF BAR that an entry of Enhanced Allocation describes
 * @address: bus address of VF 0's BAR; those of the other VFs follow it
 * @size: bytes for one VF; 0 if no entry describes this BAR
 * @width: 64 if Base or MaxOffset takes 64 bits, else 32
 * @prefetchable: whether reads have no side effects
 */
struct sriov_ea_vf_bar {
	u64 address;
	u64 size;
	u8 width;
	bool prefetchable;
};

/**
 * sriov_ea_read_vf_bars() - which VF BARs Enhanced Allocation describes
 * @cfg: the function's configuration space
 * @bars: filled, by slot; a BAR of 64 bits takes the slot after its own too
 *
 * Walks the list of capabilities, 48 of them at the most, and then the entries
 * (7.8.5.3), none past the first 256 bytes. As the kernel reads them: an entry
 * that is not enabled says nothing, and of two for one BAR the last counts.
 *
 * Return: 0, with all sizes 0 where there is no such capability; -EINVAL if the
 * list leads back to a capability in it, or an entry ends past the first 256
 * bytes, has not the size that its fields take, or ends where 64 bits do, with
 * @bars holding the sound ones; -ENODEV if the device is gone, or another errno
 * of @cfg's, and @bars is then not to be used.
 */
int sriov_ea_read_vf_bars(const struct ecap_cfg *cfg,
			  struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS]);

/**
 * sriov_ea_place_vf_bars() - put what Enhanced Allocation says for the registers
 * @bars: as sriov_ea_read_vf_bars() leaves them
 * @info: a decoded capability; VF BARs that @bars describes are replaced, with
 *	a @raw of 0, unless their register is past the end of the capability
 *
 * Such a register is hardwired to zero, and if not, no software minds it.
 */
void sriov_ea_place_vf_bars(const struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS],
			    struct sriov_info *info);

#endif
