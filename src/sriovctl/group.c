// SPDX-License-Identifier: GPL-2.0
/* IOMMU groups. */
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "group.h"
#include "sysfs.h"

struct group {
	char *name;
	struct strings devices;
};

/* Those that were read: a tree of tsearch(3) */
static void *groups;

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct group *)a)->name,
		      ((const struct group *)b)->name);
}

const struct strings *group_devices(const char *name)
{
	struct group wanted = { .name = (char *)name };
	struct group **found = tfind(&wanted, &groups, compare), *group;

	if (found)
		return &(*found)->devices;

	group = xzalloc(sizeof(*group));
	group->name = xstrdup(name);
	group->devices = sysfs_names("kernel/iommu_groups/%s/devices", name);
	if (!tsearch(group, &groups, compare))
		die(STATUS_FAILURE, "out of memory");
	return &group->devices;
}
