// SPDX-License-Identifier: GPL-2.0
/*
 * reading VF BARs stays in the capability for every slot number
 *
 * Assumes: a capability as at.c proves it, of any size: the check in
 * ecap_cast() is not relied on. Any slot, and any struct sriov_vf_bar.
 *
 * cbmc: --unwind 8
 */
#include "cap.h"
#include "ecap.c"
#include "sriov.c"

static struct sriov_view view;

static void read_all(void)
{
	u32 registers[PCI_SRIOV_NUM_BARS];
	int err = sriov_read_vf_bars(&view, registers);

	PROVE(err <= 0, "an errno is negative");
	PROVE(device.reads <= PCI_SRIOV_NUM_BARS, "at most six reads");
	PROVE(err || device.reads == PCI_SRIOV_NUM_BARS,
	      "six reads on success");
	if (!err)
		REACHED("all six");
	else if (device.reads == 3)
		REACHED("a failure after three reads");
}

static void read_64(void)
{
	unsigned int slot = nondet_uint();
	u64 value = 42;
	int err = sriov_read_vf_bar64(&view, slot, &value);

	PROVE(err <= 0, "an errno is negative");
	PROVE(device.reads <= 2, "at most two reads");
	PROVE(!err || value == 42, "a value is stored only on success");
	PROVE(err || slot <= 4, "no pair starts past slot 4");
	PROVE(err || (value & 7) == 4, "it is a 64-bit memory BAR");
	PROVE(err || value >> 32 == device.value,
	      "the second read gives the high half");
	if (!err)
		REACHED("a pair");
	else if (slot == 5 && device.reads)
		REACHED("slot 5");
	else if (slot == -1U)
		REACHED("slot -1");
}

static void read_one(void)
{
	u64 raw = nondet_u64();
	struct sriov_vf_bar bar = {
		.raw = raw,
		.slot = nondet_u8(),
		.width = nondet_u8(),
	};
	int err = sriov_read_vf_bar(&view, &bar);

	PROVE(err <= 0, "an errno is negative");
	PROVE(device.reads <= 2, "at most two reads");
	PROVE(device.reads < 2 || bar.width == 64,
	      "two reads only for a 64-bit BAR");
	PROVE(!err || bar.raw == raw, "a value is stored only on success");
	PROVE(err || bar.address == (bar.raw >> 4 << 4),
	      "the address has no flags");
	if (!err)
		REACHED("a BAR");
	else if (bar.slot == 255)
		REACHED("an invalid slot");
}

int main(void)
{
	view.cap = any_cap();
	switch (nondet_uint()) {
	case 0:
		read_all();
		break;
	case 1:
		read_64();
		break;
	default:
		read_one();
	}
	PROVE(device.watched_reads <= 1, "no dword is read twice");
	PROVE(!device.writes, "nothing is written");
}
