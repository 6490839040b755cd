/* SPDX-License-Identifier: GPL-2.0 */
/* Tables with a row for each item, and columns that the user chooses. */
#ifndef SRIOVCTL_LISTING_H
#define SRIOVCTL_LISTING_H

#include <libsmartcols.h>

#include "cmd.h"

/**
 * struct column - a column that can be chosen
 * @heading: its name
 * @usual: whether it is there unless the user chooses
 * @flags: for libsmartcols: SCOLS_FL_TRUNC, SCOLS_FL_RIGHT
 * @text: what an item has in it, to be freed; NULL shows as "-"
 */
struct column {
	const char *heading;
	bool usual;
	int flags;
	char *(*text)(void *item);
};

struct listing;

/**
 * listing_new() - an empty table
 * @columns: the columns that there are, as long as it lives
 * @count: how many
 * @args: which of them, and how they look
 *
 * Ends the program if a column is wanted that is not there.
 */
struct listing *listing_new(const struct column *columns, size_t count,
			    const struct args *args);

/* A row. Only the columns that are wanted are asked for their text. */
void listing_add(struct listing *listing, void *item);

/* Print it, and free it. */
void listing_print(struct listing *listing);

#endif
