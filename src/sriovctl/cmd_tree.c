// SPDX-License-Identifier: GPL-2.0
/* sriovctl tree: PFs and VFs below their bridges. */
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "json.h"
#include "names.h"
#include "sysfs.h"
#include "table.h"
#include "vf.h"

enum kind {
	BRIDGE,
	PF,
	VF,
};

/**
 * struct node - one of the tree
 * @path: below /sys/devices, which says below what it stands
 * @kind: what it is
 * @facts: of a bridge its first and last bus; of a PF its driver, num_vfs,
 *	total_vfs and name; of a VF its driver and index
 */
struct node {
	char *path;
	enum kind kind;
	char *facts[4];
};

struct nodes {
	struct node *node;
	size_t count;
};

static struct node *add(struct nodes *nodes, enum kind kind, char *path)
{
	struct node *node;

	nodes->node = xrealloc(nodes->node,
			       (nodes->count + 1) * sizeof(*nodes->node));
	node = &nodes->node[nodes->count++];
	*node = (struct node){ .path = path, .kind = kind };
	return node;
}

static const char *address_of(const struct node *node)
{
	const char *slash = strrchr(node->path, '/');

	return slash ? slash + 1 : node->path;
}

static char *copy(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

static bool is_known(const struct nodes *nodes, const char *path)
{
	size_t i;

	for (i = nodes->count; i > 0; i--)
		if (!strcmp(nodes->node[i - 1].path, path))
			return true;
	return false;
}

/* What stands above a PF: each part of its path but the last. */
static void add_bridges(struct nodes *nodes, const char *path)
{
	const char *slash = path;
	struct node *node;

	while ((slash = strchr(slash, '/'))) {
		char *above = xasprintf("%.*s", (int)(slash - path), path);

		slash++;
		if (is_known(nodes, above)) {
			free(above);
			continue;
		}
		node = add(nodes, BRIDGE, above);
		node->facts[0] = sysfs_read(DEVICES "/%s/secondary_bus_number",
					    address_of(node));
		node->facts[1] = sysfs_read(DEVICES "/%s/subordinate_bus_number",
					    address_of(node));
	}
}

static void add_vfs(struct nodes *nodes, const struct pf *pf, const char *path)
{
	unsigned int index;
	struct node *node;
	char *address;

	for (index = 0; (address = vf_address(pf->address, index)); index++) {
		node = add(nodes, VF, xasprintf("%s/%s", path, address));
		node->facts[0] = sysfs_link(DEVICES "/%s/driver", address);
		node->facts[1] = xasprintf("%u", index);
		free(address);
	}
}

/* The path of a device below /sys/devices, to be freed. */
static char *path_of(const char *address)
{
	char *target __free_string = sysfs_target(DEVICES "/%s", address);
	const char *found = NULL, *next = target;

	while (next && (next = strstr(next, "/devices/"))) {
		next += strlen("/devices/");
		found = next;
	}
	return found ? xstrdup(found) : NULL;
}

static void add_pf(struct nodes *nodes, const char *address)
{
	struct pf *pf __free_pf = pf_open(address);
	char *path __free_string = path_of(address);
	struct node *node;

	if (!path)
		return;

	add_bridges(nodes, path);
	node = add(nodes, PF, xstrdup(path));
	node->facts[0] = copy(pf_device_link(pf, "driver"));
	node->facts[1] = copy(pf_value(pf, "num_vfs"));
	node->facts[2] = copy(pf_value(pf, "total_vfs"));
	node->facts[3] = name_of_device(pf);
	add_vfs(nodes, pf, path);
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct node *)a)->path,
		      ((const struct node *)b)->path);
}

/* Sorted, so that parents come first. */
static struct nodes read_nodes(void)
{
	struct strings pfs __free_strings = pf_all();
	struct nodes nodes = {};
	size_t i;

	for (i = 0; i < pfs.count; i++)
		add_pf(&nodes, pfs.item[i]);
	if (nodes.count)
		qsort(nodes.node, nodes.count, sizeof(*nodes.node), compare);
	return nodes;
}

