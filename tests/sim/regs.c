// SPDX-License-Identifier: GPL-2.0
/*
 * Reading and writing one function's registers.
 *
 * Images may be hostile: a capability may start anywhere and end past the end.
 * So every offset is checked here: a register outside the 4 KiB reads as 0 and
 * ignores writes.
 */
#include <linux/bits.h>
#include <linux/string.h>

#include "regs.h"

static bool is_inside(unsigned int where)
{
	return where < SIM_SIZE;
}

static u32 bits_of(int size)
{
	return GENMASK(size * 8 - 1, 0);
}

/* The part of the register value @val that an access of @size bytes reads */
u32 sim_part(u32 val, unsigned int where, int size)
{
	return (val >> (where % 4 * 8)) & bits_of(size);
}

u32 sim_regs_get(const struct sim_regs *regs, unsigned int where)
{
	return is_inside(where) ? regs->now[where / 4] : 0;
}

/* The device itself changes a register, whether it is writable or not. */
void sim_regs_put(struct sim_regs *regs, unsigned int where, u32 val)
{
	if (is_inside(where))
		regs->now[where / 4] = val;
}

void sim_regs_allow(struct sim_regs *regs, unsigned int where, u32 bits)
{
	if (is_inside(where))
		regs->writable[where / 4] |= bits;
}

void sim_regs_forbid(struct sim_regs *regs, unsigned int where, u32 bits)
{
	if (is_inside(where))
		regs->writable[where / 4] &= ~bits;
}

void sim_regs_clear_by_1(struct sim_regs *regs, unsigned int where, u32 bits)
{
	if (is_inside(where))
		regs->clears[where / 4] |= bits;
}

u32 sim_regs_read(const struct sim_regs *regs, unsigned int where, int size)
{
	return sim_part(sim_regs_get(regs, where), where, size);
}

void sim_regs_write(struct sim_regs *regs, unsigned int where, int size,
		    u32 val)
{
	unsigned int shift = where % 4 * 8;
	u32 bits = bits_of(size) << shift;
	u32 now = sim_regs_get(regs, where);
	u32 writable, clears;

	if (!is_inside(where))
		return;

	val <<= shift;
	writable = regs->writable[where / 4] & bits;
	clears = regs->clears[where / 4] & bits;
	now = (now & ~writable) | (val & writable);
	sim_regs_put(regs, where, now & ~(val & clears));
}

void sim_regs_reset(struct sim_regs *regs)
{
	memcpy(regs->now, regs->reset, sizeof(regs->now));
}
