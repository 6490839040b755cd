// SPDX-License-Identifier: GPL-2.0
/*
 * sizing a VF BAR writes its registers alone, and puts back what they held
 *
 * Assumes: a capability as at.c has it, of any size: a view's cast is not
 * relied on. Any slot, and a device that takes any bits, or answers anything.
 *
 * cbmc: --unwind 8
 * wraps: -mask
 */
#include "cap.h"
#include "ecap.c"
#include "sriov.c"

static struct sriov_view view;
static unsigned int slot;

/* Of each half of the BAR: what its two reads found, what was written last. */
static struct {
	unsigned int reads, writes;
	u32 before, mask, last;
} half[2];

static bool failed, wrote_last;

static unsigned int half_at(u16 where)
{
	u32 first = view.cap.offset + PCI_SRIOV_BAR + 4 * slot;

	PROVE(slot < PCI_SRIOV_NUM_BARS, "no access for a slot past the last");
	PROVE(where == first || where == first + 4, "no register but the BAR's");
	PROVE(where < view.cap.offset + PCI_SRIOV_VFM, "none past the sixth");
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

	PROVE(half[which].reads, "nothing is written that was not read");
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
	PROVE(half[which].writes <= 2, "two writes at most");
	PROVE(half[which].writes != 1 || (wrote_last && device.error),
	      "one alone is one that failed");
	PROVE(half[which].writes < 2 || half[which].last == half[which].before,
	      "the last puts back what the first read found");
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
	PROVE(!err || size == 42, "no size but with success");
	PROVE(err || !(size & (size - !!size)), "a power of two, or 0");
	PROVE(err || !(size % 16), "of 16 bytes at least");
	PROVE(err || !failed, "no success after a failure");
	PROVE(err || half[0].writes == 2, "sized is what was written");
	PROVE(err || half[0].mask % 8 != 4 || half[1].writes == 2,
	      "and not one half of it");
	PROVE(!half[1].reads || (slot < 5 && half[0].mask % 8 == 4),
	      "no second register but of a 64-bit BAR");
	PROVE(device.reads <= 4 && device.writes <= 4, "eight accesses at most");
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
