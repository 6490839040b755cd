// SPDX-License-Identifier: GPL-2.0
/*
 * the size of a VF BAR is a power of two, and setting it writes one register
 *
 * Assumes: a capability as at.c proves it, of any size. Any size for the VF BAR.
 *
 * cbmc: --unwind 9
 */
#include "cap.h"
#include "ecap.c"
#include "vf_rebar.c"

static void judge_get(const struct ecap *cap)
{
	u64 size = 0;
	int err = sriov_vf_rebar_get_size(cap, nondet_uint(), &size);

	PROVE(err <= 0, "an errno is negative");
	PROVE(device.reads <= 7, "at most seven reads");
	PROVE(!device.writes, "nothing is written");
	PROVE(err || (size >= 1 << 20 && !(size & (size - 1))),
	      "the size is a power of two from 1 MiB on");
	if (!err)
		REACHED("a size that is read");
}

static void judge_set(const struct ecap *cap)
{
	u64 size = nondet_u64();
	int err = sriov_vf_rebar_set_size(cap, nondet_uint(), size);

	PROVE(err <= 0, "an errno is negative");
	PROVE(device.writes <= 1, "at most one write");
	PROVE(err || (size >= 1 << 20 && !(size & (size - 1))),
	      "only a power of two from 1 MiB on is set");
	if (!err)
		REACHED("a size that is set");
}

int main(void)
{
	struct ecap cap = any_cap();

	if (nondet_bool())
		judge_get(&cap);
	else
		judge_set(&cap);
}
