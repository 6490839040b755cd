// SPDX-License-Identifier: GPL-2.0
/*
 * six registers give at most six VF BARs, none twice, no 64-bit one in slot 5
 *
 * Assumes: nothing. Any registers; any of them can be known to hold a BAR.
 *
 * cbmc: --unwind 8
 */
#include "cap.h"
#include "ecap.c"
#include "sriov.c"
#include "bar.h"

int main(void)
{
	unsigned int i, taken = 0, met = 0, sized = nondet_uint();
	u32 registers[PCI_SRIOV_NUM_BARS];
	struct sriov_vf_bar bar = {};
	int ret;

	for (i = 0; i < PCI_SRIOV_NUM_BARS; i++)
		registers[i] = nondet_u32();

	while ((ret = sriov_next_vf_bar(registers, sized, &bar))) {
		PROVE(ret == (bar.fault ? -EINVAL : 1), "a fault is reported");
		PROVE(bar_valid(&bar), "it is a BAR");
		PROVE(bar.slot >= taken,
		      "slots ascend, and no slot belongs to two BARs");
		PROVE((u32)(bar.raw & U32_MAX) == registers[bar.slot],
		      "the low half is from its register");
		PROVE(bar.width == 32 ||
		      bar.raw >> 32 == registers[bar.slot + 1],
		      "the high half is from the next register");
		for (i = taken; i < bar.slot; i++)
			PROVE(!registers[i],
			      "a slot that is passed over holds no BAR");
		taken = bar.slot + bar.width / 32;
		met++;
		if (bar.width == 64)
			REACHED("a 64-bit BAR");
		if (bar.fault == SRIOV_BAR_LAST)
			REACHED("a 64-bit BAR in slot 5");
	}
	PROVE(taken <= PCI_SRIOV_NUM_BARS, "no BAR extends past slot 5");
	PROVE(met <= PCI_SRIOV_NUM_BARS, "at most six");
	if (met == PCI_SRIOV_NUM_BARS)
		REACHED("six BARs");
	if (!met)
		REACHED("no BAR");
}
