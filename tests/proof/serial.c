// SPDX-License-Identifier: GPL-2.0
/*
 * the serial number is two dwords of its capability, each read once
 *
 * Assumes: a capability as at.c proves it, of any size.
 *
 * cbmc: --unwind 9
 */
#include "cap.h"
#include "ecap.c"
#include "dsn.c"

int main(void)
{
	struct ecap cap = any_cap();
	u64 serial = nondet_u64();
	u64 before = serial;
	int err = sriov_dsn_read(&cap, &serial);

	PROVE(err <= 0, "an errno is negative");
	PROVE(device.reads <= 2, "at most two reads");
	PROVE(!device.writes, "nothing is written");
	PROVE(!err || serial == before, "after an error it is as before");
	PROVE(cap.size >= 12 || (err == -EINVAL && !device.reads),
	      "a capability that is cut short is not read");
	if (!err) {
		PROVE(device.where == cap.offset + 8, "the upper half is read last");
		PROVE(serial >> 32 == device.value, "it is the upper half");
		REACHED("a serial number that is read");
	}
}
