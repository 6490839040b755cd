// SPDX-License-Identifier: GPL-2.0
/* PFs as the module shows them, in its class directory. */
#include <string.h>

#include "pf.h"
#include "sysfs.h"

static struct strings all(void)
{
	return sysfs_names(CLASS);
}

static char *value(struct pf *pf, const char *name)
{
	return sysfs_read(CLASS "/%s/%s", pf->address, name);
}

/*
 * What every device of Linux has, the module has not made. Who reads
 * waiting_for_supplier may wait for a probe.
 */
static bool is_of_every_device(const char *name)
{
	return !strcmp(name, "uevent") || !strcmp(name, "waiting_for_supplier");
}

static struct strings names(struct pf *pf, const char *directory)
{
	struct strings found __free_strings =
		sysfs_names(CLASS "/%s/%s", pf->address, directory);
	struct strings names = {};
	size_t i;

	for (i = 0; i < found.count; i++)
		if (!is_of_every_device(found.item[i]) &&
		    !sysfs_is_directory(CLASS "/%s/%s/%s", pf->address,
					directory, found.item[i]))
			strings_add(&names, xstrdup(found.item[i]));
	return names;
}

const struct pf_source source_module = {
	.has_module = true,
	.all = all,
	.value = value,
	.names = names,
};
