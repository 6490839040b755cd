// SPDX-License-Identifier: GPL-2.0
/* What sysfs said of PCI devices, kept in a text file. */
#include <ctype.h>
#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include <linux/pci_regs.h>

#include "dump.h"
#include "snapshot.h"
#include "sysfs.h"

/**
 * struct snapshot_entry - what sysfs said of one path
 * @kind: what stands at the path
 * @path: relative to the root of sysfs
 * @text: the content, the target, or the names
 * @length: of @text
 */
struct snapshot_entry {
	enum snapshot_kind kind;
	char *path;
	char *text;
	size_t length;
};

static const char * const marks[] = {
	[SNAPSHOT_FILE] = " = ",
	[SNAPSHOT_LINK] = " -> ",
	[SNAPSHOT_NAMES] = " / ",
};

/* Of a file of several lines, each */
#define MARK_OF_LINE	" | "

/* Trees of tsearch(), by path and kind, and by address */
static void *entries, *dumps;
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

/* A slash goes before any other byte, so that what is below a path follows it. */
static unsigned int rank(char c)
{
	return c == '/' ? 1 : (unsigned char)c + (c ? 1 : 0);
}

static int compare_paths(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return (int)rank(*a) - (int)rank(*b);
}

static int compare_entries(const void *a, const void *b)
{
	const struct snapshot_entry *one = a, *other = b;

	return compare_paths(one->path, other->path) ?:
	       (int)one->kind - (int)other->kind;
}

static int compare_dumps(const void *a, const void *b)
{
	return strcmp(((const struct dump *)a)->name,
		      ((const struct dump *)b)->name);
}

/* The node of tfind() and tsearch() begins with a pointer to what was put in. */
static void *content(void *node)
{
	return node ? *(void **)node : NULL;
}

static void add_to(void **tree, void *item,
		   int (*compare)(const void *a, const void *b))
{
	if (!tsearch(item, tree, compare))
		die(STATUS_FAILURE, "out of memory");
}

static struct snapshot_entry *find_entry(enum snapshot_kind kind, const char *path)
{
	const struct snapshot_entry key = { .kind = kind, .path = (char *)path };

	return content(tfind(&key, &entries, compare_entries));
}

static struct dump *find_dump(const char *address)
{
	struct dump key;

	if (snprintf(key.name, sizeof(key.name), "%s", address) >=
	    (int)sizeof(key.name))
		return NULL;
	return content(tfind(&key, &dumps, compare_dumps));
}

static struct snapshot_entry *entry_at(enum snapshot_kind kind, const char *path)
{
	struct snapshot_entry *entry = find_entry(kind, path);

	if (entry)
		return entry;

	entry = xzalloc(sizeof(*entry));
	*entry = (struct snapshot_entry){ kind, xstrdup(path), xstrdup(""), 0 };
	add_to(&entries, entry, compare_entries);
	return entry;
}

void snapshot_add(enum snapshot_kind kind, const char *path, const char *text)
{
	struct snapshot_entry *entry = entry_at(kind, path);

	free(entry->text);
	entry->text = xstrdup(text);
	entry->length = strlen(text);
}

static struct dump *add_dump(const struct dump *dump)
{
	struct dump *added = xzalloc(sizeof(*added));

	*added = *dump;
	add_to(&dumps, added, compare_dumps);
	return added;
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
	struct snapshot_entry *entry = find_entry(kind, path);

	return entry ? entry->text : NULL;
}

/* For tfind(): whether an entry is at a path or below it; if not, on which side. */
static int compare_with_above(const void *above, const void *entry)
{
	const char *path = above, *below = ((const struct snapshot_entry *)entry)->path;

	while (*path && *path == *below) {
		path++;
		below++;
	}
	if (!*path && (!*below || *below == '/'))
		return 0;
	return (int)rank(*path) - (int)rank(*below);
}

/* The rest of a path below @above, "" if it is @above itself; NULL if it is neither. */
static const char *path_below(const char *path, const char *above)
{
	size_t length = strlen(above);

	if (strncmp(path, above, length) || (path[length] && path[length] != '/'))
		return NULL;
	return path + length + (path[length] == '/');
}

bool snapshot_has(const char *path)
{
	const char *device = path_below(path, DEVICES);

	return tfind(path, &entries, compare_with_above) ||
	       (device && find_dump(device));
}

static void add_address(const void *node, VISIT visit, void *devices)
{
	const struct dump *dump = *(const struct dump *const *)node;

	if (visit == postorder || visit == leaf)
		strings_add(devices, xstrdup(dump->name));
}

struct strings snapshot_devices(void)
{
	struct strings devices = {};

	twalk_r(dumps, add_address, &devices);
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
	struct snapshot_entry *entry = entry_at(SNAPSHOT_FILE, path);
	size_t length = strlen(line);

	entry->text = xrealloc(entry->text, entry->length + length + 2);
	memcpy(entry->text + entry->length, line, length);
	memcpy(entry->text + entry->length + length, "\n", 2);
	entry->length += length + 1;
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

static void add_ids_of(const void *node, VISIT visit, void *unused)
{
	const struct dump *dump = *(const struct dump *const *)node;

	if ((visit == postorder || visit == leaf) &&
	    dump->size >= PCI_STD_HEADER_SIZEOF)
		add_ids(dump);
}

/* A file may be of anybody: nothing in it may act on the terminal. */
static void replace_controls(char *text)
{
	for (; *text; text++)
		if (iscntrl((unsigned char)*text))
			*text = '?';
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
		if (line[0] == '\t') {
			replace_controls(line + 1);
			parse_line(device, line + 1);
		}
	}
}

