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

/* Before 80-drivers.rules, which loads drivers. */
#define PREFIX	"70-sriov-pf-"
#define SUFFIX	".rules"

/* The first line of each file is the command that made it. */
#define COMMAND		"# sriovctl persist "
#define WITH_CLAIM	"--claim "
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

static char *modules_file(void)
{
	return xasprintf("%s/sriov_pf.conf", modules_directory());
}

char *kept_file(const char *address)
{
	return xasprintf("%s/" PREFIX "%s" SUFFIX, rules_directory(), address);
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

bool kept_read(const char *address, struct kept *kept)
{
	char *path __free_string = kept_file(address);
	char *command __free_string = NULL, *device __free_string = NULL;
	const char *rest;
	FILE *file;

	*kept = (struct kept){};
	/* The rules are of this machine, a snapshot is of another. */
	if (snapshot_is_loaded())
		return false;
	file = fopen(path, "re");
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

	kept->claim = after(rest, WITH_CLAIM);
	kept->device = after(device, DEVICE) ? xstrdup(after(device, DEVICE)) : NULL;
	return parse_number(strrchr(rest, ' ') + 1, 10, &kept->vfs);
}

void kept_free(struct kept *kept)
{
	free(kept->device);
}

struct strings kept_all(void)
{
	DIR *rules = opendir(rules_directory());
	struct strings all = {};
	struct dirent *entry;
	const char *address;
	size_t length;

	if (!rules)
		need_memory();
	while (rules && (entry = readdir(rules))) {
		address = after(entry->d_name, PREFIX);
		length = address ? strlen(address) : 0;
		if (length > strlen(SUFFIX) &&
		    !strcmp(address + length - strlen(SUFFIX), SUFFIX))
			strings_add(&all, xasprintf("%.*s",
						    (int)(length - strlen(SUFFIX)),
						    address));
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

/* What stands for "@NAME@"; NULL if that is no name. */
static const char *replacement(struct pf *pf, const char *vfs, const char *name,
			       size_t length)
{
	const struct {
		const char *name;
		const char *value;
	} table[] = {
		{ "PF", pf->address },
		{ "VFS", vfs },
		{ "VENDOR", pf_device(pf, "vendor") },
		{ "DEVICE", pf_device(pf, "device") },
		{ "SUBSYSTEM_VENDOR", pf_device(pf, "subsystem_vendor") },
		{ "SUBSYSTEM_DEVICE", pf_device(pf, "subsystem_device") },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(table); i++)
		if (strlen(table[i].name) == length &&
		    !strncmp(table[i].name, name, length))
			return table[i].value;
	return NULL;
}

static void fill_line(FILE *to, const char *line, struct pf *pf, const char *vfs)
{
	const char *at, *end, *value;

	while ((at = strchr(line, '@')) && (end = strchr(at + 1, '@'))) {
		value = replacement(pf, vfs, at + 1, end - at - 1);
		if (!value)
			end = at;
		fprintf(to, "%.*s%s", (int)(at - line), line, value ?: "@");
		line = end + 1;
	}
	fprintf(to, "%s\n", line);
}

static void fill_template(FILE *to, const char *name, struct pf *pf,
			  const char *vfs)
{
	FILE *template = open_template(name);
	char *line;

	while ((line = read_line(template))) {
		if (!strstr(line, "SPDX"))
			fill_line(to, line, pf, vfs);
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
	char *path = modules_file();
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

void kept_write(struct pf *pf, uint64_t vfs, bool claim)
{
	char *number __free_string = xasprintf("%" PRIu64, vfs);
	char *device __free_string = kept_identify(pf);
	struct new_file new;

	need_directory(rules_directory());
	new = begin_file(kept_file(pf->address));
	fprintf(new.file, COMMAND "%s%s %s\n" DEVICE "%s\n",
		claim ? WITH_CLAIM : "", pf->address, number, device);
	fprintf(new.file,
		"# \"sriovctl forget %s\" removes this file; sriovctl(8) has more.\n",
		pf->address);
	if (claim)
		fill_template(new.file, "claim", pf, number);
	if (vfs)
		fill_template(new.file, "vfs", pf, number);
	end_file(&new);
	load_at_boot();
}

static void forget_module(void)
{
	char *path __free_string = modules_file();
	FILE *file = fopen(path, "re");
	char *line __free_string = NULL;

	if (!file)
		return;

	line = read_line(file);
	fclose(file);
	if (line && !strcmp(line, MODULES_MARK) && unlink(path))
		die(STATUS_FAILURE, "cannot remove %s: %s", path, strerror(errno));
}

void kept_remove(const char *address)
{
	char *path __free_string = kept_file(address);
	struct strings left __free_strings = {};

	if (access(rules_directory(), W_OK))
		die(STATUS_NO_PERMISSION,
		    "forget: no permission to write %s; run it as root",
		    rules_directory());
	if (unlink(path))
		die(STATUS_FAILURE, "cannot remove %s: %s", path, strerror(errno));

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
