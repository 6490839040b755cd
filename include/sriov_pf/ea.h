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
 * Walks the list of capabilities, at most 48, and then the entries (7.8.5.3), all
 * within the first 256 bytes. Follows the kernel's rules: an entry that is not
 * enabled is ignored, and of two entries for one BAR the last one counts.
 *
 * Return: 0, with all sizes 0 if there is no such capability; -EINVAL if the list
 * leads back to a capability in it, or if an entry ends past the first 256 bytes, has
 * a size that does not match its fields, or reaches the end of the 64-bit address
 * space, and @bars then holds the other entries; -ENODEV if the device is gone, or
 * another errno of @cfg's, and @bars is then not valid.
 */
int sriov_ea_read_vf_bars(const struct ecap_cfg *cfg,
			  struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS]);

/**
 * sriov_ea_place_vf_bars() - replace VF BARs by those of Enhanced Allocation
 * @bars: as sriov_ea_read_vf_bars() leaves them
 * @info: a decoded capability; VF BARs that @bars describes are replaced, with
 *	a @raw of 0, unless their register is past the end of the capability
 *
 * The register of such a VF BAR is hardwired to zero. Software ignores it even if it
 * is not (7.8.5).
 */
void sriov_ea_place_vf_bars(const struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS],
			    struct sriov_info *info);

#endif
