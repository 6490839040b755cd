// SPDX-License-Identifier: GPL-2.0
/*
 * Changing the number of VFs of a PF that has VFs. The kernel changes it only from 0
 * and to 0. So all VFs go and others come, and what uses them must be known before.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "obstacles.h"
#include "output.h"
#include "replace.h"
#include "vf_use.h"

/* More lines than this help nobody. */
#define MOST_LINES	16

/* What goes with a VF: its driver, what that has made, and who uses it. */
static char *text_of_loss(const struct vf *vf)
{
	struct vf_use use __free_vf_use = vf_use_read(vf);
	struct strings uses __free_strings = vf_use_texts(&use);
	struct strings texts __free_strings = {};
	size_t i;

	strings_add(&texts, xstrdup(vf->driver ?: "no driver"));
	for (i = 0; i < use.host.interfaces.count; i++)
		strings_add(&texts, xstrdup(use.host.interfaces.item[i]));
	for (i = 0; i < use.host.disks.count; i++)
		strings_add(&texts, xstrdup(use.host.disks.item[i]));
	for (i = 0; i < uses.count; i++)
		strings_add(&texts, xstrdup(uses.item[i]));
	return strings_join(&texts, ", ");
}

static void say_losses(const struct pf *pf, uint64_t before, uint16_t wanted)
{
	char *vfs __free_string = vfs_text(wanted);
	unsigned int index;
	struct vf vf;

	printf("%s can have %s only after these are removed:\n", pf->address, vfs);
	for (index = 0; index < MOST_LINES && vf_read(pf->address, index, &vf);
	     index++) {
		char *text __free_string = text_of_loss(&vf);

		printf("  %s: %s\n", vf.address, text);
		vf_free(&vf);
	}
	if (before > index)
		printf("  and %u more: sriovctl vfs %s\n",
		       (unsigned int)before - index, pf->address);
}

/* What would stand in the way if the PF had no VFs. */
static bool is_impossible(struct pf *pf, uint16_t wanted)
{
	struct obstacles all __free_obstacles = obstacles_find(pf, wanted);
	char *vfs __free_string = vfs_text(wanted);
	bool said = false;
	size_t i;

	for (i = 0; i < all.count; i++) {
		if (!strcmp(all.item[i].name, "enabled") ||
		    !strcmp(all.item[i].name, "vfs_in_use"))
			continue;
		if (!said)
			complain("%s cannot have %s:", pf->address, vfs);
		said = true;
		obstacle_print(stderr, &all.item[i]);
	}
	return said;
}

/* The new ones could not be made. */
static int go_back(struct pf *pf, uint64_t before)
{
	char *vfs __free_string = vfs_text(before);

	complain("note: %s goes back to %s", pf->address, vfs);
	if (set_vfs(pf, before, NULL))
		complain("%s has no VFs now; when the cause is gone: sriovctl set %s %u",
			 pf->address, pf->address, (unsigned int)before);
	return STATUS_FAILURE;
}

int replace_vfs(struct pf *pf, uint16_t wanted, const struct args *args)
{
	bool dry_run = args->options & OPTION_DRY_RUN;
	uint64_t before = pf_number(pf, "num_vfs", 0);

	if (before && before != wanted) {
		say_losses(pf, before, wanted);
		if (is_impossible(pf, wanted) || vfs_are_used(pf, args))
			return STATUS_FAILURE;
	}
	if (dry_run) {
		printf("%s: nothing is changed (--dry-run)\n", pf->address);
		return STATUS_OK;
	}
	if (!before || before == wanted)
		return set_vfs(pf, wanted, args->vf_driver);
	if (set_vfs(pf, 0, NULL))
		return STATUS_FAILURE;
	return set_vfs(pf, wanted, args->vf_driver) ? go_back(pf, before) : STATUS_OK;
}
