// SPDX-License-Identifier: GPL-2.0
/*
 * dump2image [ADDRESS] <DUMP >IMAGE - one function of an "lspci -xxxx" dump, or of what
 * "sriovctl capture" wrote, as the 4096 bytes of its configuration space: the function
 * at ADDRESS (such as 01:00.0), or the first. It reads as "sriovctl --from" does.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <linux/compiler.h>
#include <linux/kernel.h>

#include "dump.h"

static void __noreturn __printf(1, 2) die(const char *format, ...)
{
	va_list args;

	fputs("dump2image: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(EXIT_FAILURE);
}

/* The address as a dump has it: with the domain, and without capitals. */
static const char *whole_address(const char *text)
{
	static struct dump dump;
	char line[64];

	snprintf(line, sizeof(line), "%s ", text);
	if (!dump_parse_function(line, &dump))
		die("\"%s\" is no address such as 01:00.0", text);
	return dump.name;
}

int main(int count, char **words)
{
	static struct dump dump;

	if (count > 2)
		die("usage: dump2image [ADDRESS] <DUMP >IMAGE");
	if (!dump_find(stdin, count == 2 ? whole_address(words[1]) : NULL, &dump))
		die("no function %s%sin the dump", count == 2 ? words[1] : "",
		    count == 2 ? " " : "");
	if (dump.size != DUMP_SIZE)
		die("%s: %u bytes instead of %u; is the dump from lspci -xxxx, run as root?",
		    dump.name, dump.size, DUMP_SIZE);
	if (fwrite(dump.bytes, DUMP_SIZE, 1, stdout) != 1 || fclose(stdout))
		die("cannot write the image");
	return EXIT_SUCCESS;
}
