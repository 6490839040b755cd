// SPDX-License-Identifier: GPL-2.0
/* What "sriovctl vfs" shows of one VF, and of all as JSON. */
#include <string.h>

#include "group.h"
#include "json.h"
#include "vf_row.h"

struct vf_row vf_row_read(struct pf *pf, const struct vf_bars *bars,
			  unsigned int index)
{
	struct vf_row row = { .index = index, .bars = bars };

	row.exists = vf_read(pf->address, index, &row.vf);
	if (row.exists)
		row.use = vf_use_read(&row.vf);
	else
		row.vf.address = vf_predicted_address(pf, index);
	return row;
}

void vf_row_free(struct vf_row *row)
{
	vf_use_free(&row->use);
	vf_free(&row->vf);
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

static struct json_object *make_texts(const struct strings *texts)
{
	struct json_object *array = json_new_array();
	size_t i;

	for (i = 0; i < texts->count; i++)
		json_add_text(array, NULL, texts->item[i]);
	return array;
}

static struct json_object *make_processes(const struct processes *processes)
{
	struct json_object *array = json_new_array(), *item;
	size_t i;

	for (i = 0; i < processes->count; i++) {
		item = json_new_object();
		json_add_number(item, "pid", processes->item[i]->pid);
		json_add_text(item, "name", processes->item[i]->name);
		json_add_text(item, "libvirt_domain", processes->item[i]->domain);
		json_add_text(item, "container", processes->item[i]->container);
		json_add(array, NULL, item);
	}
	return array;
}

static struct json_object *make_interfaces(const struct host *host)
{
	struct json_object *array = json_new_array(), *item;
	size_t i;

	for (i = 0; i < host->interfaces.count; i++) {
		item = json_new_object();
		json_add_text(item, "name", host->interfaces.item[i]);
		json_add_boolean(item, "up", host_is_up(host->interfaces.item[i]));
		json_add(array, NULL, item);
	}
	return array;
}

static struct json_object *make_disks(const struct host *host)
{
	struct json_object *array = json_new_array(), *item, *uses;
	size_t i, j;

	for (i = 0; i < host->disks.count; i++) {
		item = json_new_object();
		uses = json_new_array();
		json_add_text(item, "name", host->disks.item[i]);
		for (j = 0; j < host->nr_uses; j++)
			if (host->use[j].device &&
			    !strcmp(host->use[j].device, host->disks.item[i]))
				json_add_text(uses, NULL, host->use[j].text);
		json_add(item, "uses", uses);
		json_add(array, NULL, item);
	}
	return array;
}

static void add_facts(struct json_object *item, struct vf_row *row)
{
	char *node __free_string = row->exists ? vf_numa_node(&row->vf) : NULL;
	char *vectors __free_string =
		row->exists ? vf_msix_vectors(&row->vf) : NULL;

	json_add_text(item, "driver", row->vf.driver);
	json_add_text(item, "iommu_group", row->vf.iommu_group);
	if (row->vf.iommu_group)
		json_add_boolean(item, "alone_in_group", !vf_count_others(&row->vf));
	else
		json_add(item, "alone_in_group", NULL);
	json_add_value(item, "numa_node", node);
	json_add_value(item, "msix_vectors", vectors);
}

static void add_uses(struct json_object *item, const struct vf_row *row)
{
	struct strings uses __free_strings = vf_use_texts(&row->use);

	json_add_boolean(item, "in_use", uses.count);
	json_add(item, "used_by", make_texts(&uses));
	json_add_boolean(item, "vfio_open", row->vf.open);
	json_add(item, "processes", make_processes(&row->use.processes));
	json_add(item, "interfaces", make_interfaces(&row->use.host));
	json_add_boolean(item, "interface_elsewhere", row->use.host.elsewhere);
	json_add(item, "block_devices", make_disks(&row->use.host));
}

static void add_no_uses(struct json_object *item)
{
	static const char * const keys[] = {
		"in_use", "used_by", "vfio_open", "processes", "interfaces",
		"interface_elsewhere", "block_devices",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(keys); i++)
		json_add(item, keys[i], NULL);
}

static struct json_object *make_item(struct vf_row *row)
{
	struct json_object *item = json_new_object();

	json_add_number(item, "index", row->index);
	json_add_text(item, "address", row->vf.address);
	json_add_boolean(item, "exists", row->exists);
	add_facts(item, row);
	if (row->exists)
		add_uses(item, row);
	else
		add_no_uses(item);
	json_add(item, "bars", make_bars(row->bars, row->index));
	return item;
}

/* The groups that the VFs are in, sorted, each once */
static struct json_object *make_groups(const struct strings *names)
{
	struct json_object *array = json_new_array(), *item;
	size_t i;

	for (i = 0; i < names->count; i++) {
		if (i && !strcmp(names->item[i], names->item[i - 1]))
			continue;
		item = json_new_object();
		json_add_text(item, "group", names->item[i]);
		json_add(item, "devices", make_texts(group_devices(names->item[i])));
		json_add(array, NULL, item);
	}
	return array;
}

void vf_rows_print_json(struct pf *pf, const struct vf_bars *bars,
			unsigned int count)
{
	struct json_object *object = json_new_object();
	struct json_object *array = json_new_array();
	struct strings groups __free_strings = {};
	unsigned int index;

	for (index = 0; index < count; index++) {
		struct vf_row row __free_vf_row = vf_row_read(pf, bars, index);

		json_add(array, NULL, make_item(&row));
		if (row.vf.iommu_group)
			strings_add(&groups, xstrdup(row.vf.iommu_group));
	}
	strings_sort(&groups);
	json_add_text(object, "pf", pf->address);
	json_add_value(object, "num_vfs", pf_value(pf, "num_vfs"));
	json_add_value(object, "vf_total_msix", pf_device(pf, "sriov_vf_total_msix"));
	json_add(object, "vfs", array);
	json_add(object, "iommu_groups", make_groups(&groups));
	json_print(object);
}
