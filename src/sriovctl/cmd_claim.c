// SPDX-License-Identifier: GPL-2.0
/* sriovctl claim */
#include <stdio.h>
#include <string.h>

#include "claims.h"
#include "cmd.h"
#include "sysfs.h"
#include "targets.h"

static int set_override(const char *address, const char *driver)
{
	return sysfs_write(driver, DEVICES "/%s/driver_override", address);
}

/* As it was before: with its override, and with a driver. */
static void undo(const char *address, const char *override)
{
	char *driver __free_string = driver_of(address);

	set_override(address, override ?: "");
	if (!driver)
		probe(address);
}

static int try_claim(const char *address, const char *before)
{
	char *override __free_string = override_of(address);
	char *driver __free_string = NULL, *after __free_string = NULL;
	char *binding __free_string = NULL;
	int err;

	err = set_override(address, OUR_DRIVER);
	if (err)
		die(STATUS_FAILURE, "%s: driver_override: %s", address,
		    strerror(err));
	err = before ? unbind(address) : 0;
	if (err)
		complain("%s: cannot unbind %s: %s", address, before,
			 strerror(err));
	probe(address);
	driver = driver_of(address);
	if (is_ours(driver)) {
		printf("%s is bound to sriov-pf\n", address);
		return STATUS_OK;
	}
	undo(address, override);
	after = driver_of(address);
	binding = binding_text(after);
	complain("%s: sriov-pf did not bind it; it is %s ('dmesg | grep %s' may say why)",
		 address, binding, address);
	return STATUS_FAILURE;
}

/*
 * driver_override makes a PF fit the one driver of that name and no other. A driver
 * that has the PF keeps it, unless we are forced.
 */
static int claim(const char *address, bool force)
{
	char *driver __free_string = driver_of(address);

	if (is_ours(driver)) {
		printf("%s is already bound to sriov-pf\n", address);
		return STATUS_OK;
	}
	sysfs_need_write("claim", DEVICES "/%s/driver_override", address);
	if (has_vfs(address))
		return STATUS_FAILURE;
	if (driver && !force) {
		complain("%s is bound to %s; --force unbinds that driver, and what uses the device loses it",
			 address, driver);
		return STATUS_FAILURE;
	}
	return try_claim(address, driver);
}

int cmd_claim(const struct args *args)
{
	struct strings targets __free_strings = {};
	int status = STATUS_OK;
	size_t i;

	need_module();
	targets = targets_find(args, 0);
	for (i = 0; i < targets.count; i++)
		status = claim(targets.item[i], args->options & OPTION_FORCE) ?:
			 status;
	return status;
}
