/* SPDX-License-Identifier: GPL-2.0 */
/* What the checks of a PF say. */
#ifndef SRIOVCTL_CHECKS_H
#define SRIOVCTL_CHECKS_H

#include "pf.h"

/**
 * struct check - one check of a PF
 * @name: its name
 * @state: "ok", "warning", "blocked"; "unknown" if it says anything else
 * @text: what follows that; "" if nothing does
 */
struct check {
	char *name;
	const char *state;
	char *text;
};

/**
 * struct checks - all checks of a PF, sorted
 * @known: whether the PF has checks; if not, this was said on standard error once
 * @check: they
 * @count: how many
 */
struct checks {
	bool known;
	struct check *check;
	size_t count;
};

#define __free_checks	__attribute__((cleanup(checks_free)))

struct checks checks_read(struct pf *pf);
void checks_free(struct checks *checks);

static inline bool check_is(const struct check *check, const char *state)
{
	return !__builtin_strcmp(check->state, state);
}

/**
 * struct verdict - what one check says, but for its text
 * @name: the check's name
 * @state: "ok", "warning", "blocked", or something that a newer module may say
 */
struct verdict {
	const char *name;
	const char *state;
};

/* All verdicts, for verdicts_next(), to be freed; NULL if the PF has no checks. */
char *verdicts_read(struct pf *pf);

/* The next verdict of @rest, a text that is changed; false after the last one. */
bool verdicts_next(char **rest, struct verdict *verdict);

/*
 * Whether a PF without a driver and without VFs is blocked. Then not a single VF can be
 * enabled, and nothing else need be read.
 */
bool checks_block(struct pf *pf);

#endif
