// SPDX-License-Identifier: GPL-2.0
/* Giving a PF to our driver, by its driver_override, and taking it back. */
#include <string.h>

#include "claims.h"
#include "output.h"
#include "sysfs.h"

char *override_of(const char *address)
{
	char *override = sysfs_read(DEVICES "/%s/driver_override", address);

	if (!override || strcmp(override, "(null)"))
		return override;

	free_string(&override);
	return NULL;
}

bool is_overridden_for_us(const char *address)
{
	char *override __free_string = override_of(address);

	return is_ours(override);
}

char *driver_of(const char *address)
{
	return sysfs_link(DEVICES "/%s/driver", address);
}

char *binding_text(const char *driver)
{
	return driver ? xasprintf("bound to %s", driver) : xstrdup("without a driver");
}

struct strings claims_all(void)
{
	struct strings devices __free_strings = sysfs_names(DEVICES);
	struct strings claimed = {};
	size_t i;

	for (i = 0; i < devices.count; i++)
		if (is_overridden_for_us(devices.item[i]))
			strings_add(&claimed, xstrdup(devices.item[i]));
	return claimed;
}

/* A device that no driver takes is no failure. */
void probe(const char *address)
{
	sysfs_write(address, PCI "/drivers_probe");
}

int unbind(const char *address)
{
	return sysfs_write(address, DEVICES "/%s/driver/unbind", address);
}

bool has_vfs(const char *address)
{
	char *num_vfs __free_string = sysfs_read(CLASS "/%s/num_vfs", address);
	char *vfs __free_string = NULL;
	uint64_t count;

	if (!parse_number(num_vfs, 10, &count) || !count)
		return false;

	vfs = vfs_text(count);
	complain("%s has %s, which would go with its driver; first: sriovctl set %s 0",
		 address, vfs, address);
	return true;
}
