// SPDX-License-Identifier: GPL-2.0
/* sriovctl persist and forget: what a PF is to have at every boot. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "claims.h"
#include "cmd.h"
#include "kept.h"
#include "obstacles.h"
#include "output.h"
#include "sysfs.h"
#include "targets.h"

static bool has_program(const char *name)
{
	char *path __free_string = xstrdup(getenv("PATH") ?: "");
	char *directory, *rest = path;

	while ((directory = strsep(&rest, ":"))) {
		char *program __free_string = xasprintf("%s/%s", directory, name);

		if (!access(program, X_OK))
			return true;
	}
	return false;
}

/*
 * An initramfs has drivers, which come first, and udev's rules as they were when it
 * was made.
 */
static void note_initramfs(void)
{
	static const char * const remedies[][2] = {
		{ "update-initramfs", "update-initramfs -u" },
		{ "dracut", "dracut -f" },
	};
	size_t i;

	for (i = 0; i < 2; i++) {
		if (!has_program(remedies[i][0]))
			continue;
		complain(
			"note: the claim is for the initramfs too, so the initramfs has to be made anew: %s",
			 remedies[i][1]);
		return;
	}
}

/*
 * Let udev take note of the PF's driver. The driver was there before the rules, which
 * act when it comes again.
 */
static void tell_udev(const char *address)
{
	int err = sysfs_write("change", CLASS "/%s/uevent", address);

	if (err)
		complain("note: udev was not told of %s: %s", address,
			 strerror(err));
}

/* Whether an obstacle is there after the next boot, when our driver may have the PF. */
static bool is_lasting(const struct obstacle *obstacle, bool claim)
{
	static const char * const of_now[] = { "enabled", "vfs_in_use", "state" };
	static const char * const of_driver[] = { "driver", "driver_limit" };
	size_t i;

	for (i = 0; i < 3; i++)
		if (!strcmp(obstacle->name, of_now[i]))
			return false;
	for (i = 0; claim && i < 2; i++)
		if (!strcmp(obstacle->name, of_driver[i]))
			return false;
	return true;
}

/* Another driver may come, or other firmware: so it is a warning. */
static void warn_of_obstacles(struct pf *pf, uint16_t wanted, bool claim)
{
	struct obstacles found __free_obstacles = obstacles_find(pf, wanted);
	char *vfs __free_string = vfs_text(wanted);
	struct obstacles one = { .count = 1 };
	bool said = false;
	size_t i;

	for (i = 0; i < found.count; i++) {
		if (!is_lasting(&found.item[i], claim))
			continue;
		if (!said)
			complain("note: %s could not have %s now:",
				 pf->address, vfs);
		said = true;
		one.item = &found.item[i];
		obstacles_print(stderr, &one);
	}
}

static void add_step(struct strings *steps, const char *address,
		     const char *format)
{
	strings_add(steps, xasprintf("sriovctl %s %s", format, address));
}

static void add_disable(struct strings *steps, const char *address)
{
	strings_add(steps, xasprintf("sriovctl set %s 0", address));
}

static void add_enable(struct strings *steps, const char *address,
		       const struct kept *kept)
{
	strings_add(steps, xasprintf("sriovctl set %s%s%s%s %" PRIu64,
				     kept->vf_driver ? "--vf-driver " : "",
				     kept->vf_driver ?: "",
				     kept->vf_driver ? " " : "", address,
				     kept->vfs));
}

/* VFs that exist have got the driver that was named when they were made. */
static bool have_driver(struct pf *pf, const struct kept *kept)
{
	return !kept->vf_driver ||
	       !strcmp(pf_vf_driver(pf) ?: "", kept->vf_driver);
}

/* What has the PF be now what it is to be at boot. */
static struct strings next_steps(struct pf *pf, const struct kept *kept)
{
	const char *driver = pf_device_link(pf, "driver");
	uint64_t now = pf_number(pf, "num_vfs", 0);
	struct strings steps = {};

	if (kept->claim && !is_ours(driver)) {
		if (now)
			add_disable(&steps, pf->address);
		now = 0;
		add_step(&steps, pf->address, driver ? "claim --force" : "claim");
	}
	if (now == kept->vfs && (!now || have_driver(pf, kept)))
		return steps;
	if (now)
		add_disable(&steps, pf->address);
	if (kept->vfs)
		add_enable(&steps, pf->address, kept);
	return steps;
}

