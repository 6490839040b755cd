// SPDX-License-Identifier: GPL-2.0
/* Tables and trees, by libsmartcols. */
#include <errno.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output.h"
#include "table.h"

static void *check(void *made)
{
	if (!made)
		die(STATUS_FAILURE, "out of memory");
	return made;
}

static void check_status(int err)
{
	if (!err)
		return;
	need_memory();
	die(STATUS_FAILURE, "cannot make the table: %s", strerror(-err));
}

/* The longest line that is not for a terminal. The library clears so much for each cell. */
#define LONGEST_LINE	1024

/* COLUMNS, if it is set, counts more than the terminal. */
static void set_width(struct libscols_table *table)
{
	uint64_t width;

	if (!parse_number(getenv("COLUMNS"), 10, &width) || !width) {
		if (isatty(STDOUT_FILENO))
			return;
		width = LONGEST_LINE;
	}
	check_status(scols_table_set_termforce(table, SCOLS_TERMFORCE_ALWAYS));
	check_status(scols_table_set_termwidth(table, width));
}

struct libscols_table *table_new(void)
{
	struct libscols_table *table;

	scols_init_debug(0);
	table = check(scols_new_table());
	check_status(scols_table_set_column_separator(table, "  "));
	scols_table_enable_colors(table, has_colours());
	scols_table_enable_ascii(table, !!strcmp(nl_langinfo(CODESET), "UTF-8"));
	set_width(table);
	return table;
}

void table_format(struct libscols_table *table, bool headings, bool raw)
{
	check_status(scols_table_enable_noheadings(table, !headings));
	check_status(scols_table_enable_raw(table, raw));
	if (raw)
		check_status(scols_table_set_column_separator(table, " "));
}

static struct libscols_column *add_column(struct libscols_table *table,
					  const char *heading, int flags)
{
	return check(scols_table_new_column(table, heading, 0, flags));
}

void table_column(struct libscols_table *table, const char *heading, int flags)
{
	struct libscols_column *column = add_column(table, heading, flags);

	if (has_colours())
		check_status(scols_cell_set_color(scols_column_get_header(column),
						  "bold"));
}

void table_tree(struct libscols_table *table)
{
	add_column(table, "", SCOLS_FL_TREE);
	scols_table_enable_noheadings(table, 1);
}

struct libscols_line *table_row(struct libscols_table *table,
				struct libscols_line *parent)
{
	return check(scols_table_new_line(table, parent));
}

/* Whether all cells are of ASCII's printable characters alone */
static bool is_plain = true;

static void look_at(const char *text)
{
	while (*text >= ' ' && *text <= '~')
		text++;
	if (*text)
		is_plain = false;
}

void table_cell(struct libscols_line *row, unsigned int column, char *text,
		const char *otherwise)
{
	if (is_empty(text)) {
		free(text);
		text = xstrdup(otherwise);
	}
	look_at(text);
	check_status(scols_line_refer_data(row, column, text));
}

void table_print(struct libscols_table *table)
{
	/* The library need not look for what a terminal must not get. */
	scols_table_enable_noencoding(table, is_plain);
	errno = 0;
	check_status(scols_print_table(table));
	/* The library does not tell of all that it left out. */
	need_memory();
	scols_unref_table(table);
}
