/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The input of the check target: a capability and the PF's surroundings, in the
 * byte order of the machine. Bytes that are missing at the end are zero.
 */
#ifndef TESTS_CHECK_INPUT_H
#define TESTS_CHECK_INPUT_H

#include <linux/compiler.h>

#include "check.h"

/* For @flags. */
#define CHECK_ACCEPTED		BIT(0)
#define CHECK_ARI		BIT(1)
#define CHECK_ONE_DEVICE	BIT(2)
#define CHECK_CONFIGURES	BIT(3)
#define CHECK_CHANGING		BIT(4)
#define CHECK_MISPLACED		BIT(5)

/**
 * struct check_bar - the room that a VF BAR has
 * @size: 0 for none, n for 2^(n-1) bytes
 * @window: likewise
 * @aperture: likewise
 */
struct check_bar {
	u8 size;
	u8 window;
	u8 aperture;
} __packed;

/**
 * struct check_input - one input
 * @registers: the capability, as configuration space has it
 * @dwords: how many of its dwords are there, less one
 * @sized: for sriov_decode()
 * @flags: CHECK_*
 * @chain: ECAP_CHAIN_*
 * @page_shift: the machine's pages have 2^(12 + n) bytes
 * @link: enum sriov_pf_link
 * @last_bus: as the facts have it, and likewise the next four
 * @routing_id: of the PF
 * @max_vfs: what the driver allows
 * @enabled: what the kernel has
 * @taken_vf: whose place is taken
 * @prefetchable: bit n if that room is prefetchable
 * @fixed: bit n if the device says where the BAR in slot n is
 * @bar: by slot
 * @bridge: the length of its name, and likewise the next four
 * @taken_by: who has that place
 * @driver: the PF's
 * @user: a VF that is open
 * @user_driver: its driver
 * @num_vfs: a number of VFs that is asked for
 */
struct check_input {
	u8 registers[PCI_EXT_CAP_SRIOV_SIZEOF];
	u8 dwords;
	u8 sized;
	u8 flags;
	u8 chain;
	u8 page_shift;
	u8 link;
	u8 last_bus;
	u16 routing_id;
	u16 max_vfs;
	u16 enabled;
	u32 taken_vf;
	u8 prefetchable;
	u8 fixed;
	struct check_bar bar[PCI_SRIOV_NUM_BARS];
	u8 bridge;
	u8 taken_by;
	u8 driver;
	u8 user;
	u8 user_driver;
	u16 num_vfs;
} __packed;

#endif
