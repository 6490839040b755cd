// SPDX-License-Identifier: GPL-2.0
/*
 * a listed capability lies in 0x100..0xfff, up to the next start or the end
 *
 * Assumes: a list as the walk leaves it (walk.c), with starts in any of the 960
 * slots, but with no more than 8 entries, because only one is looked at. Also
 * assumes that find_next_bit() finds the next bit.
 *
 * "skipped" is any slot.
 *
 * cbmc: -DLIST_ROOM=8
 */
#include "list.h"

static struct ecap_list list;
unsigned long skipped;

#include "ecap.c"

int main(void)
{
	unsigned int index = nondet_uint();
	struct ecap_cfg cfg;
	struct ecap cap;
	u32 end, at;

	__CPROVER_havoc_object(&list);
	list.cfg = &cfg;
	skipped = nondet_u64();
	ASSUME(skipped < ECAP_SLOTS);
	ASSUME(list.count <= LIST_ROOM);
	ASSUME(entry_valid(&list, index));

	if (ecap_at(&list, index, &cap)) {
		PROVE(index >= list.count, "the index is past the end");
		REACHED("past the end");
		return 0;
	}

	end = cap.offset + cap.size;
	at = PCI_CFG_SPACE_SIZE + 4 * skipped;
	PROVE(index < list.count, "the index is in the list");
	PROVE(is_start(cap.offset), "it starts at a possible start");
	PROVE(cap.size >= 4 && cap.size % 4 == 0, "it has a header");
	PROVE(end <= PCI_CFG_SPACE_EXP_SIZE,
	      "it ends within configuration space");
	PROVE(at <= cap.offset || at >= end || !is_marked(&list, at),
	      "no other one starts in it");
	PROVE(end == PCI_CFG_SPACE_EXP_SIZE || is_marked(&list, end),
	      "it extends to the next start or to the end");
	PROVE(cap.cfg == &cfg && cap.index == index,
	      "it has the right list and index");
	PROVE(cap.header == list.entry[index].header &&
	      cap.id == cap.header % 0x10000 && cap.version <= 15,
	      "it has the header's id");
	if (end == PCI_CFG_SPACE_EXP_SIZE)
		REACHED("the highest capability");
	else
		REACHED("a capability below another");
}
