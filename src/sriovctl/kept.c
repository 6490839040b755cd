// SPDX-License-Identifier: GPL-2.0
/*
 * Rules for udev, a file for each PF, made from templates, and one file that has
 * the module loaded at boot.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <dirent.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kept.h"
#include "snapshot.h"
#include "sysfs.h"

/* The first line of each file is the command that made it. */
#define COMMAND		"# sriovctl persist "
#define WITH_CLAIM	"--claim "
#define WITH_SERIAL	"--serial "
#define WITH_DRIVER	"--vf-driver "
#define DEVICE		"# for "

/* No line of ours is as long. */
#define MAX_LINE	4096

#define MODULES_MARK							\
	"# By sriovctl persist. sriovctl forget removes it with the last PF."

static const char *directory(const char *variable, const char *usual)
{
	const char *set = getenv(variable);

	return is_empty(set) ? usual : set;
}

static const char *rules_directory(void)
{
	return directory("SRIOVCTL_RULES", "/etc/udev/rules.d");
}

static const char *modules_directory(void)
{
	return directory("SRIOVCTL_MODULES", "/etc/modules-load.d");
}

char *kept_modules_file(void)
{
	return xasprintf("%s/sriov_pf.conf", modules_directory());
}

char *kept_file(const char *key)
{
	return xasprintf("%s/" KEPT_PREFIX "%s" KEPT_SUFFIX, rules_directory(), key);
}

/* Device and function, of an address */
static const char *function_of(const char *address)
{
	const char *colon = strrchr(address, ':');

	return colon ? colon + 1 : address;
}

char *kept_serial_key(const char *address)
{
	char *serial __free_string =
		sysfs_read(CLASS "/%s/serial_number", address) ?:
		sysfs_read(DEVICES "/%s/serial_number", address);

	return serial ? xasprintf("%s_%s", serial, function_of(address)) : NULL;
}

bool kept_by_serial(const char *key)
{
	return strchr(key, '_');
}

/* A VF may have the number of its PF. */
static bool has_serial_key(const char *address, const char *key)
{
	char *own __free_string = kept_serial_key(address);

	return own && !strcmp(own, key) &&
	       !sysfs_exists(DEVICES "/%s/physfn", address);
}

char *kept_address(const char *key)
{
	struct strings devices __free_strings = {};
	size_t i;

	if (!kept_by_serial(key))
		return xstrdup(key);

	devices = sysfs_names(DEVICES);
	for (i = 0; i < devices.count; i++)
		if (has_serial_key(devices.item[i], key))
			return xstrdup(devices.item[i]);
	return NULL;
}

const char *kept_where(const struct kept *kept)
{
	return kept_by_serial(kept->key) ? "with this serial number" :
					  "at this address";
}

/* A line without its newline; NULL at the end. */
static char *read_line(FILE *file)
{
	char line[MAX_LINE];

	if (!fgets(line, sizeof(line), file))
		return NULL;

	line[strcspn(line, "\n")] = '\0';
	return xstrdup(line);
}

static const char *after(const char *text, const char *beginning)
{
	size_t length = strlen(beginning);

	return text && !strncmp(text, beginning, length) ? text + length : NULL;
}

bool kept_read_key(const char *key, struct kept *kept)
{
	char *path __free_string = kept_file(key);
	char *command __free_string = NULL, *device __free_string = NULL;
	const char *rest, *driver;
	FILE *file = fopen(path, "re");

	*kept = (struct kept){};
	if (!file) {
		need_memory();
		return false;
	}

	command = read_line(file);
	device = command ? read_line(file) : NULL;
	fclose(file);
	rest = after(command, COMMAND);
	if (!rest || !strrchr(rest, ' '))
		return false;

	kept->key = xstrdup(key);
	kept->claim = strstr(rest, WITH_CLAIM);
	driver = strstr(rest, WITH_DRIVER);
	if (driver) {
		driver += strlen(WITH_DRIVER);
		kept->vf_driver = xasprintf("%.*s", (int)strcspn(driver, " "), driver);
	}
	kept->device = after(device, DEVICE) ? xstrdup(after(device, DEVICE)) : NULL;
	return parse_number(strrchr(rest, ' ') + 1, 10, &kept->vfs);
}

/* The keys for which something is kept, read once, until that changes */
static struct strings known_keys;
static bool knows_keys;

static const struct strings *keys(void)
{
	if (!knows_keys)
		known_keys = kept_all();
	knows_keys = true;
	return &known_keys;
}

static void forget_keys(void)
{
	strings_free(&known_keys);
	knows_keys = false;
}

static bool any_by_serial(void)
{
	size_t i;

	for (i = 0; i < keys()->count; i++)
		if (kept_by_serial(keys()->item[i]))
			return true;
	return false;
}

static bool read_if_kept(const char *key, struct kept *kept)
{
	return key && strings_have(keys(), key) && kept_read_key(key, kept);
}

