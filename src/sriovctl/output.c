// SPDX-License-Identifier: GPL-2.0
/* How things look to people. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output.h"

bool has_colours(void)
{
	const char *term = getenv("TERM");

	return isatty(STDOUT_FILENO) && is_empty(getenv("NO_COLOR")) &&
	       !is_empty(term) && strcmp(term, "dumb");
}

const char *colour_begin(enum colour colour)
{
	static const char * const begin[] = {
		[PLAIN] = "",
		[BOLD] = "\033[1m",
		[RED] = "\033[31m",
		[YELLOW] = "\033[33m",
	};

	return has_colours() ? begin[colour] : "";
}

const char *colour_end(enum colour colour)
{
	return colour != PLAIN && has_colours() ? "\033[m" : "";
}

enum colour colour_of(const char *state)
{
	if (!strcmp(state, "blocked"))
		return RED;
	if (!strcmp(state, "warning") || !strcmp(state, "unknown"))
		return YELLOW;
	return PLAIN;
}

char *size_text(uint64_t bytes)
{
	static const char units[] = " KMGTPE";
	const char *unit = units;

	while (bytes && bytes % 1024 == 0 && unit[1]) {
		bytes /= 1024;
		unit++;
	}
	return xasprintf("%" PRIu64 "%.*s", bytes, unit > units, unit);
}

char *vfs_text(uint64_t count)
{
	return xasprintf("%" PRIu64 " VF%s", count, count == 1 ? "" : "s");
}

void close_output(void)
{
	bool failed = ferror(stdout);

	if (fclose(stdout))
		die(STATUS_FAILURE, "cannot write the output: %s",
		    strerror(errno));
	if (failed)
		die(STATUS_FAILURE, "cannot write the output");
}
