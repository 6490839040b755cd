// SPDX-License-Identifier: GPL-2.0
/* sriovctl vfs: where VFs are, or would be. */
#include <inttypes.h>

#include "cmd.h"
#include "json.h"
#include "table.h"
#include "vf.h"

enum column {
	INDEX,
	ADDRESS,
	DRIVER,
	IOMMU_GROUP,
	IN_USE,
	NR_COLUMNS
};

static const char * const headings[NR_COLUMNS] = {
	[INDEX] = "VF",
	[ADDRESS] = "ADDRESS",
	[DRIVER] = "DRIVER",
	[IOMMU_GROUP] = "IOMMU GROUP",
	[IN_USE] = "IN USE",
};

struct vf_bars {
	struct vf_bar bar[MAX_VF_BARS];
	size_t count;
};

/* Reads a VF; of one that does not exist, the address that it would have. */
static bool read_vf(struct pf *pf, unsigned int index, struct vf *vf)
{
	bool exists = vf_read(pf->address, index, vf);

	if (!exists)
		vf->address = vf_predicted_address(pf, index);
	return exists;
}

static void add_row(struct libscols_table *table, struct pf *pf,
		    const struct vf_bars *bars, unsigned int index)
{
	struct libscols_line *row = table_row(table, NULL);
	const struct vf_bar *bar;
	bool exists;
	struct vf vf;
	size_t i;

	exists = read_vf(pf, index, &vf);
	table_cell(row, INDEX, xasprintf("%u", index), "");
	table_cell(row, ADDRESS, copy_text(vf.address), "none");
	table_cell(row, DRIVER, copy_text(vf.driver), "-");
	table_cell(row, IOMMU_GROUP, copy_text(vf.iommu_group), "-");
	table_cell(row, IN_USE,
		   exists ? xstrdup(vf.in_use ? "yes" : "no") : NULL, "-");
	for (i = 0; i < bars->count; i++) {
		bar = &bars->bar[i];
		table_cell(row, NR_COLUMNS + i, vf_bar_address(bar, index),
			   index < bar->room ? "unassigned" : "no room");
	}
	vf_free(&vf);
}

static void print_table(struct pf *pf, const struct vf_bars *bars,
			unsigned int count)
{
	struct libscols_table *table = table_new();
	unsigned int index;
	size_t i;

	for (i = 0; i < NR_COLUMNS; i++)
		table_column(table, headings[i], 0);
	for (i = 0; i < bars->count; i++) {
		char *heading __free_string =
			xasprintf("BAR %u", bars->bar[i].number);

		table_column(table, heading, 0);
	}
	for (index = 0; index < count; index++)
		add_row(table, pf, bars, index);
	table_print(table);
}

static struct json_object *make_bars(const struct vf_bars *bars,
				     unsigned int index)
{
	struct json_object *array = json_new_array(), *item;
	size_t i;

	for (i = 0; i < bars->count; i++) {
		char *address __free_string =
			vf_bar_address(&bars->bar[i], index);

		item = json_new_object();
		json_add_number(item, "bar", bars->bar[i].number);
		json_add_text(item, "address", address);
		json_add_number(item, "size", bars->bar[i].size);
		json_add(array, NULL, item);
	}
	return array;
}

static struct json_object *make_item(struct pf *pf, const struct vf_bars *bars,
				     unsigned int index)
{
	struct json_object *item = json_new_object();
	struct vf vf;
	bool exists = read_vf(pf, index, &vf);

	json_add_number(item, "index", index);
	json_add_text(item, "address", vf.address);
	json_add_boolean(item, "exists", exists);
	json_add_text(item, "driver", vf.driver);
	json_add_text(item, "iommu_group", vf.iommu_group);
	json_add_boolean(item, "in_use", vf.in_use);
	json_add(item, "bars", make_bars(bars, index));
	vf_free(&vf);
	return item;
}

static void print_json(struct pf *pf, const struct vf_bars *bars,
		       unsigned int count)
{
	struct json_object *object = json_new_object();
	struct json_object *array = json_new_array();
	unsigned int index;

	for (index = 0; index < count; index++)
		json_add(array, NULL, make_item(pf, bars, index));
	json_add_text(object, "pf", pf->address);
	json_add_value(object, "num_vfs", pf_value(pf, "num_vfs"));
	json_add(object, "vfs", array);
	json_print(object);
}

int cmd_vfs(const struct args *args)
{
	bool given = args->count > 1;
	uint64_t count = given ? parse_vfs(args->words[1]) : 0;
	struct pf *pf __free_pf = pf_find(args->words[0]);
	struct vf_bars bars;

	if (!given)
		count = pf_number(pf, "num_vfs", 0);
	need_vfs_of(pf, count);
	bars.count = vf_bars_read(pf, bars.bar);
	if (args->options & OPTION_JSON)
		print_json(pf, &bars, count);
	else if (count)
		print_table(pf, &bars, count);
	else
		complain("%s has no VFs now; 'sriovctl vfs %s N' says where N of them would be",
			 pf->address, pf->address);
	return STATUS_OK;
}
