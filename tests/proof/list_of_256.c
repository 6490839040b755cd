// SPDX-License-Identifier: GPL-2.0
/*
 * the list of the first 256 bytes takes at most 50 reads, no dword twice
 *
 * Assumes: nothing of the device.
 *
 * cbmc: --unwind 50
 */
#include "proof.h"

#include "ea.c"

static struct ecap_cfg cfg = { .ops = &any_ops };

int main(void)
{
	u32 header;
	int ea, first;

	any_device(PCI_STATUS, PCI_CFG_SPACE_SIZE);
	cfg.size = nondet_bool() ? PCI_CFG_SPACE_SIZE : PCI_CFG_SPACE_EXP_SIZE;

	ea = find_ea(&cfg, &header);
	PROVE(device.reads <= 2 + 48, "at most 50 reads");
	PROVE(device.watched_reads <= 1, "no dword is read twice");
	PROVE(!device.writes, "nothing is written");
	if (ea == -EINVAL)
		REACHED("a list that loops");
	else if (ea < 0)
		REACHED("an error");
	else if (!ea)
		REACHED("no Enhanced Allocation");
	if (ea <= 0)
		return 0;

	PROVE(ea >= PCI_STD_HEADER_SIZEOF && ea < PCI_CFG_SPACE_SIZE &&
	      ea % 4 == 0, "it starts at a possible start");
	PROVE(FIELD_GET(HEADER_ID, header) == PCI_CAP_ID_EA,
	      "it is Enhanced Allocation");

	first = first_entry(&cfg, ea);
	PROVE(first < 0 || (first > ea && first <= ea + 8 && first % 4 == 0),
	      "its entries start after its header");
	REACHED("Enhanced Allocation");
}
