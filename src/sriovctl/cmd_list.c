// SPDX-License-Identifier: GPL-2.0
/* sriovctl list */
#include <inttypes.h>
#include <string.h>

#include "checks.h"
#include "cmd.h"
#include "json.h"
#include "kept.h"
#include "listing.h"
#include "names.h"
#include "snapshot.h"
#include "vf.h"

/* Where VFs can be enabled, nothing blocks them: no check need be read. */
static bool is_free(struct pf *pf)
{
	return !checks_block(pf) && pf_number(pf, "max_num_vfs", 0) && !pf_number(pf, "num_vfs", 1);
}

/* That VFs are in use is no fault: it has a column of its own. */
static struct strings find_blocking(struct pf *pf, bool *known)
{
	struct strings blocking = {};
	char *verdicts __free_string = NULL;
	struct verdict verdict;
	char *rest;

	*known = true;
	if (is_free(pf))
		return blocking;

	verdicts = verdicts_read(pf);
	rest = verdicts;
	*known = verdicts;
	while (verdicts_next(&rest, &verdict))
		if (!strcmp(verdict.state, "blocked") &&
		    strcmp(verdict.name, "vfs_in_use"))
			strings_add(&blocking, xstrdup(verdict.name));
	strings_sort(&blocking);
	return blocking;
}

static char *text_of(struct pf *pf, const char *name)
{
	return copy_text(pf_value(pf, name));
}

static char *address_text(void *pf)
{
	return xstrdup(((struct pf *)pf)->address);
}

static char *num_vfs_text(void *pf)
{
	return text_of(pf, "num_vfs");
}

static char *total_vfs_text(void *pf)
{
	return text_of(pf, "total_vfs");
}

/* NULL if it is not known */
static char *most_text(struct pf *pf)
{
	uint64_t most = checks_block(pf) ? 0 : pf_most_vfs(pf, UINT64_MAX);

	return most == UINT64_MAX ? NULL : xasprintf("%" PRIu64, most);
}

static char *max_text(void *pf)
{
	return most_text(pf) ?: xstrdup("?");
}

static char *at_boot_text(void *item)
{
	struct kept kept __free_kept = {};
	struct pf *pf = item;

	return kept_read(pf->address, &kept) ? xasprintf("%" PRIu64, kept.vfs) : NULL;
}

static char *in_use_text(void *item)
{
	struct pf *pf = item;

	if (!pf_number(pf, "num_vfs", 0))
		return NULL;
	/* A dump has registers alone. */
	if (snapshot_is_dump(pf->address))
		return xstrdup("?");
	return xasprintf("%u", vf_count_in_use(pf));
}

static char *blocked_text(void *pf)
{
	bool known;
	struct strings blocking __free_strings = find_blocking(pf, &known);

	return known ? strings_join(&blocking, " ") : xstrdup("?");
}

static char *driver_text(void *pf)
{
	return copy_text(pf_device_link(pf, "driver"));
}

static char *vendor_text(void *pf)
{
	return copy_text(name_of_vendor(pf));
}

static char *model_text(void *pf)
{
	return copy_text(name_of_model(pf)) ?: pf_ids(pf);
}

static char *id_text(void *pf)
{
	return pf_ids(pf);
}

static char *numa_node_text(void *pf)
{
	return copy_text(pf_device(pf, "numa_node"));
}

static char *serial_text(void *pf)
{
	return copy_text(pf_serial_number(pf));
}

static const struct column columns[] = {
	{ "ADDRESS", true, 0, address_text },
	{ "VFS", true, SCOLS_FL_RIGHT, num_vfs_text },
	{ "MAX", true, SCOLS_FL_RIGHT, max_text },
	{ "AT-BOOT", true, SCOLS_FL_RIGHT, at_boot_text },
	{ "IN-USE", true, SCOLS_FL_RIGHT, in_use_text },
	{ "BLOCKED", true, 0, blocked_text },
	{ "DRIVER", true, 0, driver_text },
	{ "TOTAL", false, SCOLS_FL_RIGHT, total_vfs_text },
	{ "ID", false, 0, id_text },
	{ "NUMA-NODE", false, SCOLS_FL_RIGHT, numa_node_text },
	{ "SERIAL", false, 0, serial_text },
	{ "VENDOR", false, SCOLS_FL_TRUNC, vendor_text },
	{ "MODEL", true, SCOLS_FL_TRUNC, model_text },
};

static void print_table(const struct strings *pfs, const struct args *args)
{
	struct listing *listing = listing_new(columns, ARRAY_SIZE(columns), args);
	size_t i;

	for (i = 0; i < pfs->count; i++) {
		struct pf *pf __free_pf = pf_open(pfs->item[i]);

		listing_add(listing, pf);
	}
	listing_print(listing);
}

static void add_blocked(struct json_object *item, struct pf *pf)
{
	bool known;
	struct strings blocking __free_strings = find_blocking(pf, &known);
	struct json_object *array = known ? json_new_array() : NULL;
	size_t i;

	for (i = 0; i < blocking.count; i++)
		json_add_text(array, NULL, blocking.item[i]);
	json_add(item, "blocked_by", array);
}

static struct json_object *make_item(struct pf *pf)
{
	struct json_object *item = json_new_object();
	char *name __free_string = name_of_device(pf);
	char *most __free_string = most_text(pf);
	struct kept kept __free_kept = {};

	json_add_text(item, "address", pf->address);
	json_add_text(item, "vendor", pf_device(pf, "vendor"));
	json_add_text(item, "device", pf_device(pf, "device"));
	json_add_text(item, "name", name);
	json_add_text(item, "driver", pf_device_link(pf, "driver"));
	json_add_value(item, "num_vfs", pf_value(pf, "num_vfs"));
	json_add_value(item, "total_vfs", pf_value(pf, "total_vfs"));
	json_add_value(item, "max_num_vfs", pf_value(pf, "max_num_vfs"));
	json_add_value(item, "max_vfs", most);
	if (kept_read(pf->address, &kept))
		json_add_number(item, "persistent_vfs", kept.vfs);
	else
		json_add(item, "persistent_vfs", NULL);
	if (snapshot_is_dump(pf->address))
		json_add(item, "vfs_in_use", NULL);
	else
		json_add_number(item, "vfs_in_use", vf_count_in_use(pf));
	add_blocked(item, pf);
	return item;
}

static void print_json(const struct strings *pfs)
{
	struct json_object *list = json_new_object(), *array = json_new_array();
	size_t i;

	for (i = 0; i < pfs->count; i++) {
		struct pf *pf __free_pf = pf_open(pfs->item[i]);

		json_add(array, NULL, make_item(pf));
	}
	json_add(list, "pfs", array);
	json_print(list);
}

int cmd_list(const struct args *args)
{
	struct strings pfs __free_strings = pf_all();

	if (args->options & OPTION_JSON)
		print_json(&pfs);
	else if (pfs.count)
		print_table(&pfs, args);
	else
		complain("no device of this machine has the SR-IOV capability");
	return STATUS_OK;
}
