/* SPDX-License-Identifier: GPL-2.0 */
/* Messages, memory, and lists of strings. */
#ifndef SRIOVCTL_UTIL_H
#define SRIOVCTL_UTIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <linux/compiler.h>
#include <linux/kernel.h>

/* How the program ends: sriovctl(8), EXIT STATUS. */
enum {
	STATUS_OK,
	STATUS_FAILURE,
	STATUS_USAGE,
	STATUS_NO_PF,
	STATUS_NO_PERMISSION,
	STATUS_NOT_LOADED,
};

/* Frees a string, or a list, when it goes out of scope. */
#define __free_string		__attribute__((cleanup(free_string)))
#define __free_strings		__attribute__((cleanup(strings_free)))

/* "sriovctl: MESSAGE" on standard error. */
void complain(const char *format, ...) __printf(1, 2);

/* complain(), and end with @status. */
void __noreturn die(int status, const char *format, ...) __printf(2, 3);

/*
 * After a call that failed: ends the program if errno says that memory was missing, so
 * that this does not pass for a file that is absent.
 */
void need_memory(void);

/* These do not return if there is no memory. */
void *xrealloc(void *memory, size_t size);
void *xzalloc(size_t size);
char *xstrdup(const char *text);

/* A copy; NULL of NULL. */
char *copy_text(const char *text);
char *xasprintf(const char *format, ...) __printf(1, 2);

void free_string(char **text);

static inline bool is_empty(const char *text)
{
	return !text || !*text;
}

/**
 * struct strings - a list of strings
 * @item: they; the list owns them
 * @count: how many
 */
struct strings {
	char **item;
	size_t count;
};

/* Append @text, which the list then owns. */
void strings_add(struct strings *list, char *text);

/* In the order of bytes. */
void strings_sort(struct strings *list);

bool strings_have(const struct strings *list, const char *text);

/* The strings with @between them. */
char *strings_join(const struct strings *list, const char *between);

void strings_free(struct strings *list);

/**
 * parse_number() - a number that stands alone in a text
 * @text: the text, or NULL
 * @base: as for strtoull()
 * @value: filled
 *
 * Return: whether @text is a number, and no more than that.
 */
bool parse_number(const char *text, int base, uint64_t *value);

/* All of a file, to be freed; NULL if it cannot be read. */
char *file_read(const char *path);

#endif
