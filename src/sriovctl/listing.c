// SPDX-License-Identifier: GPL-2.0
/* Tables with a row for each item, and columns that the user chooses. */
#include <stdlib.h>
#include <string.h>

#include "listing.h"
#include "table.h"

struct listing {
	const struct column *known;
	size_t nr_known;
	struct libscols_table *table;
	const struct column **chosen;
	size_t nr_chosen;
};

static void choose(struct listing *listing, const struct column *column)
{
	listing->chosen = xrealloc(listing->chosen, (listing->nr_chosen + 1) *
				   sizeof(*listing->chosen));
	listing->chosen[listing->nr_chosen++] = column;
	table_column(listing->table, column->heading, column->flags);
}

static void choose_usual(struct listing *listing)
{
	size_t i;

	for (i = 0; i < listing->nr_known; i++)
		if (listing->known[i].usual)
			choose(listing, &listing->known[i]);
}

static void __noreturn no_column(const struct listing *listing, const char *name)
{
	struct strings headings = {};
	size_t i;

	for (i = 0; i < listing->nr_known; i++)
		strings_add(&headings, xstrdup(listing->known[i].heading));
	misuse("there is no column '%s'; there are: %s", name,
	       strings_join(&headings, " "));
}

static void choose_by_name(struct listing *listing, const char *name)
{
	size_t i;

	for (i = 0; i < listing->nr_known; i++) {
		if (!strcasecmp(listing->known[i].heading, name)) {
			choose(listing, &listing->known[i]);
			return;
		}
	}
	no_column(listing, name);
}

/* "VFS,MAX"; with "+" before it, besides the usual ones. */
static void choose_wanted(struct listing *listing, const char *wanted)
{
	char *names __free_string = NULL;
	char *name, *rest;

	if (*wanted == '+') {
		choose_usual(listing);
		wanted++;
	}
	names = xstrdup(wanted);
	rest = names;
	while ((name = strsep(&rest, ",")))
		choose_by_name(listing, name);
}

struct listing *listing_new(const struct column *columns, size_t count,
			    const struct args *args)
{
	struct listing *listing = xzalloc(sizeof(*listing));

	*listing = (struct listing){
		.known = columns,
		.nr_known = count,
		.table = table_new(),
	};
	table_format(listing->table, !(args->options & OPTION_NO_HEADINGS),
		     args->options & OPTION_RAW);
	if (args->output)
		choose_wanted(listing, args->output);
	else
		choose_usual(listing);
	return listing;
}

void listing_add(struct listing *listing, void *item)
{
	struct libscols_line *row = table_row(listing->table, NULL);
	size_t i;

	for (i = 0; i < listing->nr_chosen; i++)
		table_cell(row, i, listing->chosen[i]->text(item), "-");
}

void listing_print(struct listing *listing)
{
	table_print(listing->table);
	free(listing->chosen);
	free(listing);
}
