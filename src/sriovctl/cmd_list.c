// SPDX-License-Identifier: GPL-2.0
/* sriovctl list */
#include <stdlib.h>

#include "checks.h"
#include "cmd.h"
#include "json.h"
#include "kept.h"
#include "names.h"
#include "table.h"

enum column {
	ADDRESS,
	VFS,
	DRIVER,
	BLOCKED_BY,
	NAME,
	NR_COLUMNS
};

static const char * const headings[NR_COLUMNS] = {
	[ADDRESS] = "ADDRESS",
	[VFS] = "VFS",
	[DRIVER] = "DRIVER",
	[BLOCKED_BY] = "BLOCKED BY",
	[NAME] = "NAME",
};

static char *blocked_text(struct pf *pf)
{
	struct checks checks __free_checks = checks_read(pf);
	struct strings blocked __free_strings = checks_blocked(&checks);

	return checks.known ? strings_join(&blocked, " ") : xstrdup("?");
}

static void add_row(struct libscols_table *table, struct pf *pf)
{
	struct libscols_line *row = table_row(table, NULL);
	char *name = name_of_device(pf);

	if (!name)
		name = pf_ids(pf);
	table_cell(row, ADDRESS, xstrdup(pf->address), "");
	table_cell(row, VFS, xasprintf("%s/%s", pf_value(pf, "num_vfs") ?: "?",
				       pf_value(pf, "total_vfs") ?: "?"), "");
	table_cell(row, DRIVER, copy_text(pf_device_link(pf, "driver")), "-");
	table_cell(row, BLOCKED_BY, blocked_text(pf), "-");
	table_cell(row, NAME, name, "");
}

static void print_table(const struct strings *pfs)
{
	struct libscols_table *table = table_new();
	size_t i;

	for (i = 0; i < NR_COLUMNS; i++)
		table_column(table, headings[i]);
	for (i = 0; i < pfs->count; i++) {
		struct pf *pf __free_pf = pf_open(pfs->item[i]);

		add_row(table, pf);
	}
	table_print(table);
}

static void add_blocked(struct json_object *item, struct pf *pf)
{
	struct checks checks __free_checks = checks_read(pf);
	struct strings blocked __free_strings = checks_blocked(&checks);
	struct json_object *array = checks.known ? json_new_array() : NULL;
	size_t i;

	for (i = 0; i < blocked.count; i++)
		json_add_text(array, NULL, blocked.item[i]);
	json_add(item, "blocked_by", array);
}

static struct json_object *make_item(struct pf *pf)
{
	struct json_object *item = json_new_object();
	char *name __free_string = name_of_device(pf);
	struct kept kept __free_kept = {};

	json_add_text(item, "address", pf->address);
	json_add_text(item, "vendor", pf_device(pf, "vendor"));
	json_add_text(item, "device", pf_device(pf, "device"));
	json_add_text(item, "name", name);
	json_add_text(item, "driver", pf_device_link(pf, "driver"));
	json_add_value(item, "num_vfs", pf_value(pf, "num_vfs"));
	json_add_value(item, "total_vfs", pf_value(pf, "total_vfs"));
	json_add_value(item, "max_num_vfs", pf_value(pf, "max_num_vfs"));
	if (kept_read(pf->address, &kept))
		json_add_number(item, "persistent_vfs", kept.vfs);
	else
		json_add(item, "persistent_vfs", NULL);
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
		print_table(&pfs);
	else
		complain("no device of this machine has the SR-IOV capability");
	return STATUS_OK;
}