bool kept_read(const char *address, struct kept *kept)
{
	char *key __free_string = NULL;

	*kept = (struct kept){};
	/* The rules are of this machine, a snapshot is of another. */
	if (snapshot_is_loaded())
		return false;

	key = any_by_serial() ? kept_serial_key(address) : NULL;
	if (read_if_kept(key, kept))
		return true;
	kept_free(kept);
	*kept = (struct kept){};
	return read_if_kept(address, kept);
}

void kept_free(struct kept *kept)
{
	free(kept->key);
	free(kept->device);
	free(kept->vf_driver);
}

struct strings kept_all(void)
{
	DIR *rules = opendir(rules_directory());
	struct strings all = {};
	struct dirent *entry;
	const char *key;
	size_t length;

	if (!rules)
		need_memory();
	while (rules && (entry = readdir(rules))) {
		key = after(entry->d_name, KEPT_PREFIX);
		length = key ? strlen(key) : 0;
		if (length > strlen(KEPT_SUFFIX) &&
		    !strcmp(key + length - strlen(KEPT_SUFFIX), KEPT_SUFFIX))
			strings_add(&all, xasprintf("%.*s",
						    (int)(length - strlen(KEPT_SUFFIX)),
						    key));
	}
	if (rules)
		closedir(rules);
	strings_sort(&all);
	return all;
}

char *kept_identify(struct pf *pf)
{
	if (!pf_device(pf, "vendor") || !pf_device(pf, "device") ||
	    !pf_device(pf, "subsystem_vendor") ||
	    !pf_device(pf, "subsystem_device"))
		return NULL;

	return xasprintf("%s:%s, subsystem %s:%s", pf_id(pf, "vendor"),
			 pf_id(pf, "device"), pf_id(pf, "subsystem_vendor"),
			 pf_id(pf, "subsystem_device"));
}

bool kept_is_for(const struct kept *kept, struct pf *pf)
{
	char *device __free_string = kept_identify(pf);

	return device && kept->device && !strcmp(device, kept->device);
}

static FILE *open_template(const char *name)
{
	char *path __free_string = xasprintf("%s/%s.rules",
					     directory("SRIOVCTL_TEMPLATES",
						       TEMPLATES), name);
	FILE *template = fopen(path, "re");

	if (!template)
		die(STATUS_FAILURE, "%s: %s", path, strerror(errno));
	return template;
}

/**
 * struct filling - what a template is filled with
 * @pf: the PF
 * @vfs: how many VFs
 * @vf_driver: their driver, or NULL
 * @kernel: what matches the name of the PF
 * @with_serial: the beginning of a rule that matches its serial number, or ""
 */
struct filling {
	struct pf *pf;
	char *vfs;
	const char *vf_driver;
	char *kernel;
	char *with_serial;
};

/* What stands for "@NAME@"; NULL if that is no name. */
static const char *replacement(const struct filling *with, const char *name,
			       size_t length)
{
	const struct {
		const char *name;
		const char *value;
	} table[] = {
		{ "PF", with->pf->address },
		{ "KERNEL", with->kernel },
		{ "WITH_SERIAL", with->with_serial },
		{ "VFS", with->vfs },
		{ "VF_DRIVER", with->vf_driver },
		{ "VENDOR", pf_device(with->pf, "vendor") },
		{ "DEVICE", pf_device(with->pf, "device") },
		{ "SUBSYSTEM_VENDOR", pf_device(with->pf, "subsystem_vendor") },
		{ "SUBSYSTEM_DEVICE", pf_device(with->pf, "subsystem_device") },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(table); i++)
		if (strlen(table[i].name) == length &&
		    !strncmp(table[i].name, name, length))
			return table[i].value;
	return NULL;
}

static void fill_line(FILE *to, const char *line, const struct filling *with)
{
	const char *at, *end, *value;

	while ((at = strchr(line, '@')) && (end = strchr(at + 1, '@'))) {
		value = replacement(with, at + 1, end - at - 1);
		if (!value)
			end = at;
		fprintf(to, "%.*s%s", (int)(at - line), line, value ?: "@");
		line = end + 1;
	}
	fprintf(to, "%s\n", line);
}

/* A line about the driver of VFs is left out if there is to be none. */
static bool is_meant(const char *line, const struct filling *with)
{
	return with->vf_driver || !strstr(line, "@VF_DRIVER@");
}

static void fill_template(FILE *to, const char *name, const struct filling *with)
{
	FILE *template = open_template(name);
	char *line;

	while ((line = read_line(template))) {
		if (!strstr(line, "SPDX") && is_meant(line, with))
			fill_line(to, line, with);
		free(line);
	}
	fclose(template);
}

static void make_directories(const char *path)
{
	char *part __free_string = xstrdup(path);
	char *slash = part;

	while ((slash = strchr(slash + 1, '/'))) {
		*slash = '\0';
		mkdir(part, 0777);
		*slash = '/';
	}
	mkdir(part, 0777);
}

