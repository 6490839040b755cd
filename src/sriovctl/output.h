/* SPDX-License-Identifier: GPL-2.0 */
/* How things look to people. */
#ifndef SRIOVCTL_OUTPUT_H
#define SRIOVCTL_OUTPUT_H

#include "util.h"

enum colour {
	PLAIN,
	BOLD,
	RED,
	YELLOW,
};

/* Colours are for a terminal, and for nobody who has set NO_COLOR. */
bool has_colours(void);

/* The sequence that begins a colour, and the one that ends it; "" without colours. */
const char *colour_begin(enum colour colour);
const char *colour_end(enum colour colour);

/* The colour of a check that is "blocked", "warning", "unknown" or "ok". */
enum colour colour_of(const char *state);

/* In the largest unit that leaves a whole number, as lspci does: "16K". To be freed. */
char *size_text(uint64_t bytes);

/* "1 VF", "2 VFs"; to be freed. */
char *vfs_text(uint64_t count);

/* Ends the program if what was written did not reach standard output. */
void close_output(void);

#endif
