// SPDX-License-Identifier: GPL-2.0
/*
 * sriovctl release. The module need not be there: what it leaves behind when it
 * goes is an override that keeps every other driver away.
 */
#include <stdio.h>
#include <string.h>

#include "claims.h"
#include "cmd.h"
#include "kept.h"
#include "sysfs.h"

static void note_next_boot(const char *address)
{
	struct kept kept __free_kept = {};

	if (kept_read(address, &kept) && kept.claim)
		complain(
			"note: %s is claimed again at the next boot; to end that: sriovctl forget %s",
			 address, address);
}

static int fail(const char *address, const char *what, int err)
{
	complain("%s: %s: %s", address, what, strerror(err));
	return STATUS_FAILURE;
}

static int give_back(const char *address, bool bound, bool overridden)
{
	char *driver __free_string = NULL, *binding __free_string = NULL;
	int err = 0;

	if (overridden)
		err = sysfs_write("", DEVICES "/%s/driver_override", address);
	if (err)
		return fail(address, "driver_override", err);
	if (bound)
		err = unbind(address);
	if (err)
		return fail(address, "cannot unbind sriov-pf", err);

	probe(address);
	driver = driver_of(address);
	binding = binding_text(driver);
	printf("%s is %s\n", address, binding);
	note_next_boot(address);
	return STATUS_OK;
}

static int release(const char *address)
{
	char *driver __free_string = driver_of(address);
	char *binding __free_string = binding_text(driver);
	bool overridden = is_overridden_for_us(address);

	if (!is_ours(driver) && !overridden) {
		printf("%s is not bound to sriov-pf: it is %s\n", address,
		       binding);
		return STATUS_OK;
	}
	sysfs_need_write("release", DEVICES "/%s/driver_override", address);
	if (is_ours(driver) && has_vfs(address))
		return STATUS_FAILURE;
	return give_back(address, is_ours(driver), overridden);
}

static bool is_module_loaded(void)
{
	return pf_source()->has_module;
}

/* A device by its whole address, with or without the domain 0; to be freed. */
static char *device_at(const char *name)
{
	char *longer;

	if (!*name || strchr(name, '/'))
		return NULL;
	if (sysfs_is_directory(DEVICES "/%s", name))
		return xstrdup(name);

	longer = xasprintf("0000:%s", name);
	if (sysfs_is_directory(DEVICES "/%s", longer))
		return longer;
	free_string(&longer);
	return NULL;
}

/*
 * The PF that is meant; but a device that is overridden for our driver is found
 * without the module too, and if it is no PF.
 */
static char *find(const char *word)
{
	struct strings claimed __free_strings = claims_all();
	struct strings pfs __free_strings = {};
	char *name __free_string = pf_normalize(word);
	const char *found = NULL;
	char *device;

	if (is_module_loaded())
		pfs = pf_all();
	found = pf_choose(name, &pfs) ?: pf_choose(name, &claimed);
	if (found)
		return xstrdup(found);
	if (is_module_loaded())
		return pf_find_address(word, &pfs);

	device = device_at(name);
	if (!device)
		die(STATUS_NO_PF,
		    "there is no claimed device '%s'; there are: %s",
		    name, claimed.count ? strings_join(&claimed, " ") : "none");
	return device;
}

static struct strings find_named(const struct args *args)
{
	struct strings named = {};
	size_t i;

	for (i = 0; i < args->count; i++)
		strings_add(&named, find(args->words[i]));
	return named;
}

int cmd_release(const struct args *args)
{
	bool all = args->options & OPTION_ALL;
	struct strings meant __free_strings = all ? claims_all() : find_named(args);
	int status = STATUS_OK;
	size_t i;

	if (!meant.count)
		printf("no device is claimed\n");
	for (i = 0; i < meant.count; i++)
		status = release(meant.item[i]) ?: status;
	return status;
}