static void need_directory(const char *path)
{
	/* What could not be made, access() finds. */
	make_directories(path);
	if (access(path, W_OK))
		die(STATUS_NO_PERMISSION,
		    "persist: no permission to write %s; run it as root", path);
}

/* udev is to see all of a file or nothing. */
struct new_file {
	FILE *file;
	char *path;
	char *temporary;
};

static void __noreturn cannot_write(const char *path)
{
	die(STATUS_FAILURE, "cannot write %s: %s", path, strerror(errno));
}

static struct new_file begin_file(char *path)
{
	struct new_file new = {
		.path = path,
		.temporary = xasprintf("%s.new", path),
	};

	new.file = fopen(new.temporary, "we");
	if (!new.file)
		cannot_write(path);
	return new;
}

static void end_file(struct new_file *new)
{
	bool failed = ferror(new->file);
	int err;

	if (fclose(new->file) || failed || rename(new->temporary, new->path)) {
		err = errno;
		unlink(new->temporary);
		errno = err;
		cannot_write(new->path);
	}
	free(new->path);
	free(new->temporary);
}

static void load_at_boot(void)
{
	char *path = kept_modules_file();
	struct new_file new;

	if (!access(path, F_OK)) {
		free(path);
		return;
	}
	need_directory(modules_directory());
	new = begin_file(path);
	fputs(MODULES_MARK "\nsriov_pf\n", new.file);
	end_file(&new);
}

/* A key by serial number leaves the bus to chance. */
static struct filling filling_of(struct pf *pf, const struct kept *kept)
{
	struct filling with = {
		.pf = pf,
		.vfs = xasprintf("%" PRIu64, kept->vfs),
		.vf_driver = kept->vf_driver,
	};

	if (!kept_by_serial(kept->key)) {
		with.kernel = xstrdup(pf->address);
		with.with_serial = xstrdup("");
		return with;
	}
	with.kernel = xasprintf("*:%s", function_of(pf->address));
	with.with_serial = xasprintf("ATTR{serial_number}==\"%.*s\", ",
				     (int)strcspn(kept->key, "_"), kept->key);
	return with;
}

static void filling_free(struct filling *with)
{
	free(with->vfs);
	free(with->kernel);
	free(with->with_serial);
}

void kept_write(struct pf *pf, const struct kept *kept)
{
	char *device __free_string = kept_identify(pf);
	struct filling with = filling_of(pf, kept);
	bool by_serial = kept_by_serial(kept->key);
	struct new_file new;

	need_directory(rules_directory());
	new = begin_file(kept_file(kept->key));
	fprintf(new.file, COMMAND "%s%s%s%s%s%s %s\n" DEVICE "%s\n",
		by_serial ? WITH_SERIAL : "", kept->claim ? WITH_CLAIM : "",
		kept->vf_driver ? WITH_DRIVER : "", kept->vf_driver ?: "",
		kept->vf_driver ? " " : "", pf->address, with.vfs, device);
	fprintf(new.file,
		"# \"sriovctl forget %s\" removes this file; sriovctl(8) has more.\n",
		kept->key);
	if (kept->claim)
		fill_template(new.file, by_serial ? "claim-serial" : "claim", &with);
	if (kept->vfs)
		fill_template(new.file, "vfs", &with);
	filling_free(&with);
	end_file(&new);
	forget_keys();
	load_at_boot();
}

static void forget_module(void)
{
	char *path __free_string = kept_modules_file();
	FILE *file = fopen(path, "re");
	char *line __free_string = NULL;

	if (!file)
		return;

	line = read_line(file);
	fclose(file);
	if (line && !strcmp(line, MODULES_MARK) && unlink(path))
		die(STATUS_FAILURE, "cannot remove %s: %s", path, strerror(errno));
}

void kept_remove(const char *key)
{
	char *path __free_string = kept_file(key);
	struct strings left __free_strings = {};

	if (access(rules_directory(), W_OK))
		die(STATUS_NO_PERMISSION,
		    "forget: no permission to write %s; run it as root",
		    rules_directory());
	if (unlink(path))
		die(STATUS_FAILURE, "cannot remove %s: %s", path, strerror(errno));

	forget_keys();
	left = kept_all();
	if (!left.count)
		forget_module();
}

void kept_tell_udev(void)
{
	char *const words[] = { "udevadm", "control", "--reload", NULL };
	int err, status = 0;
	pid_t pid;

	if (!is_empty(getenv("SRIOVCTL_SYSFS")))
		return;

	err = posix_spawnp(&pid, words[0], NULL, NULL, words, environ);
	if (err == ENOENT)
		return;
	if (err || waitpid(pid, &status, 0) < 0 || status)
		complain("note: udev was not told of the rules");
}
