// SPDX-License-Identifier: GPL-2.0
/* sriovctl set */
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "obstacles.h"
#include "output.h"
#include "sysfs.h"
#include "targets.h"

/* The kernel answers with an errno; why, the module and its checks know. */
static const char *reason(struct pf *pf, int err)
{
	const char *why = pf_value_now(pf, "last_error");

	return why && strcmp(why, "none") ? why : strerror(err);
}

/* The module's words are "ERRNO: " and the text of the check that failed. */
static bool have_said(const struct obstacles *obstacles, const char *why)
{
	size_t i;

	for (i = 0; i < obstacles->count; i++)
		if (strstr(why, obstacles->item[i].text))
			return true;
	return false;
}

static void say_why(struct pf *pf, uint16_t wanted, int err)
{
	char *vfs __free_string = vfs_text(wanted);
	const char *why = reason(pf, err);
	struct obstacles obstacles __free_obstacles = obstacles_find(pf, wanted);

	complain("%s cannot have %s: %s", pf->address, vfs,
		 have_said(&obstacles, why) ? strerror(err) : why);
	obstacles_print(stderr, &obstacles);
}

int set_vfs(const char *address, uint16_t wanted)
{
	char *number __free_string = xasprintf("%u", wanted);
	struct pf *pf __free_pf = pf_open(address);
	char *vfs __free_string = NULL;
	int err;

	sysfs_need_write("set", CLASS "/%s/num_vfs", pf->address);
	err = sysfs_write(number, CLASS "/%s/num_vfs", pf->address);
	if (err) {
		say_why(pf, wanted, err);
		return STATUS_FAILURE;
	}
	vfs = vfs_text(pf_number(pf, "num_vfs", 0));
	printf("%s has %s\n", pf->address, vfs);
	return STATUS_OK;
}

int cmd_set(const struct args *args)
{
	uint16_t wanted = parse_vfs(args->words[args->count - 1]);
	struct strings targets __free_strings = {};
	int status = STATUS_OK;
	size_t i;

	need_module();
	targets = targets_find(args, 1);
	for (i = 0; i < targets.count; i++)
		status = set_vfs(targets.item[i], wanted) ?: status;
	return status;
}
