// SPDX-License-Identifier: GPL-2.0
/* Reading /proc. */
#include <dirent.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "proc.h"

/* $SRIOVCTL_PROC, or /proc */
static const char *root(void)
{
	const char *given = getenv("SRIOVCTL_PROC");

	return is_empty(given) ? "/proc" : given;
}

/* Fills @path, a buffer of PATH_MAX bytes, from a format and what follows it. */
#define make_path(path, format)						\
do {									\
	int __start = snprintf(path, PATH_MAX, "%s/", root());		\
	va_list __args;							\
									\
	va_start(__args, format);					\
	if (__start >= PATH_MAX ||					\
	    vsnprintf((path) + __start, PATH_MAX - __start, format,	\
		      __args) >= PATH_MAX - __start)			\
		(path)[0] = '\0';						\
	va_end(__args);							\
} while (0)

char *proc_read(const char *format, ...)
{
	char path[PATH_MAX];

	make_path(path, format);
	return file_read(path);
}

struct strings proc_names(const char *format, ...)
{
	struct strings names = {};
	struct dirent *entry;
	char path[PATH_MAX];
	DIR *directory;

	make_path(path, format);
	directory = opendir(path);
	if (!directory)
		need_memory();
	while (directory && (entry = readdir(directory)))
		if (entry->d_name[0] != '.')
			strings_add(&names, xstrdup(entry->d_name));
	if (directory)
		closedir(directory);
	return names;
}

char *proc_target(const char *format, ...)
{
	char path[PATH_MAX], target[PATH_MAX];
	ssize_t length;

	make_path(path, format);
	length = readlink(path, target, sizeof(target) - 1);
	if (length < 0)
		return NULL;

	target[length] = '\0';
	return xstrdup(target);
}
