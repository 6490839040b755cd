// SPDX-License-Identifier: GPL-2.0
/*
 * sizing a VF BAR writes only its registers, and writes back what they held
 *
 * Assumes: a capability as at.c proves it, of any size: the check in
 * ecap_cast() is not relied on. Any slot, and a device that returns any value.
 *
 * cbmc: --unwind 8
 * wraps: -mask
 */
#include "cap.h"
#include "ecap.c"
#include "sriov.c"

static struct sriov_view view;
static unsigned int slot;

/* For each half of the BAR: the values of its two reads and the last write. */
static struct {
	unsigned int reads, writes;
	u32 before, mask, last;
} half[2];

static bool failed, wrote_last;

static unsigned int half_at(u16 where)
{
	u32 first = view.cap.offset + PCI_SRIOV_BAR + 4 * slot;

	PROVE(slot < PCI_SRIOV_NUM_BARS, "no access for a slot past the last");
	PROVE(where == first || where == first + 4,
	      "only registers of the BAR");
	PROVE(where < view.cap.offset + PCI_SRIOV_VFM,
	      "no register past the sixth");
	return where != first;
}

static int bar_read(const struct ecap_cfg *cfg, u16 where, u8 width,
		    u32 *value)
{
	unsigned int which = half_at(where);
	int err = any_read(cfg, where, width, value);

	wrote_last = false;
	failed |= err;
	if (err)
		return err;

	if (!half[which].reads++)
		half[which].before = *value;
	half[which].mask = *value;
	return 0;
}

static int bar_write(const struct ecap_cfg *cfg, u16 where, u8 width,
		     u32 value)
{
	unsigned int which = half_at(where);
	int err = any_write(cfg, where, width, value);

	PROVE(half[which].reads, "a register is read before it is written");
	wrote_last = true;
	failed |= err;
	half[which].writes++;
	half[which].last = value;
	return err;
}

static const struct ecap_cfg_ops bar_ops = {
	.read = bar_read,
	.write = bar_write,
};

static void judge_half(unsigned int which)
{
	PROVE(half[which].writes <= 2, "at most two writes");
	PROVE(half[which].writes != 1 || (wrote_last && device.error),
	      "a single write is one that failed");
	PROVE(half[which].writes < 2 || half[which].last == half[which].before,
	      "the last write restores what the first read found");
}

int main(void)
{
	u64 size = 42;
	int err;

	view.cap = any_cap();
	cfg.ops = &bar_ops;
	slot = nondet_uint();
	err = sriov_size_vf_bar(&view, slot, &size);

	judge_half(0);
	judge_half(1);
	PROVE(err <= 0, "an errno is negative");
	PROVE(!err || size == 42, "a size is stored only on success");
	PROVE(err || !(size & (size - !!size)), "a power of two, or 0");
	PROVE(err || !(size % 16), "at least 16 bytes, or 0");
	PROVE(err || !failed, "no success after a failure");
	PROVE(err || half[0].writes == 2,
	      "success only if the low half was sized");
	PROVE(err || half[0].mask % 8 != 4 || half[1].writes == 2,
	      "and a 64-bit BAR only with both halves");
	PROVE(!half[1].reads || (slot < 5 && half[0].mask % 8 == 4),
	      "a second register only for a 64-bit BAR");
	PROVE(device.reads <= 4 && device.writes <= 4,
	      "at most eight accesses");
	if (!err && half[1].writes)
		REACHED("a pair");
	else if (!err && !size)
		REACHED("no BAR");
	else if (!err)
		REACHED("a BAR of 32 bits");
	else if (slot == 5 && half[0].writes == 2)
		REACHED("a fault in slot 5");
	else if (half[1].writes == 2)
		REACHED("a failure at the very end");
}
