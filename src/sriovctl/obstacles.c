// SPDX-License-Identifier: GPL-2.0
/*
 * What stands in the way of VFs: what the checks say, and what can be known
 * without them.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "devlink.h"
#include "iommu.h"
#include "log.h"
#include "obstacles.h"
#include "output.h"
#include "snapshot.h"
#include "vectors.h"
#include "vf_use.h"

#define BLOCKED	"blocked"

/* So many uses are listed; of more, only how many there are is said. */
#define MOST_USES	8

/* Names the programs. Only root finds those of others. */
static char *advice_on_open_vfs(struct pf *pf)
{
	struct processes processes __free_processes = vf_use_processes(pf->address);
	struct strings texts __free_strings = {};
	char *joined __free_string = NULL;
	size_t i;

	for (i = 0; i < processes.count; i++)
		strings_add(&texts, process_text(processes.item[i]));
	joined = strings_join(&texts, "; ");
	return texts.count ? xasprintf("Shut down what has them open: %s", joined) :
			     xasprintf("Shut down what has them open. As root, this names it: sriovctl vfs %s",
				       pf->address);
}

/* What the kernel said when it found the device, if the user may read that. */
static char *advice_on_pci_core(struct pf *pf)
{
	struct strings lines __free_strings = {};

	if (!snapshot_is_loaded())
		lines = log_find(pf->address, "IOV");
	return lines.count ? xasprintf("The kernel log says: %s", lines.item[0]) :
			     xasprintf("The kernel says why when it finds the device: dmesg | grep %s",
				       pf->address);
}

static char *advice_on_driver(struct pf *pf)
{
	return xasprintf("Bind sriov-pf to it: sriovctl claim %s%s",
			 pf_device_link(pf, "driver") ? "--force " : "",
			 pf->address);
}

static char *advice_on_driver_limit(struct pf *pf)
{
	return devlink_advice_on_number(pf->address, pf_device_link(pf, "driver")) ?:
	       xasprintf("The driver's documentation says whether it can allow more. sriov-pf allows all, but sets nothing up for VFs: sriovctl claim --force %s",
			 pf->address);
}

/* A device may have SR-IOV turned off, and show the capability all the same. */
static char *advice_on_capability(struct pf *pf)
{
	return pf_number(pf, "total_vfs", 1) ? NULL :
	       devlink_advice_on_sriov(pf->address, pf_device_link(pf, "driver"));
}

static char *advice_on_vf_bars(const char *text)
{
	if (strstr(text, "(Enhanced Allocation)"))
		return xstrdup("No kernel option can move them: ask the vendor of the machine.");
	return xstrdup("Let the firmware (\"Above 4G decoding\", \"SR-IOV support\") or the kernel (boot with pci=realloc) make room.");
}

/*
 * What this command or the administrator can do. What the kernel can know, the
 * check itself says, in @text.
 */
static char *advice_on(struct pf *pf, const char *name, const char *text)
{
	if (!strcmp(name, "driver"))
		return advice_on_driver(pf);
	if (!strcmp(name, "driver_limit"))
		return advice_on_driver_limit(pf);
	if (!strcmp(name, "total_vfs"))
		return devlink_advice_on_number(pf->address,
						pf_device_link(pf, "driver"));
	if (!strcmp(name, "capability"))
		return advice_on_capability(pf);
	if (!strcmp(name, "pci_core"))
		return advice_on_pci_core(pf);
	if (!strcmp(name, "vf_bars"))
		return advice_on_vf_bars(text);
	if (!strcmp(name, "bus_numbers"))
		return xstrdup(
			"Let the firmware give the bridge more buses, or turn on \"ARI support\" in it.");
	if (!strcmp(name, "vfs_in_use"))
		return advice_on_open_vfs(pf);
	if (!strcmp(name, "state") || !strcmp(name, "enabled"))
		return xasprintf("Disable them first: sriovctl set %s 0",
				 pf->address);
	return NULL;
}

/* Of the warnings, one comes from a setting of the firmware. */
static char *advice_on_warning(const char *name, const char *text)
{
	if (!strcmp(name, "ari") && strstr(text, "without ARI"))
		return xstrdup("Turn on \"ARI support\" (\"ARI forwarding\") in the setup of the machine's firmware.");
	return NULL;
}

