// SPDX-License-Identifier: GPL-2.0
/* JSON, by json-c. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

static struct json_object *check(struct json_object *made)
{
	if (!made)
		die(STATUS_FAILURE, "out of memory");
	return made;
}

struct json_object *json_new_object(void)
{
	return check(json_object_new_object());
}

struct json_object *json_new_array(void)
{
	return check(json_object_new_array());
}

void json_add(struct json_object *to, const char *key, struct json_object *value)
{
	int err = key ? json_object_object_add(to, key, value) :
			json_object_array_add(to, value);

	if (err)
		die(STATUS_FAILURE, "out of memory");
}

void json_add_text(struct json_object *to, const char *key, const char *text)
{
	json_add(to, key,
		 is_empty(text) ? NULL : check(json_object_new_string(text)));
}

void json_add_number(struct json_object *to, const char *key, uint64_t number)
{
	json_add(to, key, check(json_object_new_uint64(number)));
}

void json_add_integer(struct json_object *to, const char *key, const char *text)
{
	json_add(to, key, text ? check(json_object_new_int(atoi(text))) : NULL);
}

void json_add_boolean(struct json_object *to, const char *key, bool value)
{
	json_add(to, key, check(json_object_new_boolean(value)));
}

void json_add_value(struct json_object *to, const char *key, const char *text)
{
	uint64_t number;

	if (!is_empty(text) && strspn(text, "0123456789") == strlen(text) &&
	    parse_number(text, 10, &number))
		json_add_number(to, key, number);
	else
		json_add_text(to, key, text);
}

void json_add_words(struct json_object *to, const char *key, const char *text)
{
	struct json_object *array = json_new_array();
	char *words __free_string = xstrdup(text ?: "");
	char *word, *rest = words;

	while ((word = strsep(&rest, " ")))
		if (*word)
			json_add_value(array, NULL, word);
	json_add(to, key, array);
}

static void print(struct json_object *object, int flags)
{
	const char *text;

	errno = 0;
	text = json_object_to_json_string_ext(object, flags |
					      JSON_C_TO_STRING_SPACED |
					      JSON_C_TO_STRING_NOSLASHESCAPE);
	/* The library does not tell of all that it left out. */
	if (!text || errno == ENOMEM)
		die(STATUS_FAILURE, "out of memory");
	puts(text);
	json_object_put(object);
}

void json_print(struct json_object *object)
{
	print(object, JSON_C_TO_STRING_PRETTY);
}

void json_print_line(struct json_object *object)
{
	print(object, JSON_C_TO_STRING_PLAIN);
}
