/* SPDX-License-Identifier: GPL-2.0 */
/* JSON, by json-c. What is not known is null. */
#ifndef SRIOVCTL_JSON_H
#define SRIOVCTL_JSON_H

#include <json-c/json.h>

#include "util.h"

struct json_object *json_new_object(void);
struct json_object *json_new_array(void);

/* Each adds to an object under a key, or to an array without one (NULL). */
void json_add(struct json_object *to, const char *key, struct json_object *value);
void json_add_text(struct json_object *to, const char *key, const char *text);
void json_add_number(struct json_object *to, const char *key, uint64_t number);
/* A text that is a number, perhaps a negative one; or NULL. */
void json_add_integer(struct json_object *to, const char *key, const char *text);
void json_add_boolean(struct json_object *to, const char *key, bool value);

/* A text of digits as a number, any other text as it stands. */
void json_add_value(struct json_object *to, const char *key, const char *text);

/* The words of a text as an array. */
void json_add_words(struct json_object *to, const char *key, const char *text);

/* Print it on one line, and free it. */
void json_print_line(struct json_object *object);

/* Print it, and free it. */
void json_print(struct json_object *object);

#endif
