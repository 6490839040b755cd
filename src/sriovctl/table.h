/* SPDX-License-Identifier: GPL-2.0 */
/* Tables and trees, by libsmartcols. */
#ifndef SRIOVCTL_TABLE_H
#define SRIOVCTL_TABLE_H

#include <libsmartcols.h>

#include "util.h"

/* A table with two spaces between its columns. */
struct libscols_table *table_new(void);

/* @raw: one space between columns, and no other. */
void table_format(struct libscols_table *table, bool headings, bool raw);

/* A column with a heading; flags such as SCOLS_FL_TRUNC. */
void table_column(struct libscols_table *table, const char *heading, int flags);

/* A column that draws a tree; the table then has no headings. */
void table_tree(struct libscols_table *table);

/* A row below @parent, which may be NULL. */
struct libscols_line *table_row(struct libscols_table *table,
				struct libscols_line *parent);

/* Fill a cell with @text, which the table then owns, or else with @otherwise. */
void table_cell(struct libscols_line *row, unsigned int column, char *text,
		const char *otherwise);

/* Print it, and free it. */
void table_print(struct libscols_table *table);

#endif
