// SPDX-License-Identifier: GPL-2.0
/*
 * Base address registers: which a function has, and which of their bits can be
 * written, from which software computes their size. (VF) Resizable BAR
 * capabilities (PCIe 7.8.6, 7.8.7) change that.
 */
#include <linux/align.h>
#include <linux/bitfield.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/pci_regs.h>
#include <linux/sizes.h>

#include "model.h"

#define REBAR_INDEX	GENMASK(2, 0)
#define REBAR_COUNT	GENMASK(7, 5)
#define REBAR_SIZE	GENMASK(13, 8)

/* The largest I/O BAR, and the largest 32-bit BAR */
#define MAX_IO		SZ_256
#define MAX_32		SZ_2G

static bool is_io(u32 low)
{
	return low & PCI_BASE_ADDRESS_SPACE_IO;
}

static u8 flags_of(u32 low)
{
	if (is_io(low))
		return low & ~(u32)PCI_BASE_ADDRESS_IO_MASK;
	return low & ~(u32)PCI_BASE_ADDRESS_MEM_MASK;
}

static bool is_wide(u32 low, unsigned int slot, unsigned int slots)
{
	return !is_io(low) && slot + 1 < slots &&
	       (low & PCI_BASE_ADDRESS_MEM_TYPE_MASK) ==
		       PCI_BASE_ADDRESS_MEM_TYPE_64;
}

/*
 * Find the BARs in @regs, in the registers that @bars->where and ->slots give.
 * A slot in @forced that reads 0 is a 32-bit BAR.
 */
void sim_bars_init(struct sim_bars *bars, struct sim_regs *regs, u8 forced)
{
	unsigned int slot;
	u32 low;

	for (slot = 0; slot < bars->slots; slot++) {
		low = sim_regs_get(regs, bars->where + slot * 4);
		if (!low && !(forced & BIT(slot)))
			continue;
		bars->present |= BIT(slot);
		bars->flags[slot] = flags_of(low);
		if (is_wide(low, slot, bars->slots))
			bars->wide |= BIT(slot++);
	}
}

/* Where the control register of the @entry-th resizable BAR is */
static unsigned int rebar_control(const struct sim_bars *bars,
				  unsigned int entry)
{
	return bars->rebar + PCI_REBAR_CTRL + entry * 8;
}

static unsigned int rebar_entries(const struct sim_bars *bars,
				  const struct sim_regs *regs)
{
	u32 control;

	if (!bars->rebar)
		return 0;

	control = sim_regs_get(regs, rebar_control(bars, 0));
	return min_t(unsigned int, FIELD_GET(REBAR_COUNT, control), SIM_BARS);
}

void sim_rebar_allow(const struct sim_bars *bars, struct sim_regs *regs,
		     bool allow)
{
	unsigned int entry;

	for (entry = 0; entry < rebar_entries(bars, regs); entry++) {
		if (allow)
			sim_regs_allow(regs, rebar_control(bars, entry),
				       REBAR_SIZE);
		else
			sim_regs_forbid(regs, rebar_control(bars, entry),
					REBAR_SIZE);
	}
}

static u64 size_of(const struct sim_bars *bars, const struct sim_regs *regs,
		   unsigned int slot)
{
	unsigned int entry;
	u32 control;

	for (entry = 0; entry < rebar_entries(bars, regs); entry++) {
		control = sim_regs_get(regs, rebar_control(bars, entry));
		if (FIELD_GET(REBAR_INDEX, control) == slot)
			return 1ULL << min_t(unsigned int, 63,
					     FIELD_GET(REBAR_SIZE, control) +
						     ilog2(SZ_1M));
	}
	return bars->size;
}

static u64 limit_of(const struct sim_bars *bars, unsigned int slot)
{
	if (is_io(bars->flags[slot]))
		return MAX_IO;
	return bars->wide & BIT(slot) ? U64_MAX : MAX_32;
}

static void put_address_bits(struct sim_regs *regs, unsigned int where,
			     u32 bits, u32 flags)
{
	sim_regs_forbid(regs, where, ~bits);
	sim_regs_allow(regs, where, bits);
	sim_regs_put(regs, where, (sim_regs_get(regs, where) & bits) | flags);
}

/*
 * Set the size of every BAR. None is smaller than @least, unless the user asked
 * for a size below that of any page.
 */
void sim_bars_settle(const struct sim_bars *bars, struct sim_regs *regs,
		     u64 least)
{
	unsigned int slot, where;
	u64 size, bits;

	for (slot = 0; slot < bars->slots; slot++) {
		if (!(bars->present & BIT(slot)))
			continue;
		size = size_of(bars, regs, slot);
		if (size >= SZ_4K)
			size = max(size, least);
		bits = ~(min(size, limit_of(bars, slot)) - 1);
		where = bars->where + slot * 4;
		put_address_bits(regs, where,
				 lower_32_bits(bits) & PCI_BASE_ADDRESS_MEM_MASK,
				 bars->flags[slot]);
		if (bars->wide & BIT(slot))
			put_address_bits(regs, where + 4, upper_32_bits(bits), 0);
	}
}
