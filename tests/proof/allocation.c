// SPDX-License-Identifier: GPL-2.0
/*
 * an entry of Enhanced Allocation is read in bounds, and describes a sound BAR
 *
 * Assumes: nothing of the device. The VF BARs from earlier entries are sound,
 * which is proved here for each entry.
 *
 * One entry at any offset. There are at most 63, and each begins where the one
 * before it ends.
 *
 * cbmc: --unwind 7
 */
#include "proof.h"

#include "ea.c"

static struct ecap_cfg cfg = { .ops = &any_ops };

static bool is_sound(const struct sriov_ea_vf_bar *bar)
{
	if (!bar->size)
		return !bar->address && !bar->width && !bar->prefetchable;
	return bar->size % 4 == 0 && bar->address % 4 == 0 &&
	       (bar->width == 64 || (bar->width == 32 &&
				     bar->address <= U32_MAX &&
				     bar->size - 1 <= U32_MAX)) &&
	       bar->size - 1 < U64_MAX - bar->address;
}

/* VF BARs with any values that are sound. */
static void any_bars(struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS])
{
	unsigned int i;

	for (i = 0; i < PCI_SRIOV_NUM_BARS; i++) {
		bars[i] = (struct sriov_ea_vf_bar){
			.address = nondet_u64(),
			.size = nondet_u64(),
			.width = nondet_u8(),
			.prefetchable = nondet_bool(),
		};
		ASSUME(is_sound(&bars[i]));
	}
}

int main(void)
{
	struct sriov_ea_vf_bar bars[PCI_SRIOV_NUM_BARS];
	u32 start = nondet_u32(), where = start;
	unsigned int slot = nondet_uint();
	int err;

	ASSUME(start >= PCI_STD_HEADER_SIZEOF && start <= PCI_CFG_SPACE_SIZE &&
	       start % 4 == 0);
	ASSUME(slot < PCI_SRIOV_NUM_BARS);
	any_bars(bars);
	any_device(start, PCI_CFG_SPACE_SIZE);
	cfg.size = nondet_bool() ? PCI_CFG_SPACE_SIZE : PCI_CFG_SPACE_EXP_SIZE;

	err = read_entry(&cfg, &where, bars);
	PROVE(err <= 0, "an errno is negative");
	PROVE(where <= PCI_CFG_SPACE_SIZE && where % 4 == 0 &&
	      (where > start || start == PCI_CFG_SPACE_SIZE),
	      "the next entry starts after it");
	PROVE(device.reads <= 5, "at most five dwords are read");
	PROVE(device.watched_reads <= 1, "no dword is read twice");
	PROVE(!device.reads || device.where < where,
	      "no dword of the next entry is read");
	PROVE(err || device.reads == 1 || where - start == 4 * device.reads,
	      "each dword of a VF BAR's entry is read");
	PROVE(!device.writes, "nothing is written");
	PROVE(is_sound(&bars[slot]), "a VF BAR that is described is sound");

	drop_second_slots(bars);
	PROVE(is_sound(&bars[slot]), "a VF BAR that is left is sound");
	PROVE(slot == PCI_SRIOV_NUM_BARS - 1 || bars[slot].width != 64 ||
	      !bars[slot + 1].size, "a VF BAR of 64 bits takes two slots");
	if (err)
		REACHED("an error");
	else if (device.reads == 5)
		REACHED("an entry of 64 bits");
	else if (device.reads == 1)
		REACHED("an entry that is not used");
}
