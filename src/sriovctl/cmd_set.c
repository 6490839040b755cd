// SPDX-License-Identifier: GPL-2.0
/* sriovctl set */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "obstacles.h"
#include "output.h"
#include "replace.h"
#include "sysfs.h"
#include "targets.h"

/* The kernel answers with an errno; why, the module and its checks know. */
static const char *reason(struct pf *pf, int err)
{
	const char *why = pf_value(pf, "last_error");

	return why && strcmp(why, "none") ? why : strerror(err);
}

/* What the module words itself, and obstacles.c in other words. */
static const struct {
	int err;
	const char *obstacle;
} causes[] = {
	{ ERANGE, "total_vfs" },
	{ ERANGE, "driver_limit" },
	{ EBUSY, "enabled" },
};

static bool is_cause(const struct obstacle *obstacle, const char *why, int err)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(causes); i++)
		if (err == causes[i].err && !strcmp(obstacle->name, causes[i].obstacle))
			return true;
	/* "ERRNO: " and the text of the check that failed */
	return strstr(why, obstacle->text);
}

static bool have_said(const struct obstacles *obstacles, const char *why, int err)
{
	size_t i;

	for (i = 0; i < obstacles->count; i++)
		if (is_cause(&obstacles->item[i], why, err))
			return true;
	return false;
}

/* The PF is read anew, for it has just been changed. */
static void say_why(const char *address, uint16_t wanted, int err)
{
	char *vfs __free_string = vfs_text(wanted);
	struct pf *pf __free_pf = pf_open(address);
	const char *why = reason(pf, err);
	struct obstacles obstacles __free_obstacles = obstacles_find(pf, wanted);

	complain("%s cannot have %s: %s", pf->address, vfs,
		 have_said(&obstacles, why, err) ? strerror(err) : why);
	obstacles_print(stderr, &obstacles);
}

/* VFs that the host uses are removed only by force. */
bool vfs_are_used(struct pf *pf, const struct args *args)
{
	struct obstacles others __free_obstacles = {};
	struct obstacles uses __free_obstacles = {};

	if (args->options & OPTION_FORCE)
		return false;
	uses = obstacles_find_uses(pf);
	if (!uses.count)
		return false;

	complain("%s has VFs in use, which would be removed; --force removes them:",
		 pf->address);
	obstacles_print(stderr, &uses);
	others = obstacles_find(pf, 0);
	obstacles_print(stderr, &others);
	return true;
}

static int set_num_vfs(struct pf *pf, uint16_t wanted)
{
	char *number __free_string = xasprintf("%u", wanted);
	char *vfs __free_string = NULL;
	int err;

	err = sysfs_write(number, CLASS "/%s/num_vfs", pf->address);
	if (err) {
		say_why(pf->address, wanted, err);
		return STATUS_FAILURE;
	}
	pf_value_now(pf, "num_vfs");
	vfs = vfs_text(pf_number(pf, "num_vfs", 0));
	printf("%s has %s\n", pf->address, vfs);
	return STATUS_OK;
}

static int name_vf_driver(struct pf *pf, const char *name)
{
	return sysfs_write(name, CLASS "/%s/vf_driver_override", pf->address);
}

static void note_what_stays(struct pf *pf, uint16_t before, const char *name)
{
	if (before)
		complain("note: the VFs of %s were there before, and keep their drivers",
			 pf->address);
	else if (name[0] && !sysfs_is_directory(PCI "/drivers/%s", name))
		complain("note: there is no driver '%s' yet, so the VFs have no driver: modprobe %s",
			 name, name);
}

/* Names the driver first; if the number cannot be set, the former name comes back. */
static int set_with_driver(struct pf *pf, uint16_t wanted, const char *name)
{
	char *former __free_string = xstrdup(pf_vf_driver(pf) ?: "");
	char *now __free_string =
		sysfs_read(CLASS "/%s/num_vfs", pf->address);
	uint64_t before = 0;
	int err = name_vf_driver(pf, name);

	if (err) {
		complain("%s: cannot name '%s' as the driver of the VFs: %s",
			 pf->address, name, strerror(err));
		return STATUS_FAILURE;
	}
	parse_number(now, 10, &before);
	if (set_num_vfs(pf, wanted)) {
		name_vf_driver(pf, former);
		return STATUS_FAILURE;
	}
	if (wanted)
		note_what_stays(pf, before, name);
	return STATUS_OK;
}

int set_vfs(struct pf *pf, uint16_t wanted, const char *vf_driver)
{
	return vf_driver ? set_with_driver(pf, wanted, vf_driver) :
			   set_num_vfs(pf, wanted);
}

static int set(const char *address, uint16_t wanted, const struct args *args)
{
	struct pf *pf __free_pf = pf_open(address);

	sysfs_need_write("set", CLASS "/%s/num_vfs", pf->address);
	if (args->options & OPTION_REPLACE)
		return replace_vfs(pf, wanted, args);
	if (!wanted && vfs_are_used(pf, args))
		return STATUS_FAILURE;

	return set_vfs(pf, wanted, args->vf_driver);
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
		status = set(targets.item[i], wanted, args) ?: status;
	return status;
}
