// SPDX-License-Identifier: GPL-2.0
/* Block devices that are mounted or used as swap, by /proc. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mounts.h"
#include "proc.h"
#include "sysfs.h"

/* One line of /proc/self/mountinfo */
struct mount {
	char *number;
	char *source;
	char *point;
};

static struct mount *mounts;
static size_t nr_mounts;

/* The files of /proc write spaces and the like as "\040". */
static void unescape(char *text)
{
	unsigned int byte;
	char *to = text;

	while (*text) {
		if (sscanf(text, "\\%3o", &byte) == 1) {
			*to++ = byte;
			text += strlen("\\040");
		} else {
			*to++ = *text++;
		}
	}
	*to = '\0';
}

static char *next_word(char **rest)
{
	char *word = strsep(rest, " \t");

	while (word && !*word)
		word = strsep(rest, " \t");
	return word ?: "";
}

/* "36 35 259:1 / /srv rw shared:1 - ext4 /dev/nvme1n1 rw" */
static void add_mount(char *line)
{
	char *number, *point, *source;

	next_word(&line);
	next_word(&line);
	number = next_word(&line);
	next_word(&line);
	point = next_word(&line);
	while (line && strcmp(next_word(&line), "-"))
		;
	next_word(&line);
	source = next_word(&line);
	if (!*point)
		return;

	mounts = xrealloc(mounts, (nr_mounts + 1) * sizeof(*mounts));
	mounts[nr_mounts++] = (struct mount){ xstrdup(number), xstrdup(source),
					      xstrdup(point) };
	unescape(mounts[nr_mounts - 1].source);
	unescape(mounts[nr_mounts - 1].point);
}

static void read_mounts(void)
{
	char *text __free_string = NULL;
	char *line, *rest;
	static bool read;

	if (read)
		return;

	read = true;
	text = proc_read("self/mountinfo");
	rest = text;
	while (rest && (line = strsep(&rest, "\n")))
		add_mount(line);
}

static bool is_device(const char *path, const char *name, const char *mapped)
{
	const char *last = path + strlen("/dev/");

	if (strncmp(path, "/dev/", strlen("/dev/")))
		return false;
	if (mapped && !strncmp(last, "mapper/", strlen("mapper/")))
		return !strcmp(last + strlen("mapper/"), mapped);
	return !strcmp(last, name);
}

/* A file system such as btrfs has a device number of its own, but names its source. */
const char *mounts_find(const char *name, const char *mapped)
{
	char *number __free_string = sysfs_read("class/block/%s/dev", name);
	size_t i;

	read_mounts();
	for (i = 0; i < nr_mounts; i++)
		if ((number && !strcmp(mounts[i].number, number)) ||
		    is_device(mounts[i].source, name, mapped))
			return mounts[i].point;
	return NULL;
}

static const struct strings *swaps(void)
{
	static struct strings paths;
	static bool read;
	char *text __free_string = NULL;
	char *line, *rest;

	if (read)
		return &paths;

	read = true;
	text = proc_read("swaps");
	rest = text;
	while (rest && (line = strsep(&rest, "\n"))) {
		strings_add(&paths, xstrdup(next_word(&line)));
		unescape(paths.item[paths.count - 1]);
	}
	return &paths;
}

bool mounts_have_swap(const char *name, const char *mapped)
{
	size_t i;

	for (i = 0; i < swaps()->count; i++)
		if (is_device(swaps()->item[i], name, mapped))
			return true;
	return false;
}
