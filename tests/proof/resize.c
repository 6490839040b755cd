// SPDX-License-Identifier: GPL-2.0
/*
 * VF Resizable BAR: at most six entries, none past the capability or slot 5
 *
 * Assumes: a capability as at.c proves it, of any size.
 *
 * cbmc: --unwind 8
 */
#include "cap.h"
#include "ecap.c"
#include "vf_rebar.c"

int main(void)
{
	unsigned int slot = nondet_uint();
	struct ecap cap = any_cap();
	u64 sizes[PCI_SRIOV_NUM_BARS];
	int err = sriov_vf_rebar_read(&cap, sizes);

	ASSUME(slot < PCI_SRIOV_NUM_BARS);
	PROVE(err <= 0, "an errno is negative");
	PROVE(device.reads <= 2 * PCI_SRIOV_NUM_BARS, "at most 12 reads");
	PROVE(device.watched_reads <= 1, "no dword is read twice");
	PROVE(!device.writes, "nothing is written");
	PROVE(!(sizes[slot] & ((1 << 20) - 1)), "no size below 1 MiB");
	if (err == -EINVAL && device.reads < 2)
		REACHED("an entry past the end");
	else if (err)
		REACHED("an error");
	else if (device.reads == 2 * PCI_SRIOV_NUM_BARS)
		REACHED("six entries");
}
