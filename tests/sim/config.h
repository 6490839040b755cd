/* SPDX-License-Identifier: GPL-2.0 */
/* What the user asks of a host before it is live. */
#ifndef SRIOV_SIM_CONFIG_H
#define SRIOV_SIM_CONFIG_H

#include <linux/types.h>

#include "layout.h"
#include "regs.h"

#define SIM_MAX_PORTS		32
#define SIM_MAX_PFS		8

/**
 * struct sim_config - a host, as configfs has it
 * @image: the initial registers of every PF, little-endian
 * @layout: how VF offset and stride follow NumVFs
 * @mem32: bytes of the window below 4 GiB
 * @mem64: bytes of the 64-bit prefetchable window
 * @bar_size: bytes of a PF's BAR
 * @vf_bar_size: bytes of one VF's share of a VF BAR
 * @vf_bar_mask: slots that hold a VF BAR although the image has 0 there
 * @ports: root ports
 * @pfs: PFs behind each
 * @buses: bus numbers behind each
 * @ari: the ports can forward ARI
 */
struct sim_config {
	__le32 image[SIM_REGS];
	struct sim_layout layout;
	u64 mem32;
	u64 mem64;
	u64 bar_size;
	u64 vf_bar_size;
	u64 vf_bar_mask;
	u64 ports;
	u64 pfs;
	u64 buses;
	u64 ari;
};

#endif
