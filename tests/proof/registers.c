// SPDX-License-Identifier: GPL-2.0
/*
 * reading the raw registers takes at most 16 reads, no dword twice
 *
 * Assumes: a capability as at.c proves it, of any size.
 *
 * cbmc: --unwind 17
 */
#include "cap.h"
#include "ecap.c"
#include "sriov.c"

int main(void)
{
	unsigned int other = nondet_uint();
	struct ecap cap = any_cap();
	u32 registers[SRIOV_DWORDS];
	int count;

	ASSUME(other < SRIOV_DWORDS);
	count = sriov_read_registers(&cap, registers);

	PROVE(count <= SRIOV_DWORDS && count <= cap.size / 4,
	      "no more than the capability has");
	PROVE(device.reads <= SRIOV_DWORDS, "at most 16 reads");
	PROVE(device.watched_reads <= 1, "no dword is read twice");
	if (count < 0) {
		PROVE(count == device.error, "an error is the device's");
		REACHED("an error");
		return 0;
	}
	PROVE(device.reads == count, "each register is read");
	PROVE(other < count || !registers[other],
	      "a register past the end is zero");
	if (count == SRIOV_DWORDS)
		REACHED("a whole capability");
	if (count == 1)
		REACHED("only a header");
}