static void say_what_will_be(struct pf *pf, const struct kept *kept)
{
	struct strings steps __free_strings = next_steps(pf, kept);
	char *commands __free_string = strings_join(&steps, "; ");
	char *file __free_string = kept_file(kept->key);
	char *vfs __free_string = vfs_text(kept->vfs);

	printf("%s will %s%s%s%s at boot%s (%s)", pf->address,
	       kept->vfs ? "have " : "be bound to sriov-pf", kept->vfs ? vfs : "",
	       kept->vf_driver ? " with " : "", kept->vf_driver ?: "",
	       kept_by_serial(kept->key) ? ", wherever it is" : "", file);
	if (!steps.count)
		printf("; it %s now\n", kept->vfs ? "has them" : "is bound");
	else if (!pf_device_link(pf, "driver") && !kept->claim)
		printf("; once it has a driver: %s\n", commands);
	else
		printf("; for now: %s\n", commands);
}

/* A key that means two PFs would be no key. */
static void need_only_one(const struct pf *pf, const char *key)
{
	struct strings all __free_strings = pf_all();
	size_t i;

	for (i = 0; i < all.count; i++) {
		char *other __free_string = kept_serial_key(all.item[i]);

		if (other && !strcmp(other, key) &&
		    strcmp(all.item[i], pf->address))
			die(STATUS_FAILURE,
			    "%s and %s have the same serial number; leave out --serial",
			    pf->address, all.item[i]);
	}
}

/* udev claims before the module is there, so the kernel has to show the number. */
static char *need_serial_key(struct pf *pf, bool claim)
{
	char *key;

	if (!pf_value(pf, "serial_number"))
		die(STATUS_FAILURE, "%s has no serial number; leave out --serial",
		    pf->address);
	if (claim && !pf_device(pf, "serial_number"))
		die(STATUS_FAILURE,
		    "this kernel shows no serial number of %s before the module does; leave out --serial or --claim",
		    pf->address);
	key = kept_serial_key(pf->address);
	need_only_one(pf, key);
	return key;
}

/* A name goes into rules, where quotes and spaces have a meaning. */
static void check_vf_driver(const char *name, uint16_t wanted)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";

	if (!name[0] || strspn(name, letters) != strlen(name))
		misuse("'%s' is not the name of a driver", name);
	if (!wanted)
		misuse("'--vf-driver' needs at least 1 VF");
}

/* Which device a PF is; or the program ends, before any file is written. */
static char *find_key(const char *address, const struct args *args,
		      const struct kept *kept)
{
	struct pf *pf __free_pf = pf_open(address);
	char *device __free_string = NULL;

	need_vfs_of(pf, kept->vfs);
	device = kept_identify(pf);
	if (!device)
		die(STATUS_FAILURE, "cannot read the IDs in %s/" DEVICES "/%s",
		    sysfs_root(), pf->address);
	return args->options & OPTION_SERIAL ? need_serial_key(pf, kept->claim) :
					       xstrdup(address);
}

/* Return: whether a claim begins or ends, which concerns the initramfs. */
static bool persist(const char *address, const struct kept *kept)
{
	struct pf *pf __free_pf = pf_open(address);
	struct kept before __free_kept = {};

	kept_read(address, &before);
	kept_write(pf, kept);
	if (before.key && strcmp(before.key, kept->key) && kept_is_for(&before, pf))
		kept_remove(before.key);
	return kept->claim || before.claim;
}

static void say_result(const char *address, const struct kept *kept)
{
	struct pf *pf __free_pf = pf_open(address);

	say_what_will_be(pf, kept);
	warn_of_obstacles(pf, kept->vfs, kept->claim);
}

static void check_wish(const struct args *args, const struct kept *kept)
{
	if (!kept->vfs && !kept->claim)
		misuse("there is nothing to do for 0 VFs at boot; see forget");
	if (args->vf_driver)
		check_vf_driver(args->vf_driver, kept->vfs);
}

