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

/* Likewise, but their texts may be missing. Faster. */
struct checks checks_read_states(struct pf *pf);
void checks_free(struct checks *checks);

static inline bool check_is(const struct check *check, const char *state)
{
	return !__builtin_strcmp(check->state, state);
}

/* The names of those that block VFs. */
struct strings checks_blocked(const struct checks *checks);

#endif
