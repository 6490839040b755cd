// SPDX-License-Identifier: GPL-2.0
/* Reading and writing sysfs. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <linux/kernel.h>

#include "snapshot.h"
#include "sysfs.h"

/* No file of sysfs is larger than a page, which has at most 64 KiB. */
#define LARGEST	65536

static const char *root;
static struct sysfs_dir top = { .fd = -1 };

void sysfs_init(void)
{
	if (snapshot_is_loaded())
		return;

	root = getenv("SRIOVCTL_SYSFS");
	if (is_empty(root))
		root = "/sys";
	top.fd = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (top.fd < 0)
		die(STATUS_FAILURE, "%s: %s", root, strerror(errno));
}

const char *sysfs_root(void)
{
	return root;
}

/* Fills @path, a buffer of PATH_MAX bytes, from a format and what follows it. */
#define make_path(path, format)						\
do {									\
	va_list __args;							\
									\
	va_start(__args, format);					\
	if (vsnprintf(path, PATH_MAX, format, __args) >= PATH_MAX)	\
		(path)[0] = '\0';						\
	va_end(__args);							\
} while (0)

/* What a snapshot knows a file by, to be freed */
static char *path_in(const struct sysfs_dir *dir, const char *name)
{
	return dir->path ? xasprintf("%s/%s", dir->path, name) : xstrdup(name);
}

static int open_in(const struct sysfs_dir *dir, const char *name, int flags)
{
	int fd = openat(dir->fd, name, flags | O_CLOEXEC | O_NOCTTY);

	if (fd < 0)
		need_memory();
	return fd;
}

void sysfs_dir_open(struct sysfs_dir *dir, const char *format, ...)
{
	char path[PATH_MAX];

	make_path(path, format);
	dir->path = xstrdup(path);
	dir->fd = snapshot_is_loaded() ? -1 :
		  open_in(&top, path, O_PATH | O_DIRECTORY);
}

void sysfs_dir_close(struct sysfs_dir *dir)
{
	if (dir->fd >= 0)
		close(dir->fd);
	free(dir->path);
}

static bool read_snapshot(const char *path, char *buf, size_t size)
{
	const char *text = snapshot_get(SNAPSHOT_FILE, path);

	snprintf(buf, size, "%s", text ?: "");
	return text;
}

/* Of a file of sysfs, one read(2) gets all that there is room for. */
static bool read_file(const struct sysfs_dir *dir, const char *name, char *buf,
		      size_t size)
{
	int fd = open_in(dir, name, O_RDONLY);
	ssize_t length;

	if (fd < 0)
		return false;

	length = read(fd, buf, size - 1);
	close(fd);
	buf[max_t(ssize_t, length, 0)] = '\0';
	return length >= 0;
}

/* Reads up to @size bytes, less one. Return: whether it could be read. */
static bool read_in(const struct sysfs_dir *dir, const char *name, char *buf,
		    size_t size)
{
	char *path __free_string = NULL;
	bool read;

	if (!snapshot_is_loaded() && !snapshot_is_recording())
		return read_file(dir, name, buf, size);

	path = path_in(dir, name);
	if (snapshot_is_loaded())
		return read_snapshot(path, buf, size);

	read = read_file(dir, name, buf, size);
	if (read)
		snapshot_add(SNAPSHOT_FILE, path, buf);
	return read;
}

char *sysfs_dir_read(const struct sysfs_dir *dir, const char *name)
{
	char buf[4096];

	if (!read_in(dir, name, buf, sizeof(buf)))
		return NULL;

	buf[strcspn(buf, "\n")] = '\0';
	return buf[0] ? xstrdup(buf) : NULL;
}

char *sysfs_dir_read_page(const struct sysfs_dir *dir, const char *name)
{
	char buf[4096];

	return read_in(dir, name, buf, sizeof(buf)) ? xstrdup(buf) : NULL;
}

char *sysfs_read(const char *format, ...)
{
	char path[PATH_MAX];

	make_path(path, format);
	return sysfs_dir_read(&top, path);
}

char *sysfs_read_all(const char *format, ...)
{
	char path[PATH_MAX], buf[LARGEST];

	make_path(path, format);
	return read_in(&top, path, buf, sizeof(buf)) ? xstrdup(buf) : NULL;
}

static char *target_in(const struct sysfs_dir *dir, const char *name)
{
	char *path __free_string = NULL;
	char target[PATH_MAX];
	ssize_t length;

	if (snapshot_is_loaded()) {
		path = path_in(dir, name);
		return copy_text(snapshot_get(SNAPSHOT_LINK, path));
	}
	length = readlinkat(dir->fd, name, target, sizeof(target) - 1);
	if (length < 0)
		return NULL;

	target[length] = '\0';
	if (snapshot_is_recording()) {
		path = path_in(dir, name);
		snapshot_add(SNAPSHOT_LINK, path, target);
	}
	return xstrdup(target);
}

