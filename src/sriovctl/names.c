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

/* One kind of device, and the names of its vendor and its model, or NULL */
struct kind {
	unsigned int vendor_id;
	unsigned int device_id;
	char *vendor;
	char *model;
};

static struct kind *kinds;
static size_t nr_kinds;

static struct kind ids_of(struct pf *pf)
{
	return (struct kind){ .vendor_id = id(pf, "vendor"), .device_id = id(pf, "device") };
}

static bool is_same(const struct kind *a, const struct kind *b)
{
	return a->vendor_id == b->vendor_id && a->device_id == b->device_id;
}

static const struct kind *find_kind(const struct kind *kind)
{
	size_t i;

	for (i = 0; i < nr_kinds; i++)
		if (is_same(&kinds[i], kind))
			return &kinds[i];
	return NULL;
}

/* @found: what the database has of it */
static const struct kind *add_kind(struct kind kind, struct udev_list_entry *found)
{
	kind.vendor = copy_text(property(found, "ID_VENDOR_FROM_DATABASE"));
	kind.model = copy_text(property(found, "ID_MODEL_FROM_DATABASE"));
	kinds = xrealloc(kinds, (nr_kinds + 1) * sizeof(*kinds));
	kinds[nr_kinds] = kind;
	return &kinds[nr_kinds++];
}

/* Many PFs are of few kinds, and the database takes long to search. */
static const struct kind *kind_of(struct pf *pf)
{
	struct kind kind = ids_of(pf);
	const struct kind *known = find_kind(&kind);
	char *modalias __free_string = NULL;

	if (known)
		return known;

	modalias = xasprintf("pci:v%08Xd%08X", kind.vendor_id, kind.device_id);
	return add_kind(kind, look_up(modalias));
}

const char *name_of_vendor(struct pf *pf)
{
	return kind_of(pf)->vendor;
}

const char *name_of_model(struct pf *pf)
{
	return kind_of(pf)->model;
}

char *name_of_device(struct pf *pf)
{
	const struct kind *kind = kind_of(pf);

	if (!kind->vendor)
		return NULL;
	if (!kind->model)
		return xasprintf("%s Device %04x", kind->vendor, kind->device_id);
	return xasprintf("%s %s", kind->vendor, kind->model);
}

/* What is found has the names of the kind, too. */
char *name_of_class(struct pf *pf)
{
	struct kind kind = ids_of(pf);
	unsigned int code = id(pf, "class");
	char *modalias __free_string =
		xasprintf("pci:v%08Xd%08Xsv00000000sd00000000bc%02Xsc%02Xi00",
			  kind.vendor_id, kind.device_id, code >> 16, code >> 8 & 0xff);
	struct udev_list_entry *found = look_up(modalias);

	if (!find_kind(&kind))
		add_kind(kind, found);
	return copy_text(property(found, "ID_PCI_SUBCLASS_FROM_DATABASE") ?:
			 property(found, "ID_PCI_CLASS_FROM_DATABASE"));
}
