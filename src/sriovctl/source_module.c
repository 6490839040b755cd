// SPDX-License-Identifier: GPL-2.0
/* PFs as the module shows them, in its class directory. */
#include <stdlib.h>
#include <string.h>

#include "pf.h"
#include "sysfs.h"

static struct strings all(void)
{
	return sysfs_names(CLASS);
}

/* The class directory has a link to this one. */
static void open_pf(struct pf *pf)
{
	struct sysfs_dir *files = xzalloc(sizeof(*files));

	sysfs_dir_open(files, &pf->device, "sriov_pf/%s", pf->address);
	pf->priv = files;
}

static void close_pf(struct pf *pf)
{
	sysfs_dir_close(pf->priv);
	free(pf->priv);
}

static char *value(struct pf *pf, const char *name)
{
	return sysfs_dir_read(pf->priv, name);
}

/*
 * What every device of Linux has, the module has not made. Who reads
 * waiting_for_supplier may wait for a probe.
 */
static bool is_of_every_device(const char *name)
{
	return !strcmp(name, "uevent") || !strcmp(name, "waiting_for_supplier");
}

/* What the files in checks/ begin with, once more */
static bool is_summary(const char *name)
{
	return !strcmp(name, "verdicts");
}

static struct strings names(struct pf *pf, const char *directory)
{
	struct strings found __free_strings =
		sysfs_dir_files(pf->priv, directory);
	struct strings names = {};
	size_t i;

	for (i = 0; i < found.count; i++)
		if (!is_of_every_device(found.item[i]) &&
		    !is_summary(found.item[i]))
			strings_add(&names, xstrdup(found.item[i]));
	return names;
}

const struct pf_source source_module = {
	.has_module = true,
	.all = all,
	.open = open_pf,
	.close = close_pf,
	.value = value,
	.names = names,
};
