// SPDX-License-Identifier: GPL-2.0
/* PFs as the module shows them, in its class directory. */
#include <stdlib.h>
#include <string.h>

#include "keys.h"
#include "pf.h"
#include "sysfs.h"

static struct strings all(void)
{
	return sysfs_names(CLASS);
}

static bool has(const char *address)
{
	return sysfs_is_directory(CLASS "/%s", address);
}

/* The directory of a PF, and the text of its file "uevent", once that was asked for */
struct files {
	struct sysfs_dir dir;
	char *keys;
};

static void open_pf(struct pf *pf)
{
	struct files *files = xzalloc(sizeof(*files));

	sysfs_dir_open(&files->dir, CLASS "/%s", pf->address);
	pf->priv = files;
}

static void close_pf(struct pf *pf)
{
	struct files *files = pf->priv;

	sysfs_dir_close(&files->dir);
	free(files->keys);
	free(files);
}

static const struct sysfs_dir *dir_of(const struct pf *pf)
{
	const struct files *files = pf->priv;

	return &files->dir;
}

static void learn(struct pf *pf)
{
	struct files *files = pf->priv;

	files->keys = sysfs_dir_read_page(&files->dir, "uevent");
	if (files->keys)
		files->keys = keys_learn(pf, files->keys);
}

static char *value(struct pf *pf, const char *name)
{
	return sysfs_dir_read(dir_of(pf), name);
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
		sysfs_dir_files(dir_of(pf), directory);
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
	.has = has,
	.open = open_pf,
	.close = close_pf,
	.learn = learn,
	.value = value,
	.names = names,
};
