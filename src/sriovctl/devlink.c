// SPDX-License-Identifier: GPL-2.0
/* Drivers whose devices have SR-IOV and its TotalVFs set by parameters of devlink. */
#include <string.h>

#include "devlink.h"

/**
 * struct known - a driver and its parameters, which a reboot puts into effect
 * @driver: its name
 * @sriov: the one that turns SR-IOV on
 * @number: the one that sets TotalVFs, or NULL
 * @otherwise: what does both where the kernel's driver is too old for that
 */
struct known {
	const char *driver;
	const char *sriov;
	const char *number;
	const char *otherwise;
};

static const struct known known[] = {
	{ "mlx5_core", "enable_sriov", "total_vfs",
	  "mlxconfig (SRIOV_EN, NUM_OF_VFS)" },
	{ "bnxt_en", "enable_sriov", NULL, "bnxtnvm or niccli" },
};

static char *advice(const char *address, const struct known *driver,
		    const char *parameter)
{
	return xasprintf("The device itself has it as a setting: devlink dev param show pci/%s name %s; without that parameter: %s",
			 address, parameter, driver->otherwise);
}

static const struct known *find(const char *driver)
{
	size_t i;

	for (i = 0; driver && i < ARRAY_SIZE(known); i++)
		if (!strcmp(driver, known[i].driver))
			return &known[i];
	return NULL;
}

char *devlink_advice_on_sriov(const char *address, const char *driver)
{
	const struct known *found = find(driver);

	return found ? advice(address, found, found->sriov) : NULL;
}

char *devlink_advice_on_number(const char *address, const char *driver)
{
	const struct known *found = find(driver);

	return found && found->number ? advice(address, found, found->number) : NULL;
}
