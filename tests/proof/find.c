// SPDX-License-Identifier: GPL-2.0
/*
 * finding by id ends, stays in the list, and finds the first one and the next
 *
 * Assumes: a list as the walk leaves it (walk.c), but with at most 8 entries
 * and no memory after them. Each turn of the search looks at one entry only, so
 * a ninth entry would show nothing new.
 *
 * "other" is any entry.
 *
 * cbmc: --unwind 10 -DLIST_ROOM=8
 */
#include "list.h"

unsigned long skipped;

#include "ecap.c"

#define MOST	LIST_ROOM

static struct ecap_list list;

static u16 id_at(unsigned int i)
{
	return list.entry[i].header % 0x10000;
}

static bool passed_over(unsigned int from, unsigned int other, u16 id)
{
	return other < from || other >= list.count || id_at(other) != id;
}

int main(void)
{
	struct ecap cap = { .index = nondet_u16(), .id = nondet_u16() };
	unsigned int i, from, other = nondet_uint();
	bool next = nondet_bool();
	u16 id = cap.id;
	int err;

	__CPROVER_havoc_object(&list);
	ASSUME(list.count <= MOST && other < MOST);
	for (i = 0; i < MOST; i++)
		ASSUME(entry_valid(&list, i));

	if (next) {
		from = cap.index + 1;
		err = ecap_find_next(&list, &cap);
	} else {
		from = 0;
		cap.index = nondet_u16();
		err = ecap_find(&list, id, &cap);
	}

	if (err) {
		PROVE(err == -ENODEV && cap.id == id, "absence is reported");
		PROVE(passed_over(from, other, id), "no entry has the id");
		REACHED("absence");
		return 0;
	}
	PROVE(cap.id == id && cap.index >= from && cap.index < list.count,
	      "it has the id");
	PROVE(other >= cap.index || passed_over(from, other, id),
	      "it is the first");
	if (next)
		REACHED("a next one");
	else
		REACHED("a first one");
}
