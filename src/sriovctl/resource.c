// SPDX-License-Identifier: GPL-2.0
/* The address space of a PCI function, by its "resource" file. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "proc.h"
#include "resource.h"
#include "snapshot.h"
#include "sysfs.h"

/* Of the kernel's include/linux/ioport.h */
#define FLAG_MEMORY		0x00000200
#define FLAG_PREFETCH		0x00002000
#define FLAG_UNSET		0x20000000

/* /proc/iomem, which root can read; read once. */
static const char *iomem(void)
{
	static char *text;

	if (!text)
		text = proc_read("iomem") ?: xstrdup("");
	return text;
}

/*
 * The kernel does not show whether it has found room for a resource, but what has
 * room is in the tree that /proc/iomem shows, under the name of its function; of
 * a bridge's windows, under the name of the bus.
 */
static bool is_in_tree(uint64_t start, uint64_t end)
{
	char *range __free_string =
		xasprintf("%08" PRIx64 "-%08" PRIx64, start, end);
	char *line __free_string = xasprintf("%s : ", range);
	char *path __free_string = xasprintf("iomem/%s", range);
	bool found;

	if (snapshot_is_loaded())
		return snapshot_get(SNAPSHOT_FILE, path);

	found = strstr(iomem(), line);
	if (found && snapshot_is_recording())
		snapshot_add(SNAPSHOT_FILE, path, "assigned");
	return found;
}

static struct resource parse(const char *line)
{
	uint64_t start, end, flags;

	if (sscanf(line, "%" SCNx64 " %" SCNx64 " %" SCNx64, &start, &end,
		   &flags) != 3 || !flags || end <= start)
		return (struct resource){};

	return (struct resource){
		.size = end - start + 1,
		.assigned = start && !(flags & FLAG_UNSET) &&
			    is_in_tree(start, end),
		.memory = flags & FLAG_MEMORY,
		.prefetchable = flags & FLAG_PREFETCH,
	};
}

void resource_read(const char *address, struct resource resources[MAX_RESOURCES])
{
	char *text __free_string = sysfs_read_all(DEVICES "/%s/resource", address);
	const char *line = text;
	unsigned int i;

	for (i = 0; i < MAX_RESOURCES; i++) {
		resources[i] = line ? parse(line) : (struct resource){};
		line = line ? strchr(line, '\n') : NULL;
		line = line && line[1] ? line + 1 : NULL;
	}
}
