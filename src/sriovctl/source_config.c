// SPDX-License-Identifier: GPL-2.0
/*
 * PFs without the module: decoded here from configuration space, which root can
 * read, and from what the kernel shows of PCI devices.
 */
#include <stdlib.h>
#include <string.h>

#include "facts.h"
#include "pf.h"
#include "snapshot.h"
#include "sysfs.h"

/* What only the module knows; in a file it may be kept. */
static const char * const of_module[] = { "last_error", "vf_driver_override" };

struct from_config {
	struct capability *capability;
	struct sriov_pf_facts facts;
};

/* Ordinary users can read no capability. */
static void __noreturn cannot_read(void)
{
	if (snapshot_is_loaded())
		die(STATUS_FAILURE,
		    "the file has no extended configuration space; 'lspci -xxxx' shows it to root");
	die(STATUS_NOT_LOADED,
	    "the module sriov_pf is not loaded; run 'modprobe sriov_pf' as root. Without it only root can read the devices");
}

static void say_more(void)
{
	complain("note: the module sriov_pf is not loaded; with it there is more to see: modprobe sriov_pf");
}

static struct strings all(void)
{
	struct strings devices __free_strings = sysfs_names(DEVICES);
	enum capability_found found;
	struct strings pfs = {};
	bool readable = false;
	size_t i;

	for (i = 0; i < devices.count; i++) {
		found = capability_look_for(devices.item[i]);
		readable |= found != CAPABILITY_UNREADABLE;
		if (found == CAPABILITY_PRESENT)
			strings_add(&pfs, xstrdup(devices.item[i]));
	}
	if (!readable)
		cannot_read();
	if (!snapshot_is_loaded() && !sysfs_is_directory(CLASS))
		say_more();
	return pfs;
}

static void open_pf(struct pf *pf)
{
	struct from_config *from = xzalloc(sizeof(*from));

	from->capability = capability_read(pf->address);
	from->capability->alone = snapshot_is_dump(pf->address);
	if (from->capability->answers)
		facts_gather(pf->address, from->capability, &from->facts);
	pf->priv = from;
}

static void close_pf(struct pf *pf)
{
	struct from_config *from = pf->priv;

	capability_free(from->capability);
	free(from);
}

static char *value(struct pf *pf, const char *name)
{
	struct from_config *from = pf->priv;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(of_module); i++)
		if (!strcmp(name, of_module[i]))
			return sysfs_read(CLASS "/%s/%s", pf->address, name);

	return capability_value(from->capability, &from->facts, name);
}

static struct strings names(struct pf *pf, const char *directory)
{
	struct from_config *from = pf->priv;
	struct strings names = capability_names(from->capability, directory);
	size_t i;

	for (i = 0; !directory[0] && i < ARRAY_SIZE(of_module); i++)
		if (pf_value(pf, of_module[i]))
			strings_add(&names, xstrdup(of_module[i]));
	strings_sort(&names);
	return names;
}

const struct pf_source source_config = {
	.all = all,
	.open = open_pf,
	.close = close_pf,
	.value = value,
	.names = names,
};
