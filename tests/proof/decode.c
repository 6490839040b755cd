// SPDX-License-Identifier: GPL-2.0
/*
 * decoding reads at most 15 dwords, only the capability's, and none twice
 *
 * Assumes: a capability as at.c proves it, of any size.
 *
 * "other" is any register, device.watched any dword.
 *
 * cbmc: --unwind 8 --unwindset ecap_cfg_read_dwords.0:17
 */
#include "cap.h"
#include "ecap.c"
#include "sriov.c"
#include "bar.h"

int main(void)
{
	unsigned int other = nondet_uint(), sized = nondet_uint();
	struct ecap cap = any_cap();
	const struct sriov_vf_bar *bar;
	struct sriov_info info;
	int err;

	ASSUME(other < SRIOV_DWORDS);
	device.first += 4;
	err = sriov_decode(&cap, sized, &info);

	PROVE(err == device.error, "an error is the device's");
	PROVE(device.reads <= SRIOV_DWORDS - 1, "at most 15 reads");
	PROVE(device.watched_reads <= 1, "no dword is read twice");
	PROVE(!device.writes, "nothing is written");
	if (err) {
		REACHED("an error");
		return 0;
	}

	PROVE(info.offset == cap.offset, "it has the offset of the capability");
	PROVE(info.size <= 64 && info.size <= cap.size && info.size % 4 == 0,
	      "it is no larger than the capability");
	PROVE(info.size == 64 || info.size == cap.size,
	      "it is smaller than 64 bytes only if the capability is");
	PROVE(device.reads == info.size / 4 - 1, "every register is read");
	PROVE(info.registers[0] == cap.header, "the header is from the walk");
	PROVE(4 * other < info.size || !info.registers[other],
	      "a register past the end is zero");
	PROVE(info.num_vfs == info.registers[4] % 0x10000 &&
	      info.function_dependency_link == info.registers[4] / 0x10000 % 256 &&
	      info.vf_stride == info.registers[5] / 0x10000 &&
	      info.system_page_size == info.registers[8],
	      "fields are the right bits of their registers");
	PROVE(info.capabilities.vf_migration_interrupt_message_number < 2048 &&
	      info.vf_migration_state_array.bir < 8,
	      "fields are within their range");

	if (other < PCI_SRIOV_NUM_BARS) {
		bar = &info.vf_bar[other];
		PROVE(!bar->width || (bar_valid(bar) && bar->slot == other),
		      "a VF BAR is valid or absent");
		PROVE(!bar->width || sized & BIT(other) ||
		      info.registers[PCI_SRIOV_BAR / 4 + other],
		      "a BAR has a value or was sized");
	}
	if (info.size == 64)
		REACHED("a whole capability");
	if (info.size == 4)
		REACHED("only a header");
}
