// SPDX-License-Identifier: GPL-2.0
/* A tree of files, made of what snapshot.c of sriovctl has read. */
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../src/sriovctl/snapshot.c"

#include "require.h"
#include "snapshot.h"

static int tree_fd;

void snapshot_parse(const u8 *data, size_t size)
{
	FILE *file = size ? fmemopen((void *)data, size, "r") : NULL;

	if (!file)
		return;
	parse(file);
	fclose(file);
}

void snapshot_forget(void)
{
	entries = NULL;
	dumps = NULL;
}

/* How many ".." a path begins with; -1 if there is one that goes up later, or a slash. */
static int ups(const char *path)
{
	int count = 0;

	if (*path == '/')
		return -1;
	for (; !strncmp(path, "../", 3); path += 3)
		count++;
	if (!strcmp(path, ".."))
		return count + 1;
	return strstr(path, "..") ? -1 : count;
}

static int depth(const char *path)
{
	int count = 0;

	for (; *path; path++)
		count += *path == '/' && path[1] != '/';
	return count;
}

/* Before there are links, so that each directory is where its path says. */
static void make_parents(const char *path)
{
	char *part __free_string = xstrdup(path);
	char *slash = part;

	while ((slash = strchr(slash + 1, '/'))) {
		*slash = '\0';
		mkdirat(tree_fd, part, 0755);
		*slash = '/';
	}
}

static int create(const char *path)
{
	return openat(tree_fd, path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0644);
}

static void make_file(const char *path, const void *bytes, size_t size)
{
	int fd = create(path);

	if (fd < 0) {
		make_parents(path);
		fd = create(path);
	}
	if (fd < 0)
		return;
	require(write(fd, bytes, size) == (ssize_t)size);
	close(fd);
}

static void make_entry(const void *node, VISIT visit, void *unused)
{
	const struct snapshot_entry *entry = *(struct snapshot_entry *const *)node;

	if ((visit != postorder && visit != leaf) || !*entry->path || ups(entry->path))
		return;
	if (entry->kind == SNAPSHOT_FILE)
		make_file(entry->path, entry->text, entry->length);
	else
		make_parents(entry->path);
	if (entry->kind == SNAPSHOT_NAMES)
		mkdirat(tree_fd, entry->path, 0755);
}

static void make_link(const void *node, VISIT visit, void *unused)
{
	const struct snapshot_entry *entry = *(struct snapshot_entry *const *)node;
	int up = ups(entry->text);

	if ((visit == postorder || visit == leaf) && entry->kind == SNAPSHOT_LINK &&
	    *entry->path && !ups(entry->path) && up >= 0 && up <= depth(entry->path))
		symlinkat(entry->text, tree_fd, entry->path);
}

static void make_config(const void *node, VISIT visit, void *unused)
{
	const struct dump *dump = *(struct dump *const *)node;
	char *path __free_string = xasprintf(DEVICES "/%s/config", dump->name);

	if (visit == postorder || visit == leaf)
		make_file(path, dump->bytes, dump->size);
}

static int remove_below(const char *path, const struct stat *stat, int type,
			struct FTW *place)
{
	return place->level ? remove(path) : 0;
}

void snapshot_empty_tree(const char *directory)
{
	require(!nftw(directory, remove_below, 16, FTW_DEPTH | FTW_PHYS));
}

void snapshot_make_tree(const char *directory)
{
	snapshot_empty_tree(directory);
	tree_fd = open(directory, O_PATH | O_DIRECTORY);
	require(tree_fd >= 0);
	mkdirat(tree_fd, "bus", 0755);
	mkdirat(tree_fd, PCI, 0755);
	mkdirat(tree_fd, DEVICES, 0755);
	twalk_r(dumps, make_config, NULL);
	twalk_r(entries, make_entry, NULL);
	twalk_r(entries, make_link, NULL);
}
