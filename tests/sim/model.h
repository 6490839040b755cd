/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The device model: root ports, the Physical Functions (PFs) behind them and
 * their Virtual Functions (VFs), as configuration space shows them. It knows
 * registers only: no BAR has memory behind it, nothing does DMA and nothing
 * interrupts.
 *
 * Nothing here sleeps or allocates once a port or a PF is made.
 */
#ifndef SRIOV_SIM_MODEL_H
#define SRIOV_SIM_MODEL_H

#include <linux/types.h>

#include "config.h"
#include "regs.h"

#define SIM_BARS	6

/* For headers without them */
#define SIM_HEADER_MULTIFUNCTION	0x80
#define SIM_EXT_CAP_VF_REBAR	0x24
#define SIM_SRIOV_CAP_10BIT	0x00000004
#define SIM_SRIOV_CTRL_10BIT	0x0020

/* How often a function, or a PF's VFs together, were accessed */
struct sim_count {
	u64 reads;
	u64 writes;
};

/**
 * struct sim_bars - the BARs, or the VF BARs, of a PF
 * @where: the first one's register; 0: there are none
 * @rebar: a capability that resizes them, or 0
 * @size: bytes of each that @rebar does not resize
 * @slots: how many registers there are
 * @present: bit n: slot n is the first or only one of a BAR
 * @wide: bit n: the BAR in slot n takes slot n + 1 too
 * @flags: the read-only low bits
 */
struct sim_bars {
	unsigned int where;
	unsigned int rebar;
	u64 size;
	u8 slots;
	u8 present;
	u8 wide;
	u8 flags[SIM_BARS];
};

/**
 * struct sim_pf - a PF
 * @regs: its registers
 * @bars: its BARs
 * @vf_bars: its VFs'
 * @layout: VF offset and stride
 * @pcie: where its PCI Express capability is, 0: it has none
 * @ari: ... ARI capability
 * @sriov: ... SR-IOV capability
 * @ea: ... Enhanced Allocation capability
 * @function: its function number
 * @count: of accesses to it
 * @vf_count: of accesses to its VFs
 */
struct sim_pf {
	struct sim_regs regs;
	struct sim_bars bars;
	struct sim_bars vf_bars;
	const struct sim_layout *layout;
	unsigned int pcie;
	unsigned int ari;
	unsigned int sriov;
	unsigned int ea;
	unsigned int function;
	struct sim_count count;
	struct sim_count vf_count;
};

void sim_pf_init(struct sim_pf *pf, const struct sim_config *config,
		 unsigned int function);
void sim_pf_write(struct sim_pf *pf, unsigned int where, int size, u32 val);
void sim_pf_reset(struct sim_pf *pf);
void sim_pf_drop_vf_enable(struct sim_pf *pf);
u64 sim_pf_system_page(const struct sim_pf *pf);
bool sim_pf_is_integrated(const struct sim_pf *pf);

/* Entries of Enhanced Allocation that fit into the first 256 bytes */
#define SIM_RANGES	16

/**
 * struct sim_range - addresses that a PF has fixed
 * @start: the first
 * @end: the last
 * @prefetchable: whether they are
 */
struct sim_range {
	u64 start;
	u64 end;
	bool prefetchable;
};

unsigned int sim_ea_ranges(const struct sim_pf *pf, struct sim_range *ranges);

void sim_bars_init(struct sim_bars *bars, struct sim_regs *regs, u8 forced);
void sim_bars_settle(const struct sim_bars *bars, struct sim_regs *regs,
		     u64 least);
void sim_rebar_allow(const struct sim_bars *bars, struct sim_regs *regs,
		     bool allow);

int sim_vf_find(const struct sim_pf *pf, unsigned int distance);
u32 sim_vf_read(const struct sim_pf *pf, unsigned int where, int size);

/**
 * struct sim_port - a root port and what is behind it; or, of root-complex
 *	integrated endpoints, a device of the root bus
 * @regs: the port's registers
 * @pfs: an array of @num_pfs
 * @num_pfs: how many PFs are behind it
 * @count: of accesses to it
 */
struct sim_port {
	struct sim_regs regs;
	struct sim_pf *pfs;
	unsigned int num_pfs;
	struct sim_count count;
};

void sim_port_init(struct sim_port *port, const struct sim_config *config,
		   unsigned int number);
void sim_port_write(struct sim_port *port, unsigned int where, int size,
		    u32 val);
u8 sim_port_secondary(const struct sim_port *port);
bool sim_port_reaches(const struct sim_port *port, u16 routing_id);

#endif
