// SPDX-License-Identifier: GPL-2.0
/* sriovctl explain: what stands in the way of N VFs, and what to do about it. */
#include <stdio.h>

#include "cmd.h"
#include "fit.h"
#include "json.h"
#include "kept.h"
#include "obstacles.h"
#include "output.h"
#include "snapshot.h"

static void print_text(struct pf *pf, uint64_t wanted,
		       const struct obstacles *obstacles,
		       const struct obstacles *warnings)
{
	char *vfs __free_string = vfs_text(wanted);

	if (wanted == pf_number(pf, "num_vfs", 0)) {
		printf("%s has %s now.\n", pf->address, vfs);
	} else if (!obstacles->count && snapshot_is_loaded()) {
		printf("In this file nothing stands in the way of %s of %s.\n",
		       vfs, pf->address);
	} else if (!obstacles->count) {
		printf("Nothing stands in the way of %s of %s: sriovctl set %s %u\n",
		       vfs, pf->address, pf->address, (unsigned int)wanted);
	} else {
		printf("%s cannot have %s now:\n", pf->address, vfs);
		obstacles_print(stdout, obstacles);
		if (wanted)
			fit_print(pf, wanted);
	}
	if (warnings->count) {
		printf("Mind:\n");
		obstacles_print(stdout, warnings);
	}
}

static struct json_object *make_array(const struct obstacles *obstacles)
{
	struct json_object *array = json_new_array(), *item;
	size_t i;

	for (i = 0; i < obstacles->count; i++) {
		item = json_new_object();
		json_add_text(item, "check", obstacles->item[i].name);
		json_add_text(item, "state", obstacles->item[i].state);
		json_add_text(item, "text", obstacles->item[i].text);
		json_add_text(item, "advice", obstacles->item[i].advice);
		json_add(array, NULL, item);
	}
	return array;
}

static void print_json(struct pf *pf, uint64_t wanted,
		       const struct obstacles *obstacles,
		       const struct obstacles *warnings)
{
	struct json_object *object = json_new_object();

	json_add_text(object, "pf", pf->address);
	json_add_number(object, "wanted_vfs", wanted);
	json_add_value(object, "num_vfs", pf_value(pf, "num_vfs"));
	json_add_value(object, "max_num_vfs", pf_value(pf, "max_num_vfs"));
	json_add_boolean(object, "possible", !obstacles->count);
	json_add(object, "obstacles", make_array(obstacles));
	json_add(object, "warnings", make_array(warnings));
	json_add(object, "vf_bars", fit_json(pf));
	json_print(object);
}

/* As many as the PF gets at boot, if nothing is said. */
static uint64_t usual_number(struct pf *pf)
{
	struct kept kept __free_kept = {};

	return kept_read(pf->address, &kept) ? kept.vfs : 1;
}

/* Disabling VFs takes them from the host. Of a machine in a file this is not known. */
static void add_uses(struct obstacles *to, struct pf *pf, uint64_t wanted)
{
	struct obstacles uses __free_obstacles = {};

	if (wanted || snapshot_is_loaded())
		return;

	uses = obstacles_find_uses(pf);
	obstacles_move(to, &uses);
}

int cmd_explain(const struct args *args)
{
	bool given = args->count > 1;
	uint64_t wanted = given ? parse_vfs(args->words[1]) : 0;
	struct pf *pf __free_pf = pf_find(args->words[0]);
	struct obstacles obstacles __free_obstacles = {};
	struct obstacles warnings __free_obstacles = {};

	if (!given)
		wanted = usual_number(pf);
	obstacles = obstacles_find(pf, wanted);
	add_uses(&obstacles, pf, wanted);
	warnings = obstacles_find_warnings(pf);
	if (args->options & OPTION_JSON)
		print_json(pf, wanted, &obstacles, &warnings);
	else
		print_text(pf, wanted, &obstacles, &warnings);
	return obstacles.count ? STATUS_FAILURE : STATUS_OK;
}
