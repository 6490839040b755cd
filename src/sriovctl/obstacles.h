/* SPDX-License-Identifier: GPL-2.0 */
/* What stands in the way of VFs, and what to do about it. */
#ifndef SRIOVCTL_OBSTACLES_H
#define SRIOVCTL_OBSTACLES_H

#include <stdio.h>

#include "pf.h"

/**
 * struct obstacle - one of them
 * @name: of the check, or of what else it is
 * @state: as a check's
 * @text: why
 * @advice: what to do, or NULL
 */
struct obstacle {
	char *name;
	const char *state;
	char *text;
	char *advice;
};

struct obstacles {
	struct obstacle *item;
	size_t count;
};

#define __free_obstacles	__attribute__((cleanup(obstacles_free)))

/* What stands in the way of changing the number of VFs to @wanted. */
struct obstacles obstacles_find(struct pf *pf, uint64_t wanted);

/*
 * What uses VFs that the kernel would remove none the less: the host itself, and programs
 * that it does not count.
 */
struct obstacles obstacles_find_uses(struct pf *pf);

/* What may go wrong none the less. */
struct obstacles obstacles_find_warnings(struct pf *pf);

/* A line, with the advice below it; and that for each. */
void obstacle_print(FILE *to, const struct obstacle *obstacle);
void obstacles_print(FILE *to, const struct obstacles *obstacles);

/* Append one; it takes @text and @advice over. */
void obstacles_add(struct obstacles *to, const char *name, const char *state,
		   char *text, char *advice);

/* Append what is in @from, which is then empty. */
void obstacles_move(struct obstacles *to, struct obstacles *from);

void obstacles_free(struct obstacles *obstacles);

#endif
