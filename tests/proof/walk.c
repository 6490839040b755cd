// SPDX-License-Identifier: GPL-2.0
/*
 * the walk ends after at most 960 reads, no dword twice, and the list fits
 *
 * Assumes: nothing of the device; what marks.c proves about counting.
 *
 * This covers all 960 slots and any number of turns. The loop is cut at its
 * head, where the walk can be in any state for which holds_in_turn() is true.
 * It is proved that this is true before the first turn, and that each turn keeps
 * it true, so it is true when the walk ends. Each turn marks one slot that was
 * not marked and clears none, so there are at most as many turns as slots. The
 * state of the loop is "where" and the list: "header" and "err" are set in each
 * turn before they are used.
 *
 * "one" and "another" are any two entries, "spot" is any slot and
 * device.watched is any dword, so what is proved for them is proved for all.
 *
 * cbmc: --arrays-uf-always
 */
#include "list.h"

static struct ecap_list subject;
static struct ecap_cfg cfg = { .ops = &any_ops };
static unsigned int one, another, spot;
unsigned long skipped;

/* At the beginning of the turn: marked slots, was "spot" marked, the offset. */
static unsigned int marks;
static bool spot_was_marked;
static u16 began_at;

static bool holds_of_list(const struct ecap_list *list)
{
	return list->cfg == &cfg && list->count == marks &&
	       marks <= ECAP_SLOTS &&
	       entry_valid(list, one) && entry_valid(list, another) &&
	       (one >= another || another >= list->count ||
		list->entry[one].offset != list->entry[another].offset);
}

static bool holds_in_turn(const struct ecap_list *list, u16 where)
{
	return holds_of_list(list) && device.reads == list->count &&
	       (!where || (is_start(where) && !is_marked(list, where))) &&
	       (!device.watched_reads ||
		(device.watched_reads == 1 && is_start(4 * device.watched) &&
		 is_marked(list, 4 * device.watched)));
}

static void before_turn(struct ecap_list *list, u16 *where)
{
	PROVE(holds_in_turn(list, *where),
	      "the invariant is true before the first turn");
	PROVE(!bit_is_set(spot, list->starts), "no slot is marked at first");

	__CPROVER_havoc_object(&subject);
	*where = nondet_u16();
	device.reads = nondet_uint();
	device.watched_reads = nondet_uint();
	marks = nondet_uint();
	ASSUME(holds_in_turn(list, *where));
	/* marks.c: if one slot is not marked, fewer than all are marked. */
	ASSUME(!*where || marks < ECAP_SLOTS);

	spot_was_marked = bit_is_set(spot, list->starts);
	began_at = *where;
}

static void after_turn(const struct ecap_list *list, u16 where)
{
	bool at_spot = began_at == PCI_CFG_SPACE_SIZE + 4 * spot;

	PROVE(bit_is_set(spot, list->starts) == (spot_was_marked || at_spot),
	      "each turn marks its own slot and no other");
	/* marks.c: one more slot is marked. */
	marks++;
	PROVE(holds_in_turn(list, where), "each turn keeps the invariant");
	REACHED("a turn that goes on");
	ASSUME(false);
}

#define turns(condition)						\
	for (before_turn(list, &where); condition; after_turn(list, where))
#define while	turns
#include "ecap.c"
#undef while

int main(void)
{
	int err;

	any_device(PCI_CFG_SPACE_SIZE, PCI_CFG_SPACE_EXP_SIZE);
	ASSUME(device.watched < PCI_CFG_SPACE_EXP_SIZE / 4);
	one = nondet_uint();
	another = nondet_uint();
	spot = nondet_uint();
	ASSUME(spot < ECAP_SLOTS);
	cfg.size = nondet_bool() ? PCI_CFG_SPACE_SIZE : PCI_CFG_SPACE_EXP_SIZE;
	__CPROVER_havoc_object(&subject);

	err = ecap_walk(&subject, &cfg);

	PROVE(err <= 0, "an errno is negative");
	PROVE(holds_of_list(&subject), "the list is valid");
	PROVE(subject.count <= ECAP_SLOTS, "the list fits");
	PROVE(device.reads <= ECAP_SLOTS, "at most 960 reads");
	PROVE(device.watched_reads <= 1, "no dword is read twice");
	PROVE(!device.writes, "nothing is written");
	PROVE(cfg.size == PCI_CFG_SPACE_EXP_SIZE || !device.reads,
	      "without extended configuration space, no access");
	if (err)
		REACHED("an error");
	else if (subject.count == ECAP_SLOTS)
		REACHED("a full list");
	else if (subject.faults & ECAP_CHAIN_LOOPS)
		REACHED("a chain that loops");
	else if (subject.count)
		REACHED("a list");
}
