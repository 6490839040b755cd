// SPDX-License-Identifier: GPL-2.0
/* The PFs that a command is to change: named ones, or all of a kind. */
#include <stdlib.h>
#include <string.h>

#include "claims.h"
#include "targets.h"

static bool has_driver(const char *address, const char *wanted)
{
	char *driver __free_string = driver_of(address);

	return driver && !strcmp(driver, wanted);
}

/* Whether the ids of a PF are "VENDOR:DEVICE". */
static bool has_ids(const char *address, const char *wanted)
{
	struct pf *pf __free_pf = pf_open(address);
	char *ids __free_string = pf_ids(pf);

	return !strcasecmp(ids, wanted);
}

static bool is_wanted(const char *address, const struct args *args)
{
	return (!args->driver || has_driver(address, args->driver)) &&
	       (!args->id || has_ids(address, args->id));
}

static struct strings find_all(const struct args *args, const struct strings *pfs)
{
	struct strings targets = {};
	size_t i;

	for (i = 0; i < pfs->count; i++)
		if (is_wanted(pfs->item[i], args))
			strings_add(&targets, xstrdup(pfs->item[i]));
	if (!targets.count)
		die(STATUS_NO_PF, "there is no such PF");
	return targets;
}

struct strings targets_find(const struct args *args, size_t others)
{
	struct strings pfs __free_strings = pf_all();
	struct strings targets = {};
	char *address;
	size_t i;

	if (args->options & OPTION_ALL)
		return find_all(args, &pfs);

	for (i = 0; i + others < args->count; i++) {
		address = pf_find_address(args->words[i], &pfs);
		if (strings_have(&targets, address))
			free(address);
		else
			strings_add(&targets, address);
	}
	return targets;
}
