// SPDX-License-Identifier: GPL-2.0
/*
 * even an invalid struct sriov_vf_bar leads to no register past the sixth
 *
 * Assumes: nothing. Any registers and any struct sriov_vf_bar.
 *
 * cbmc: --unwind 8
 */
#include "cap.h"
#include "ecap.c"
#include "sriov.c"
#include "bar.h"

int main(void)
{
	u32 registers[PCI_SRIOV_NUM_BARS];
	struct sriov_vf_bar bar = {
		.slot = nondet_u8(),
		.width = nondet_u8(),
	};
	unsigned int i;

	for (i = 0; i < PCI_SRIOV_NUM_BARS; i++)
		registers[i] = nondet_u32();

	if (sriov_next_vf_bar(registers, nondet_uint(), &bar)) {
		PROVE(bar_valid(&bar), "it is a BAR");
		REACHED("a BAR");
	} else {
		REACHED("none");
	}
}
