// SPDX-License-Identifier: GPL-2.0
/* Names of devices and classes, from udev's hardware database. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <libudev.h>

#include "names.h"

/* NULL on a machine without the database. */
static struct udev_hwdb *database(void)
{
	static struct udev_hwdb *hwdb;
	static bool tried;

	if (!tried) {
		errno = 0;
		hwdb = udev_hwdb_new(NULL);
		if (!hwdb)
			need_memory();
	}
	tried = true;
	return hwdb;
}

static struct udev_list_entry *look_up(const char *modalias)
{
	struct udev_list_entry *found;

	if (!database())
		return NULL;

	errno = 0;
	found = udev_hwdb_get_properties_list_entry(database(), modalias, 0);
	if (!found)
		need_memory();
	return found;
}

static const char *property(struct udev_list_entry *list, const char *name)
{
	struct udev_list_entry *entry =
		udev_list_entry_get_by_name(list, name);

	return entry ? udev_list_entry_get_value(entry) : NULL;
}

static unsigned int id(struct pf *pf, const char *name)
{
	uint64_t value;

	return parse_number(pf_id(pf, name), 16, &value) ? value : 0;
}

/* One kind of device, and its name or NULL */
struct kind {
	unsigned int vendor;
	unsigned int device;
	char *name;
};

static struct kind *kinds;
static size_t nr_kinds;

static char *find_name(const struct kind *kind)
{
	char *modalias __free_string =
		xasprintf("pci:v%08Xd%08X", kind->vendor, kind->device);
	struct udev_list_entry *found = look_up(modalias);
	const char *vendor = property(found, "ID_VENDOR_FROM_DATABASE");
	const char *device = property(found, "ID_MODEL_FROM_DATABASE");

	if (!vendor)
		return NULL;
	if (!device)
		return xasprintf("%s Device %04x", vendor, kind->device);
	return xasprintf("%s %s", vendor, device);
}

/* Many PFs are of few kinds, and the database takes long to search. */
char *name_of_device(struct pf *pf)
{
	struct kind kind = { id(pf, "vendor"), id(pf, "device") };
	size_t i;

	for (i = 0; i < nr_kinds; i++)
		if (kinds[i].vendor == kind.vendor && kinds[i].device == kind.device)
			return copy_text(kinds[i].name);
	kind.name = find_name(&kind);
	kinds = xrealloc(kinds, (nr_kinds + 1) * sizeof(*kinds));
	kinds[nr_kinds++] = kind;
	return copy_text(kind.name);
}

char *name_of_class(struct pf *pf)
{
	unsigned int code = id(pf, "class");
	char *modalias __free_string =
		xasprintf("pci:v%08Xd%08Xsv00000000sd00000000bc%02Xsc%02Xi00",
			  id(pf, "vendor"), id(pf, "device"), code >> 16,
			  code >> 8 & 0xff);
	struct udev_list_entry *found = look_up(modalias);
	const char *name = property(found, "ID_PCI_SUBCLASS_FROM_DATABASE") ?:
			   property(found, "ID_PCI_CLASS_FROM_DATABASE");

	return name ? xstrdup(name) : NULL;
}
