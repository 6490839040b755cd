// SPDX-License-Identifier: GPL-2.0
/* The bridges above a function. */
#include <string.h>

#include "address.h"
#include "bridge.h"
#include "sysfs.h"

char *bridge_above(const char *address)
{
	char *path __free_string = sysfs_target(DEVICES "/%s", address);
	char *end = path ? strrchr(path, '/') : NULL;
	char *parent;
	uint32_t domain, routing_id;

	if (!end)
		return NULL;

	*end = '\0';
	parent = strrchr(path, '/');
	return parent && address_parse(parent + 1, &domain, &routing_id) ?
	       xstrdup(parent + 1) : NULL;
}
