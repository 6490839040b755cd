// SPDX-License-Identifier: GPL-2.0
/* Network interfaces and block devices: which PCI function each belongs to. */
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "class.h"
#include "sysfs.h"

/* The devices of one class that belong to one function */
struct devices {
	char *class;
	char *address;
	struct strings names;
};

/* All that were read: trees of tsearch(3) */
static void *known_classes, *known_devices;

char *class_address(const char *class, const char *name)
{
	char *path __free_string = sysfs_target("class/%s/%s", class, name);
	uint32_t domain, routing_id;
	char *slash;

	while (path && (slash = strrchr(path, '/'))) {
		if (address_parse(slash + 1, &domain, &routing_id))
			return xstrdup(slash + 1);
		*slash = '\0';
	}
	return NULL;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

static int compare_devices(const void *a, const void *b)
{
	const struct devices *first = a, *second = b;

	return strcmp(first->address, second->address) ?:
	       strcmp(first->class, second->class);
}

/* What the tree holds at @key, which it holds from now on if it held nothing. */
static void *find_or_add(const void *key, void **tree,
			 int (*compare)(const void *, const void *))
{
	void **found = tsearch(key, tree, compare);

	if (!found)
		die(STATUS_FAILURE, "out of memory");
	return *found;
}

static void add_device(const char *class, char *address, const char *name)
{
	struct devices *new = xzalloc(sizeof(*new)), *devices;

	new->class = xstrdup(class);
	new->address = address;
	devices = find_or_add(new, &known_devices, compare_devices);
	if (devices != new) {
		free(new->class);
		free(new->address);
		free(new);
	}
	strings_add(&devices->names, xstrdup(name));
}

static void read_class(const char *class)
{
	char *key = xstrdup(class);
	struct strings names __free_strings = {};
	size_t i;

	if (find_or_add(key, &known_classes, compare_names) != key) {
		free(key);
		return;
	}
	names = sysfs_names("class/%s", class);
	for (i = 0; i < names.count; i++) {
		char *address = class_address(class, names.item[i]);

		if (address)
			add_device(class, address, names.item[i]);
	}
}

struct strings class_devices(const char *class, const char *address)
{
	struct devices wanted = { (char *)class, (char *)address, {} };
	struct strings names = {};
	struct devices **found;
	size_t i;

	read_class(class);
	found = tfind(&wanted, &known_devices, compare_devices);
	for (i = 0; found && i < (*found)->names.count; i++)
		strings_add(&names, xstrdup((*found)->names.item[i]));
	return names;
}