static void free_nodes(struct nodes *nodes)
{
	size_t i, fact;

	for (i = 0; i < nodes->count; i++) {
		free(nodes->node[i].path);
		for (fact = 0; fact < 4; fact++)
			free(nodes->node[i].facts[fact]);
	}
	free(nodes->node);
}

static bool is_below(const struct node *node, const struct node *above)
{
	size_t length = strlen(above->path);

	return !strncmp(node->path, above->path, length) &&
	       node->path[length] == '/';
}

static unsigned int bus(const char *text)
{
	uint64_t number;

	return parse_number(text, 10, &number) ? number : 0;
}

static char *label(const struct node *node)
{
	const char *address = address_of(node);
	char *const *facts = node->facts;

	if (node->kind == BRIDGE && !facts[0])
		return xstrdup(address);
	if (node->kind == BRIDGE)
		return xasprintf("%s buses %02x to %02x", address, bus(facts[0]),
				 bus(facts[1]));
	if (node->kind == VF)
		return xasprintf("%s VF %s, %s", address, facts[1],
				 facts[0] ?: "no driver");
	return xasprintf("%s PF, %s/%s VFs, %s%s%s", address, facts[1] ?: "?",
			 facts[2] ?: "?", facts[0] ?: "no driver",
			 facts[3] ? ", " : "", facts[3] ?: "");
}

/* Draws nodes from @first on that are below @above. Return: the first that is not. */
static size_t draw(struct libscols_table *table, const struct nodes *nodes,
		   size_t first, const struct node *above,
		   struct libscols_line *parent)
{
	struct libscols_line *row;
	size_t i = first;

	while (i < nodes->count && (!above || is_below(&nodes->node[i], above))) {
		row = table_row(table, parent);
		table_cell(row, 0, label(&nodes->node[i]), "");
		i = draw(table, nodes, i + 1, &nodes->node[i], row);
	}
	return i;
}

static struct json_object *make_item(const struct node *node)
{
	static const char * const kinds[] = { "bridge", "pf", "vf" };
	struct json_object *item = json_new_object();
	char *const *facts = node->facts;

	json_add_text(item, "address", address_of(node));
	json_add_text(item, "kind", kinds[node->kind]);
	if (node->kind == BRIDGE) {
		json_add_value(item, "first_bus", facts[0]);
		json_add_value(item, "last_bus", facts[1]);
		return item;
	}
	json_add_text(item, "driver", facts[0]);
	if (node->kind == VF) {
		json_add_value(item, "index", facts[1]);
		return item;
	}
	json_add_value(item, "num_vfs", facts[1]);
	json_add_value(item, "total_vfs", facts[2]);
	json_add_text(item, "name", facts[3]);
	return item;
}

/* As draw(), into an array. */
static size_t fill(struct json_object *array, const struct nodes *nodes,
		   size_t first, const struct node *above)
{
	struct json_object *item, *children;
	size_t i = first;

	while (i < nodes->count && (!above || is_below(&nodes->node[i], above))) {
		item = make_item(&nodes->node[i]);
		children = json_new_array();
		i = fill(children, nodes, i + 1, &nodes->node[i]);
		json_add(item, "children", children);
		json_add(array, NULL, item);
	}
	return i;
}

static void print_json(const struct nodes *nodes)
{
	struct json_object *object = json_new_object();
	struct json_object *roots = json_new_array();

	fill(roots, nodes, 0, NULL);
	json_add(object, "roots", roots);
	json_print(object);
}

static void print_tree(const struct nodes *nodes)
{
	struct libscols_table *table = table_new();

	table_tree(table);
	draw(table, nodes, 0, NULL, NULL);
	table_print(table);
}

int cmd_tree(const struct args *args)
{
	struct nodes nodes = read_nodes();

	if (args->options & OPTION_JSON)
		print_json(&nodes);
	else
		print_tree(&nodes);
	free_nodes(&nodes);
	return STATUS_OK;
}