void obstacles_add(struct obstacles *to, const char *name, const char *state,
		   char *text, char *advice)
{
	to->item = xrealloc(to->item, (to->count + 1) * sizeof(*to->item));
	to->item[to->count++] = (struct obstacle){
		.name = xstrdup(name),
		.state = state,
		.text = text,
		.advice = advice,
	};
}

/* Takes @text over. */
static void add(struct obstacles *to, struct pf *pf, const char *name,
		const char *state, char *text)
{
	bool blocked = !strcmp(state, BLOCKED);

	obstacles_add(to, name, state, text,
		      blocked ? advice_on(pf, name, text) :
				advice_on_warning(name, text));
}

static void add_limits(struct obstacles *to, struct pf *pf, uint64_t wanted)
{
	uint64_t total = pf_number(pf, "total_vfs", 0), limit;

	if (wanted > total)
		add(to, pf, "total_vfs", BLOCKED,
		    xasprintf("the device has at most %" PRIu64 " VFs", total));
	else if (parse_number(pf_device(pf, "sriov_totalvfs"), 10, &limit) &&
		 wanted > limit)
		add(to, pf, "driver_limit", BLOCKED,
		    xasprintf("the driver %s allows at most %" PRIu64 " VFs",
			      pf_device_link(pf, "driver") ?: "", limit));
}

static void add_enabled(struct obstacles *to, struct pf *pf, uint64_t wanted)
{
	uint64_t enabled = pf_number(pf, "num_vfs", 0);
	char *vfs __free_string = vfs_text(enabled);

	if (enabled && wanted)
		add(to, pf, "enabled", BLOCKED,
		    xasprintf("%s enabled already, and the kernel changes the number from 0 only: add --replace, or set 0 first",
			      vfs));
}

static const struct check *find_check(const struct checks *checks,
				      const char *name)
{
	size_t i;

	for (i = 0; i < checks->count; i++)
		if (!strcmp(checks->check[i].name, name))
			return &checks->check[i];
	return NULL;
}

/* By the size that VF BARs have now, unless the check says so itself. */
static void add_bars(struct obstacles *to, struct pf *pf,
		     const struct checks *checks, uint64_t wanted)
{
	const struct check *check = find_check(checks, "vf_bars");
	char name[sizeof("vf_bar0/max_vfs")];
	unsigned int slot;
	uint64_t room;

	if (wanted > pf_number(pf, "total_vfs", 0) ||
	    (check && check_is(check, BLOCKED)))
		return;

	for (slot = 0; slot < MAX_VF_BARS; slot++) {
		char *vfs __free_string = NULL;

		snprintf(name, sizeof(name), "vf_bar%u/max_vfs", slot);
		room = pf_number(pf, name, UINT64_MAX);
		if (wanted <= room)
			continue;
		vfs = vfs_text(room);
		add(to, pf, "vf_bars", BLOCKED,
		    xasprintf("VF BAR %u has room for %s at its present size",
			      slot, vfs));
	}
}

/* Disabling VFs minds only what concerns it. */
static bool concerns(const struct check *check, uint64_t wanted)
{
	return wanted || !strcmp(check->name, "vfs_in_use") ||
	       !strcmp(check->name, "driver");
}

static void add_checks(struct obstacles *to, struct pf *pf,
		       const struct checks *checks, uint64_t wanted)
{
	const struct check *check;
	size_t i;

	for (i = 0; i < checks->count; i++) {
		check = &checks->check[i];
		if (check_is(check, BLOCKED) && concerns(check, wanted))
			add(to, pf, check->name, BLOCKED, xstrdup(check->text));
	}
}

static void add_unnamed(struct obstacles *to, struct pf *pf, uint64_t wanted)
{
	uint64_t most = pf_number(pf, "max_num_vfs", UINT16_MAX);

	if (!to->count && !pf_number(pf, "num_vfs", 0) && wanted > most)
		add(to, pf, "max_num_vfs", BLOCKED,
		    xasprintf("at most %" PRIu64 " can be enabled now", most));
}

struct obstacles obstacles_find(struct pf *pf, uint64_t wanted)
{
	uint64_t enabled = pf_number(pf, "num_vfs", 0);
	struct checks checks __free_checks = {};
	struct obstacles found = {};

