/* SPDX-License-Identifier: GPL-2.0 */
/* Giving a PF to our driver, by its driver_override, and taking it back. */
#ifndef SRIOVCTL_CLAIMS_H
#define SRIOVCTL_CLAIMS_H

#include "util.h"

#define OUR_DRIVER	"sriov-pf"

/* The driver_override of a device, to be freed; NULL if there is none. */
char *override_of(const char *address);

bool is_overridden_for_us(const char *address);

/* The name of a device's driver, to be freed; NULL if it has none. */
char *driver_of(const char *address);

/* "bound to DRIVER" or "without a driver", to be freed. */
char *binding_text(const char *driver);

static inline bool is_ours(const char *driver)
{
	return driver && !__builtin_strcmp(driver, OUR_DRIVER);
}

/* The devices that are overridden for our driver, sorted. */
struct strings claims_all(void);

/* Let the kernel find a device a driver. */
void probe(const char *address);

/* Unbind its driver. Return: 0 or an errno. */
int unbind(const char *address);

/* Whether a PF has VFs, which do not outlive their driver; and say so. */
bool has_vfs(const char *address);

#endif
