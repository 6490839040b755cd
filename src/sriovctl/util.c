// SPDX-License-Identifier: GPL-2.0
/* Messages, memory, and lists of strings. */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

static void __printf(1, 0) vcomplain(const char *format, va_list args)
{
	if (stdout)
		fflush(stdout);
	fputs("sriovctl: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
}

void complain(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vcomplain(format, args);
	va_end(args);
}

void die(int status, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vcomplain(format, args);
	va_end(args);
	exit(status);
}

void need_memory(void)
{
	if (errno == ENOMEM)
		die(STATUS_FAILURE, "out of memory");
}

void *xrealloc(void *memory, size_t size)
{
	void *grown = realloc(memory, size);

	if (!grown)
		die(STATUS_FAILURE, "out of memory");
	return grown;
}

void *xzalloc(size_t size)
{
	return memset(xrealloc(NULL, size), 0, size);
}

char *xstrdup(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(xrealloc(NULL, size), text, size);
}

char *copy_text(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

char *xasprintf(const char *format, ...)
{
	va_list args;
	char *text;
	int length;

	va_start(args, format);
	length = vasprintf(&text, format, args);
	va_end(args);
	if (length < 0)
		die(STATUS_FAILURE, "out of memory");
	return text;
}

void free_string(char **text)
{
	free(*text);
}

void strings_add(struct strings *list, char *text)
{
	/* The room doubles whenever the count is a power of two. */
	if (!(list->count & (list->count - 1)))
		list->item = xrealloc(list->item, (list->count * 2 + 1) *
						  sizeof(*list->item));
	list->item[list->count++] = text;
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void strings_sort(struct strings *list)
{
	if (list->count)
		qsort(list->item, list->count, sizeof(*list->item), compare);
}

bool strings_have(const struct strings *list, const char *text)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (!strcmp(list->item[i], text))
			return true;
	return false;
}

char *strings_join(const struct strings *list, const char *between)
{
	char *joined = xstrdup(list->count ? list->item[0] : "");
	size_t i;

	for (i = 1; i < list->count; i++) {
		char *longer = xasprintf("%s%s%s", joined, between, list->item[i]);

		free(joined);
		joined = longer;
	}
	return joined;
}

void strings_free(struct strings *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		free(list->item[i]);
	free(list->item);
	*list = (struct strings){};
}

bool parse_number(const char *text, int base, uint64_t *value)
{
	char *end;

	if (is_empty(text) || !isxdigit((unsigned char)*text))
		return false;

	errno = 0;
	*value = strtoull(text, &end, base);
	return !errno && !*end;
}

char *file_read(const char *path)
{
	FILE *file = fopen(path, "re");
	char *text = NULL;
	size_t size = 0;

	if (!file) {
		need_memory();
		return NULL;
	}
	/* No text holds a NUL. */
	errno = 0;
	if (getdelim(&text, &size, '\0', file) < 0) {
		need_memory();
		free(text);
		text = feof(file) && !ferror(file) ? xstrdup("") : NULL;
	}
	fclose(file);
	return text;
}