	if (wanted == enabled)
		return found;

	checks = checks_read(pf);
	add_limits(&found, pf, wanted);
	add_enabled(&found, pf, wanted);
	if (!pf_device_link(pf, "driver") && !find_check(&checks, "driver") &&
	    !snapshot_is_dump(pf->address))
		add(&found, pf, "driver", BLOCKED, xstrdup("the PF has no driver"));
	/* What is said of more VFs than are wanted does not count. */
	if (!enabled && pf_number(pf, "max_num_vfs", 0) >= wanted)
		return found;

	add_bars(&found, pf, &checks, wanted);
	add_checks(&found, pf, &checks, wanted);
	add_unnamed(&found, pf, wanted);
	return found;
}

struct obstacles obstacles_find_warnings(struct pf *pf)
{
	struct checks checks __free_checks = checks_read(pf);
	struct obstacles found = {};
	const struct check *check;
	size_t i;

	for (i = 0; i < checks.count; i++) {
		check = &checks.check[i];
		if (!check_is(check, "ok") && !check_is(check, BLOCKED))
			add(&found, pf, check->name, check->state,
			    xstrdup(check->text));
	}
	iommu_check(&found, pf);
	vectors_check(&found, pf);
	return found;
}

static void add_use(struct obstacles *to, size_t *left, const char *vf,
		    const char *text, char *advice)
{
	if (*left) {
		obstacles_add(to, "host_use", BLOCKED,
			      xasprintf("VF %s: %s", vf, text), advice);
		(*left)--;
	} else {
		free(advice);
	}
}

/* What is open by the kernel's count, the kernel itself refuses to remove. */
static size_t add_uses(struct obstacles *to, size_t *left, const struct vf *vf)
{
	struct vf_use use __free_vf_use = vf_use_read(vf);
	size_t i;

	for (i = 0; i < use.processes.count && !use.open; i++) {
		char *process __free_string = process_text(use.processes.item[i]);
		char *text __free_string = xasprintf("open in %s", process);

		add_use(to, left, vf->address, text, xstrdup("Stop that program"));
	}
	for (i = 0; i < use.host.nr_uses; i++)
		add_use(to, left, vf->address, use.host.use[i].text,
			xstrdup(use.host.use[i].advice));
	return use.host.nr_uses + (use.open ? 0 : use.processes.count);
}

struct obstacles obstacles_find_uses(struct pf *pf)
{
	size_t count = 0, left = MOST_USES;
	struct obstacles found = {};
	unsigned int index;
	struct vf vf;

	for (index = 0; vf_read(pf->address, index, &vf); index++) {
		count += add_uses(&found, &left, &vf);
		vf_free(&vf);
	}
	if (count > MOST_USES)
		obstacles_add(&found, "host_use", BLOCKED,
			      xasprintf("and %zu more", count - MOST_USES),
			      xasprintf("All are listed by: sriovctl vfs %s",
					pf->address));
	return found;
}

void obstacle_print(FILE *to, const struct obstacle *obstacle)
{
	enum colour colour = colour_of(obstacle->state);

	fprintf(to, "  %s%s%s: %s\n", colour_begin(colour), obstacle->name,
		colour_end(colour), obstacle->text);
	if (obstacle->advice)
		fprintf(to, "    %s\n", obstacle->advice);
}

void obstacles_print(FILE *to, const struct obstacles *obstacles)
{
	size_t i;

	for (i = 0; i < obstacles->count; i++)
		obstacle_print(to, &obstacles->item[i]);
}

void obstacles_move(struct obstacles *to, struct obstacles *from)
{
	size_t i;

	for (i = 0; i < from->count; i++) {
		to->item = xrealloc(to->item, (to->count + 1) * sizeof(*to->item));
		to->item[to->count++] = from->item[i];
	}
	from->count = 0;
	obstacles_free(from);
}

void obstacles_free(struct obstacles *obstacles)
{
	size_t i;

	for (i = 0; i < obstacles->count; i++) {
		free(obstacles->item[i].name);
		free(obstacles->item[i].text);
		free(obstacles->item[i].advice);
	}
	free(obstacles->item);
	*obstacles = (struct obstacles){};
}
