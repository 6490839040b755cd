/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One function's configuration space: 1024 registers of 32 bits, each with
 * the bits that a write changes.
 */
#ifndef SRIOV_SIM_REGS_H
#define SRIOV_SIM_REGS_H

#include <linux/types.h>

#define SIM_SIZE	4096
#define SIM_REGS	(SIM_SIZE / 4)

/**
 * struct sim_regs - the registers, in the CPU's byte order
 * @now: what a read answers
 * @reset: what a reset puts there
 * @writable: bits that take what is written
 * @clears: bits that writing 1 clears (RW1C)
 */
struct sim_regs {
	u32 now[SIM_REGS];
	u32 reset[SIM_REGS];
	u32 writable[SIM_REGS];
	u32 clears[SIM_REGS];
};

u32 sim_regs_read(const struct sim_regs *regs, unsigned int where, int size);
void sim_regs_write(struct sim_regs *regs, unsigned int where, int size,
		    u32 val);
u32 sim_regs_get(const struct sim_regs *regs, unsigned int where);
void sim_regs_put(struct sim_regs *regs, unsigned int where, u32 val);
void sim_regs_allow(struct sim_regs *regs, unsigned int where, u32 bits);
void sim_regs_forbid(struct sim_regs *regs, unsigned int where, u32 bits);
void sim_regs_clear_by_1(struct sim_regs *regs, unsigned int where, u32 bits);
void sim_regs_reset(struct sim_regs *regs);
u32 sim_part(u32 val, unsigned int where, int size);

#endif