void snapshot_load(const char *path)
{
	bool is_stdin = !strcmp(path, "-");
	FILE *file = is_stdin ? stdin : fopen(path, "re");
	int err;

	if (!file)
		die(STATUS_FAILURE, "%s: %s", path, strerror(errno));

	parse(file);
	/* Without memory, getline() ends before the file does. */
	err = feof(file) ? 0 : errno;
	if (!is_stdin)
		fclose(file);
	if (err)
		die(STATUS_FAILURE, "cannot read %s: %s", path, strerror(err));
	if (!dumps)
		die(STATUS_FAILURE,
		    "%s has no PCI function in it: it must be the output of 'lspci -xxxx' or 'sriovctl capture'",
		    path);

	loaded = true;
	twalk_r(dumps, add_ids_of, NULL);
}

static unsigned int header_at(const struct dump *dump, unsigned int where)
{
	const u8 *bytes = dump->bytes + where;

	return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | (u32)bytes[3] << 24;
}

/* The chain may be of any length, or lead back: no more than fits is followed. */
static void drop_serial_number(const void *node, VISIT visit, void *unused)
{
	struct dump *dump = *(struct dump *const *)node;
	unsigned int where = PCI_CFG_SPACE_SIZE, left = DUMP_SIZE / 4, header;

	if (visit != postorder && visit != leaf)
		return;

	while (left-- && where >= PCI_CFG_SPACE_SIZE && where + 12 <= DUMP_SIZE) {
		header = header_at(dump, where);
		if (PCI_EXT_CAP_ID(header) == PCI_EXT_CAP_ID_DSN)
			memset(dump->bytes + where + 4, 0, 8);
		where = PCI_EXT_CAP_NEXT(header);
	}
}

void snapshot_drop_serial_numbers(void)
{
	twalk_r(dumps, drop_serial_number, NULL);
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

static void write_entry(FILE *to, const char *name, const struct snapshot_entry *entry)
{
	if (entry->kind == SNAPSHOT_FILE)
		write_file(to, name, entry->text);
	else
		fprintf(to, "\t%s%s%s\n", name, marks[entry->kind], entry->text);
}

/* All that is kept, in the order of paths */
struct list {
	const struct snapshot_entry **item;
	size_t count;
};

static void add_to_list(const void *node, VISIT visit, void *to)
{
	struct list *list = to;

	if (visit != postorder && visit != leaf)
		return;
	/* The room doubles whenever the count is a power of two. */
	if (!(list->count & (list->count - 1)))
		list->item = xrealloc(list->item, (list->count * 2 + 1) *
						  sizeof(*list->item));
	list->item[list->count++] = *(const struct snapshot_entry *const *)node;
}

/* The address of the device that a path is of, and all after it; NULL if of none. */
static const char *device_in(const char *path)
{
	const char *device = path_below(path, DEVICES);

	return is_empty(device) ? NULL : device;
}

/* The devices of which anything is kept, sorted; some perhaps twice. */
static struct strings all_devices(const struct list *list)
{
	struct strings devices = snapshot_devices();
	const char *before = "", *device;
	size_t i, length;

	for (i = 0; i < list->count; i++) {
		device = device_in(list->item[i]->path);
		if (!device)
			continue;
		length = strcspn(device, "/");
		if (strncmp(before, device, length) || before[length] != '/')
			strings_add(&devices,
				    xasprintf("%.*s", (int)length, device));
		before = device;
	}
	strings_sort(&devices);
	return devices;
}

/* Those of the device, which begin at place @i. Return: the place after them. */
static size_t write_entries(FILE *to, const char *address, const struct list *list,
			    size_t i)
{
	const char *device, *name;

	for (; i < list->count; i++) {
		device = device_in(list->item[i]->path);
		name = device ? path_below(device, address) : NULL;
		if (!name)
			break;
		write_entry(to, *name ? name : ".", list->item[i]);
	}
	return i;
}

/* Write those that are of no device, and drop them from the list. */
static void write_others(FILE *to, struct list *list)
{
	size_t i, kept = 0;

	for (i = 0; i < list->count; i++) {
		if (device_in(list->item[i]->path))
			list->item[kept++] = list->item[i];
		else
			write_entry(to, list->item[i]->path, list->item[i]);
	}
	list->count = kept;
}

void snapshot_write(FILE *to, char *(*title)(const char *address))
{
	struct strings devices __free_strings = {};
	const struct dump *dump;
	struct list list = {};
	size_t i, done = 0;

	recording = false;
	twalk_r(entries, add_to_list, &list);
	devices = all_devices(&list);
	write_others(to, &list);
	for (i = 0; i < devices.count; i++) {
		const char *address = devices.item[i];
		char *text __free_string = NULL;

		if (i && !strcmp(address, devices.item[i - 1]))
			continue;
		text = title(address);
		fprintf(to, "\n%s %s\n", address, text);
		done = write_entries(to, address, &list, done);
		dump = find_dump(address);
		if (dump)
			dump_write_bytes(to, dump);
	}
	free(list.item);
}
