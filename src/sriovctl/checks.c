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

void checks_free(struct checks *checks)
{
	size_t i;

	for (i = 0; i < checks->count; i++) {
		free(checks->check[i].name);
		free(checks->check[i].text);
	}
	free(checks->check);
}

static char *verdicts_of(const struct checks *checks)
{
	struct strings words __free_strings = {};
	size_t i;

	for (i = 0; i < checks->count; i++)
		strings_add(&words, xasprintf("%s=%s", checks->check[i].name,
					      checks->check[i].state));
	return strings_join(&words, " ");
}

/*
 * There are only the checks' own files without the module, and of a PF that does not
 * answer.
 */
char *verdicts_read(struct pf *pf)
{
	struct checks checks __free_checks = {};
	const char *verdicts = pf_value(pf, "verdicts");

	if (verdicts)
		return xstrdup(verdicts);

	checks = checks_read(pf);
	return checks.known ? verdicts_of(&checks) : NULL;
}

bool verdicts_next(char **rest, struct verdict *verdict)
{
	char *word = strsep(rest, " ");
	char *state;

	if (!word)
		return false;

	state = strchrnul(word, '=');
	if (*state)
		*state++ = '\0';
	*verdict = (struct verdict){ .name = word, .state = state };
	return true;
}

/*
 * Of a PF without VFs, a check blocks if and only if not a single VF can be enabled, so
 * one of two files tells both. A PF without a driver is blocked: of it, the verdicts are
 * read first.
 */
bool checks_block(struct pf *pf)
{
	const char *verdicts;

	if (pf_device_link(pf, "driver") || pf_number(pf, "num_vfs", 1))
		return false;

	verdicts = pf_value(pf, "verdicts");
	return verdicts && strstr(verdicts, "=blocked");
}
