// SPDX-License-Identifier: GPL-2.0
/* What the checks of a PF say. */
#include <stdlib.h>
#include <string.h>

#include "checks.h"

static void say_unknown(void)
{
	static bool said;

	if (!said)
		complain(
			"note: the loaded sriov_pf has no checks/, so only the plainest obstacles are known");
	said = true;
}

/* "blocked: TEXT", "blocked", or something that a newer module may say. */
static struct check parse(const char *name, const char *verdict)
{
	static const char * const states[] = { "ok", "warning", "blocked" };
	size_t i, length;

	for (i = 0; i < 3; i++) {
		length = strlen(states[i]);
		if (!verdict || strncmp(verdict, states[i], length))
			continue;
		if (!verdict[length])
			return (struct check){ xstrdup(name), states[i], xstrdup("") };
		if (!strncmp(verdict + length, ": ", 2))
			return (struct check){ xstrdup(name), states[i],
					       xstrdup(verdict + length + 2) };
	}
	return (struct check){ xstrdup(name), "unknown",
			       xstrdup(verdict ?: "cannot be read") };
}

static struct check read_check(struct pf *pf, const char *name)
{
	char *path __free_string = xasprintf("checks/%s", name);

	return parse(name, pf_value(pf, path));
}

static void add_check(struct checks *checks, struct check check)
{
	checks->check = xrealloc(checks->check, (checks->count + 1) *
				 sizeof(*checks->check));
	checks->check[checks->count++] = check;
}

struct checks checks_read(struct pf *pf)
{
	struct strings names __free_strings = pf_names(pf, "checks");
	struct checks checks = { .known = names.count };
	size_t i;

	if (!checks.known) {
		say_unknown();
		return checks;
	}
	for (i = 0; i < names.count; i++)
		add_check(&checks, read_check(pf, names.item[i]));
	return checks;
}

/* Of "driver=blocked", what is before the sign and what is after it */
static struct check parse_verdict(char *word)
{
	char *state = strchrnul(word, '=');

	if (*state)
		*state++ = '\0';
	return parse(word, state);
}

static int compare_names(const void *a, const void *b)
{
	const struct check *first = a, *second = b;

	return strcmp(first->name, second->name);
}

/*
 * There are only the checks' own files without the module, and of a PF that does not
 * answer.
 */
struct checks checks_read_states(struct pf *pf)
{
	char *verdicts __free_string = copy_text(pf_value(pf, "verdicts"));
	struct checks checks = { .known = true };
	char *word, *rest = verdicts;

	if (!verdicts)
		return checks_read(pf);

	while ((word = strsep(&rest, " ")))
		add_check(&checks, parse_verdict(word));
	qsort(checks.check, checks.count, sizeof(*checks.check), compare_names);
	return checks;
}

void checks_free(struct checks *checks)
{
	size_t i;

	for (i = 0; i < checks->count; i++) {
		free(checks->check[i].name);
		free(checks->check[i].text);
	}
	free(checks->check);
}

struct strings checks_blocked(const struct checks *checks)
{
	struct strings blocked = {};
	size_t i;

	for (i = 0; i < checks->count; i++)
		if (check_is(&checks->check[i], "blocked"))
			strings_add(&blocked, xstrdup(checks->check[i].name));
	return blocked;
}