int cmd_persist(const struct args *args)
{
	struct kept kept = {
		.vfs = parse_vfs(args->words[args->count - 1]),
		.claim = args->options & OPTION_CLAIM,
		.vf_driver = (char *)args->vf_driver,
	};
	struct strings targets __free_strings = {}, keys __free_strings = {};
	bool claims_change = false;
	size_t i;

	need_module();
	targets = targets_find(args, 1);
	check_wish(args, &kept);
	for (i = 0; i < targets.count; i++)
		strings_add(&keys, find_key(targets.item[i], args, &kept));
	/* What is kept is for everybody to read. */
	umask(022);
	for (i = 0; i < targets.count; i++) {
		kept.key = keys.item[i];
		claims_change |= persist(targets.item[i], &kept);
	}
	kept_tell_udev();
	for (i = 0; i < targets.count; i++) {
		kept.key = keys.item[i];
		tell_udev(targets.item[i]);
		say_result(targets.item[i], &kept);
	}
	if (claims_change)
		note_initramfs();
	return STATUS_OK;
}

/* Without the directories, and "70-sriov-pf-" and ".rules" around a key. */
static char *key_in_path(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *key;

	path = slash ? slash + 1 : path;
	if (!strncmp(path, KEPT_PREFIX, strlen(KEPT_PREFIX)))
		path += strlen(KEPT_PREFIX);
	key = xstrdup(path);
	if (strlen(key) > strlen(KEPT_SUFFIX) &&
	    !strcmp(key + strlen(key) - strlen(KEPT_SUFFIX), KEPT_SUFFIX))
		key[strlen(key) - strlen(KEPT_SUFFIX)] = '\0';
	return key;
}

/* The key of what is kept by serial number, for a PF that is there. */
static char *key_of_device(const char *name)
{
	struct strings devices __free_strings = sysfs_names(CLASS);
	const char *address = pf_choose(name, &devices);
	struct kept kept __free_kept = {};

	return address && kept_read(address, &kept) ? xstrdup(kept.key) : NULL;
}

/*
 * Of the keys that are kept, the one that is meant; or NULL. The beginning of an address
 * is enough, but a serial number has to be whole.
 */
static char *choose_key(const char *name, const struct strings *all)
{
	char *wanted __free_string = key_in_path(name);
	struct strings keys __free_strings = {};
	size_t i;

	for (i = 0; i < all->count; i++)
		if (!kept_by_serial(all->item[i]) ||
		    strlen(wanted) >= strcspn(all->item[i], "_"))
			strings_add(&keys, xstrdup(all->item[i]));
	return copy_text(pf_choose(wanted, &keys));
}

/* The keys that are meant, each once; their PFs need not be there. */
static struct strings find_keys(const struct args *args)
{
	struct strings all __free_strings = kept_all();
	char *there __free_string = strings_join(&all, " ");
	struct strings found = {};
	size_t i;

	for (i = 0; i < args->count; i++) {
		char *name __free_string = pf_normalize(args->words[i]);
		char *key = choose_key(name, &all) ?: key_of_device(name);

		if (!key)
			die(STATUS_NO_PF, "nothing is kept for a PF '%s'; something is kept for: %s",
			    args->words[i], all.count ? there : "none");
		if (strings_have(&found, key))
			free(key);
		else
			strings_add(&found, key);
	}
	return found;
}

/* Return: whether a claim ends. */
static bool forget(const char *key)
{
	char *address __free_string = kept_address(key);
	struct kept kept __free_kept = {};

	kept_read_key(key, &kept);
	kept_remove(key);
	printf("%s gets no VFs at boot any more%s\n", key,
	       kept.claim ? ", and is not claimed" : "");
	if (kept.claim && address && is_overridden_for_us(address))
		complain("note: %s is still claimed; to end that now: sriovctl release %s",
			 address, address);
	return kept.claim;
}

int cmd_forget(const struct args *args)
{
	struct strings found __free_strings = find_keys(args);
	bool claims_end = false;
	size_t i;

	for (i = 0; i < found.count; i++)
		claims_end |= forget(found.item[i]);
	kept_tell_udev();
	if (claims_end)
		note_initramfs();
	return STATUS_OK;
}
