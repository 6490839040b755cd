// SPDX-License-Identifier: GPL-2.0
/*
 * the walk and all its capabilities, unwound in full for a space of 10 slots
 *
 * Assumes: configuration space has 0x128 bytes, so that next pointers are below
 * 0x128. (In the real space the 12 bits of a pointer reach every byte.) Nothing
 * else is assumed: no list is taken for valid, no loop is cut, and the memory
 * has ECAP_LIST_SIZE bytes. walk.c and at.c have all 960 slots.
 *
 * cbmc: --unwind 12 -DLIST_ROOM= --no-malloc-may-fail
 */
#include <stdlib.h>

#include <linux/pci_regs.h>

#undef PCI_CFG_SPACE_EXP_SIZE
#define PCI_CFG_SPACE_EXP_SIZE	0x128

#include "list.h"

unsigned long skipped;

#include "ecap.c"

static int near_read(const struct ecap_cfg *cfg, u16 where, u8 width,
		     u32 *value)
{
	int err = any_read(cfg, where, width, value);

	ASSUME(err || *value >> 20 < PCI_CFG_SPACE_EXP_SIZE ||
	       *value == U32_MAX);
	return err;
}

static const struct ecap_cfg_ops near_ops = { .read = near_read };

int main(void)
{
	struct ecap_cfg cfg = { .ops = &near_ops,
				 .size = PCI_CFG_SPACE_EXP_SIZE };
	unsigned int count = 0;
	struct ecap_list *list = malloc(ECAP_LIST_SIZE);
	struct ecap cap;
	int err;

	any_device(PCI_CFG_SPACE_SIZE, PCI_CFG_SPACE_EXP_SIZE);
	err = ecap_walk(list, &cfg);
	PROVE(device.reads <= ECAP_SLOTS, "at most one read for a slot");
	PROVE(device.watched_reads <= 1, "no dword is read twice");
	PROVE(list->count <= ECAP_SLOTS, "the list fits");

	ecap_for_each(list, cap) {
		PROVE(is_start(cap.offset), "it starts at a possible start");
		PROVE(cap.size >= 4 && cap.offset + cap.size <=
		      PCI_CFG_SPACE_EXP_SIZE,
		      "it lies within configuration space");
		count++;
	}
	PROVE(count == list->count, "the loop returns each one once");
	if (err)
		REACHED("an error");
	else if (count == ECAP_SLOTS)
		REACHED("a full list");
	else if (list->faults & ECAP_CHAIN_LOOPS)
		REACHED("a chain that loops");
	else if (!count)
		REACHED("an empty list");
}