char *sysfs_target(const char *format, ...)
{
	char path[PATH_MAX];

	make_path(path, format);
	return target_in(&top, path);
}

char *sysfs_dir_link(const struct sysfs_dir *dir, const char *name)
{
	char *target __free_string = target_in(dir, name);
	const char *last;

	if (!target)
		return NULL;

	last = strrchr(target, '/');
	return xstrdup(last ? last + 1 : target);
}

char *sysfs_link(const char *format, ...)
{
	char path[PATH_MAX];

	make_path(path, format);
	return sysfs_dir_link(&top, path);
}

/* What exists is kept by what it holds. */
static void record_existence(const char *path)
{
	char buf[4096];

	if (!snapshot_is_recording())
		return;

	free(target_in(&top, path));
	read_in(&top, path, buf, sizeof(buf));
}

bool sysfs_exists(const char *format, ...)
{
	char path[PATH_MAX];

	make_path(path, format);
	if (snapshot_is_loaded())
		return snapshot_has(path);
	if (faccessat(top.fd, path, F_OK, 0))
		return false;

	record_existence(path);
	return true;
}

bool sysfs_is_directory(const char *format, ...)
{
	char path[PATH_MAX];
	struct stat stat;

	make_path(path, format);
	if (snapshot_is_loaded())
		return snapshot_has(path);
	if (fstatat(top.fd, path, &stat, 0) || !S_ISDIR(stat.st_mode))
		return false;

	if (snapshot_is_recording())
		snapshot_add(SNAPSHOT_NAMES, path, "");
	return true;
}

/* Of a dump, its functions are the devices. */
static struct strings names_in_snapshot(const char *path)
{
	const char *kept = snapshot_get(SNAPSHOT_NAMES, path);
	char *words __free_string = xstrdup(kept ?: "");
	struct strings names = {};
	char *word, *rest = words;

	if (!kept && !strcmp(path, DEVICES))
		return snapshot_devices();

	while ((word = strsep(&rest, " ")))
		if (*word)
			strings_add(&names, xstrdup(word));
	return names;
}

/* What is hidden has no name here; @only_files: nor have directories and links. */
static struct strings names_in(const struct sysfs_dir *dir, const char *path,
			       bool only_files)
{
	struct strings names = {};
	struct dirent *entry;
	DIR *directory;
	int fd;

	fd = open_in(dir, path, O_RDONLY | O_DIRECTORY);
	directory = fd < 0 ? NULL : fdopendir(fd);
	if (!directory) {
		need_memory();
		return names;
	}

	while ((entry = readdir(directory)))
		if (entry->d_name[0] != '.' &&
		    (!only_files || entry->d_type == DT_REG))
			strings_add(&names, xstrdup(entry->d_name));
	closedir(directory);
	strings_sort(&names);
	return names;
}

struct strings sysfs_dir_files(const struct sysfs_dir *dir, const char *below)
{
	return names_in(dir, *below ? below : ".", true);
}

struct strings sysfs_names(const char *format, ...)
{
	char *joined __free_string = NULL;
	struct strings names;
	char path[PATH_MAX];

	make_path(path, format);
	if (snapshot_is_loaded())
		return names_in_snapshot(path);

	names = names_in(&top, path, false);
	if (snapshot_is_recording()) {
		joined = strings_join(&names, " ");
		snapshot_add(SNAPSHOT_NAMES, path, joined);
	}
	return names;
}

int sysfs_open(const char *format, ...)
{
	char path[PATH_MAX];

	make_path(path, format);
	return open_in(&top, path, O_RDONLY);
}

int sysfs_write(const char *text, const char *format, ...)
{
	char *line __free_string = xasprintf("%s\n", text);
	char path[PATH_MAX];
	ssize_t length;
	int fd, err;

	make_path(path, format);
	/* O_TRUNC means nothing to sysfs. */
	fd = openat(top.fd, path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return errno;

	length = write(fd, line, strlen(line));
	err = length < 0 ? errno : 0;
	close(fd);
	return err;
}

void sysfs_need_write(const char *command, const char *format, ...)
{
	char path[PATH_MAX];

	make_path(path, format);
	if (faccessat(top.fd, path, W_OK, AT_EACCESS))
		die(STATUS_NO_PERMISSION,
		    "%s: no permission to write %s/%s; run it as root", command,
		    root, path);
}
