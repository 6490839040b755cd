// SPDX-License-Identifier: GPL-2.0
/* Reading and writing "lspci -xxxx" dumps. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <linux/pci_regs.h>

#include "dump.h"

#define PER_LINE	16

bool dump_parse_function(const char *line, struct dump *dump)
{
	unsigned int domain = 0, bus, device, function;
	int end = 0;

	if (sscanf(line, "%x:%2x:%2x.%1x%n", &domain, &bus, &device, &function,
		   &end) != 4) {
		domain = 0;
		if (sscanf(line, "%2x:%2x.%1x%n", &bus, &device, &function,
			   &end) != 3)
			return false;
	}
	if (!isxdigit(*line) || !isspace(line[end]))
		return false;

	snprintf(dump->name, sizeof(dump->name), "%04x:%02x:%02x.%x", domain,
		 bus, device, function);
	return true;
}

void dump_parse_bytes(const char *line, struct dump *dump)
{
	unsigned int where, byte;
	int step;

	if (!isxdigit(*line) || sscanf(line, "%x: %n", &where, &step) != 1 ||
	    line[strspn(line, "0123456789abcdef")] != ':')
		return;

	for (line += step; where < DUMP_SIZE; line += step, where++) {
		if (sscanf(line, "%2x%n", &byte, &step) != 1 || step > 3)
			break;
		dump->bytes[where] = byte;
		if (where >= dump->size)
			dump->size = where + 1;
	}
}

bool dump_read(FILE *file, struct dump *dump)
{
	struct dump next;
	char *line = NULL;
	size_t size = 0;
	bool found = false;
	long start;

	memset(dump, 0, sizeof(*dump));
	for (start = ftell(file); getline(&line, &size, file) >= 0;
	     start = ftell(file)) {
		if (!dump_parse_function(line, found ? &next : dump)) {
			if (found)
				dump_parse_bytes(line, dump);
		} else if (found) {
			fseek(file, start, SEEK_SET);
			break;
		} else {
			found = true;
		}
	}
	free(line);
	return found;
}

bool dump_find(FILE *file, const char *name, struct dump *dump)
{
	struct dump next;
	bool found = false;
	char *line = NULL;
	size_t size = 0;

	memset(dump, 0, sizeof(*dump));
	while (getline(&line, &size, file) >= 0) {
		if (!dump_parse_function(line, &next)) {
			if (found)
				dump_parse_bytes(line, dump);
			continue;
		}
		if (found)
			break;
		found = !name || !strcmp(next.name, name);
		if (found)
			memcpy(dump->name, next.name, sizeof(dump->name));
	}
	free(line);
	return found;
}

bool dump_is_pcie(const struct dump *dump)
{
	u8 where = dump->bytes[PCI_CAPABILITY_LIST] & ~3;
	int limit;

	if (!(dump->bytes[PCI_STATUS] & PCI_STATUS_CAP_LIST))
		return false;

	/* At most 48 capabilities of four bytes fit. */
	for (limit = 48; limit && where >= PCI_STD_HEADER_SIZEOF; limit--) {
		if (dump->bytes[where] == PCI_CAP_ID_EXP)
			return true;
		where = dump->bytes[where + PCI_CAP_LIST_NEXT] & ~3;
	}
	return false;
}

void dump_write_bytes(FILE *file, const struct dump *dump)
{
	unsigned int where;

	for (where = 0; where < dump->size; where++) {
		if (where % PER_LINE == 0)
			fprintf(file, "%02x:", where);
		fprintf(file, " %02x", dump->bytes[where]);
		if (where % PER_LINE == PER_LINE - 1 || where == dump->size - 1)
			fputc('\n', file);
	}
}

void dump_write(FILE *file, const struct dump *dump)
{
	fprintf(file, "%s Class 0200: Device 0000:0000\n", dump->name);
	dump_write_bytes(file, dump);
	fputc('\n', file);
}
