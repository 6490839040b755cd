// SPDX-License-Identifier: GPL-2.0
/* What sysfs said of PCI devices, kept in a text file. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <linux/pci_regs.h>

#include "dump.h"
#include "snapshot.h"
#include "sysfs.h"

struct entry {
	enum snapshot_kind kind;
	char *path;
	char *text;
};

static const char * const marks[] = {
	[SNAPSHOT_FILE] = " = ",
	[SNAPSHOT_LINK] = " -> ",
	[SNAPSHOT_NAMES] = " / ",
};

/* Of a file of several lines, each */
#define MARK_OF_LINE	" | "

static struct entry *entries;
static size_t nr_entries;
static struct dump *dumps;
static size_t nr_dumps;
static bool loaded, recording;

bool snapshot_is_loaded(void)
{
	return loaded;
}

bool snapshot_is_recording(void)
{
	return recording;
}

void snapshot_record(void)
{
	recording = true;
}

static struct entry *find_entry(enum snapshot_kind kind, const char *path)
{
	size_t i;

	for (i = 0; i < nr_entries; i++)
		if (entries[i].kind == kind && !strcmp(entries[i].path, path))
			return &entries[i];
	return NULL;
}

static struct dump *find_dump(const char *address)
{
	size_t i;

	for (i = 0; i < nr_dumps; i++)
		if (!strcmp(dumps[i].name, address))
			return &dumps[i];
	return NULL;
}

void snapshot_add(enum snapshot_kind kind, const char *path, const char *text)
{
	struct entry *entry = find_entry(kind, path);

	if (!entry) {
		entries = xrealloc(entries, (nr_entries + 1) * sizeof(*entries));
		entry = &entries[nr_entries++];
		*entry = (struct entry){ kind, xstrdup(path), NULL };
	}
	free(entry->text);
	entry->text = xstrdup(text);
}

static struct dump *add_dump(const struct dump *dump)
{
	dumps = xrealloc(dumps, (nr_dumps + 1) * sizeof(*dumps));
	dumps[nr_dumps] = *dump;
	return &dumps[nr_dumps++];
}

void snapshot_add_config(const char *address, const unsigned char *bytes,
			 size_t size)
{
	struct dump dump = { .size = min_t(size_t, size, DUMP_SIZE) };

	if (find_dump(address))
		return;
	snprintf(dump.name, sizeof(dump.name), "%s", address);
	memcpy(dump.bytes, bytes, dump.size);
	add_dump(&dump);
}

const char *snapshot_get(enum snapshot_kind kind, const char *path)
{
	struct entry *entry = find_entry(kind, path);

	return entry ? entry->text : NULL;
}

static bool is_below(const char *path, const char *above)
{
	size_t length = strlen(above);

	return !strncmp(path, above, length) &&
	       (!path[length] || path[length] == '/');
}

bool snapshot_has(const char *path)
{
	size_t i;

	for (i = 0; i < nr_entries; i++)
		if (is_below(entries[i].path, path))
			return true;
	for (i = 0; i < nr_dumps; i++) {
		char *device __free_string = xasprintf(DEVICES "/%s",
						       dumps[i].name);

		if (!strcmp(device, path))
			return true;
	}
	return false;
}

struct strings snapshot_devices(void)
{
	struct strings devices = {};
	size_t i;

	for (i = 0; i < nr_dumps; i++)
		strings_add(&devices, xstrdup(dumps[i].name));
	strings_sort(&devices);
	return devices;
}

const unsigned char *snapshot_config(const char *address, size_t *size)
{
	struct dump *dump = find_dump(address);

	if (!dump || !dump->size)
		return NULL;

	*size = dump->size;
	return dump->bytes;
}

bool snapshot_is_dump(const char *address)
{
	char *path __free_string = xasprintf(DEVICES "/%s/resource", address);

	return loaded && !find_entry(SNAPSHOT_FILE, path);
}

/* The path of a name in the block of @device, which is NULL before the first one. */
static char *full_path(const struct dump *device, const char *name, size_t length)
{
	if (!device)
		return xasprintf("%.*s", (int)length, name);
	if (length == 1 && name[0] == '.')
		return xasprintf(DEVICES "/%s", device->name);
	return xasprintf(DEVICES "/%s/%.*s", device->name, (int)length, name);
}

static void append_line(const char *path, const char *line)
{
	const char *before = snapshot_get(SNAPSHOT_FILE, path);
	char *text __free_string = xasprintf("%s%s\n", before ?: "", line);

	snapshot_add(SNAPSHOT_FILE, path, text);
}

/* A line of what sysfs said; what is not such a line is passed over. */
static void parse_line(const struct dump *device, const char *line)
{
	size_t length = strcspn(line, " ");
	const char *rest = line + length;
	char *path __free_string = full_path(device, line, length);
	unsigned int kind;

	for (kind = 0; kind < ARRAY_SIZE(marks); kind++)
		if (!strncmp(rest, marks[kind], strlen(marks[kind])))
			snapshot_add(kind, path, rest + strlen(marks[kind]));
	if (!strncmp(rest, MARK_OF_LINE, strlen(MARK_OF_LINE)))
		append_line(path, rest + strlen(MARK_OF_LINE));
}

/* What sysfs says of each function, from the registers of a bare dump. */
static void add_ids(const struct dump *dump)
{
	static const struct {
		const char *name;
		unsigned int where;
		unsigned int width;
	} ids[] = {
		{ "vendor", 0x00, 2 },
		{ "device", 0x02, 2 },
		{ "class", 0x09, 3 },
		{ "subsystem_vendor", 0x2c, 2 },
		{ "subsystem_device", 0x2e, 2 },
	};
	unsigned int byte, value;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ids); i++) {
		char *path __free_string = xasprintf(DEVICES "/%s/%s", dump->name,
						     ids[i].name);
		char *text __free_string = NULL;

		for (value = 0, byte = ids[i].width; byte; byte--)
			value = value << 8 | dump->bytes[ids[i].where + byte - 1];
		text = xasprintf("0x%0*x", 2 * ids[i].width, value);
		if (!find_entry(SNAPSHOT_FILE, path))
			snapshot_add(SNAPSHOT_FILE, path, text);
	}
}

static void parse(FILE *file)
{
	struct dump next = {}, *device = NULL;
	char *line __free_string = NULL;
	size_t size = 0;

	while (getline(&line, &size, file) >= 0) {
		if (dump_parse_function(line, &next)) {
			device = find_dump(next.name) ?: add_dump(&next);
			continue;
		}
		if (device)
			dump_parse_bytes(line, device);
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] == '\t')
			parse_line(device, line + 1);
	}
}

void snapshot_load(const char *path)
{
	bool is_stdin = !strcmp(path, "-");
	FILE *file = is_stdin ? stdin : fopen(path, "re");
	bool failed;
	size_t i;

	if (!file)
		die(STATUS_FAILURE, "%s: %s", path, strerror(errno));

	parse(file);
	failed = ferror(file);
	if (!is_stdin)
		fclose(file);
	if (failed)
		die(STATUS_FAILURE, "cannot read %s", path);
	if (!nr_dumps)
		die(STATUS_FAILURE,
		    "%s holds no function: it must be of 'lspci -xxxx' or 'sriovctl capture'",
		    path);

	loaded = true;
	for (i = 0; i < nr_dumps; i++)
		if (dumps[i].size >= PCI_STD_HEADER_SIZEOF)
			add_ids(&dumps[i]);
}

static unsigned int header_at(const struct dump *dump, unsigned int where)
{
	const u8 *bytes = dump->bytes + where;

	return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | (u32)bytes[3] << 24;
}

/* The chain may be of any length, or lead back: no more than fits is followed. */
static void drop_serial_number(struct dump *dump)
{
	unsigned int where = PCI_CFG_SPACE_SIZE, left = DUMP_SIZE / 4, header;

	while (left-- && where >= PCI_CFG_SPACE_SIZE && where + 12 <= DUMP_SIZE) {
		header = header_at(dump, where);
		if (PCI_EXT_CAP_ID(header) == PCI_EXT_CAP_ID_DSN)
			memset(dump->bytes + where + 4, 0, 8);
		where = PCI_EXT_CAP_NEXT(header);
	}
}

void snapshot_drop_serial_numbers(void)
{
	size_t i;

	for (i = 0; i < nr_dumps; i++)
		drop_serial_number(&dumps[i]);
}

/* The name of an entry in the block of a device; NULL if it belongs to another. */
static const char *name_in(const char *device, const struct entry *entry)
{
	char *path __free_string = xasprintf(DEVICES "/%s", device);
	size_t length = strlen(path);

	if (!is_below(entry->path, path))
		return NULL;
	return entry->path[length] ? entry->path + length + 1 : ".";
}

static void write_file(FILE *to, const char *name, const char *text)
{
	const char *end = strchr(text, '\n');

	if (!end || !end[1]) {
		fprintf(to, "\t%s = %.*s\n", name, (int)strcspn(text, "\n"), text);
		return;
	}
	for (; end; text = end + 1, end = strchr(text, '\n'))
		fprintf(to, "\t%s" MARK_OF_LINE "%.*s\n", name, (int)(end - text),
			text);
}

static void write_entry(FILE *to, const char *name, const struct entry *entry)
{
	if (entry->kind == SNAPSHOT_FILE)
		write_file(to, name, entry->text);
	else
		fprintf(to, "\t%s%s%s\n", name, marks[entry->kind], entry->text);
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->path,
		      ((const struct entry *)b)->path);
}

/* The devices of which anything is kept, sorted. */
static struct strings all_devices(void)
{
	struct strings devices = snapshot_devices();
	size_t i, length;

	for (i = 0; i < nr_entries; i++) {
		char *address = NULL;

		if (strncmp(entries[i].path, DEVICES "/", strlen(DEVICES "/")))
			continue;
		length = strcspn(entries[i].path + strlen(DEVICES "/"), "/");
		address = xasprintf("%.*s", (int)length,
				    entries[i].path + strlen(DEVICES "/"));
		if (strings_have(&devices, address))
			free(address);
		else
			strings_add(&devices, address);
	}
	strings_sort(&devices);
	return devices;
}

static void write_device(FILE *to, const char *address, const char *title)
{
	const struct dump *dump = find_dump(address);
	const char *name;
	size_t i;

	fprintf(to, "\n%s %s\n", address, title);
	for (i = 0; i < nr_entries; i++) {
		name = name_in(address, &entries[i]);
		if (name)
			write_entry(to, name, &entries[i]);
	}
	if (dump)
		dump_write_bytes(to, dump);
}

void snapshot_write(FILE *to, char *(*title)(const char *address))
{
	struct strings devices __free_strings = all_devices();
	size_t i;

	recording = false;
	if (nr_entries)
		qsort(entries, nr_entries, sizeof(*entries), compare);
	for (i = 0; i < nr_entries; i++)
		if (strncmp(entries[i].path, DEVICES "/", strlen(DEVICES "/")))
			write_entry(to, entries[i].path, &entries[i]);
	for (i = 0; i < devices.count; i++) {
		char *text __free_string = title(devices.item[i]);

		write_device(to, devices.item[i], text);
	}
}
