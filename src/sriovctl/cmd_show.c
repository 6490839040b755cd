// SPDX-License-Identifier: GPL-2.0
/*
 * sriovctl show: the order and the words are those of "lspci -vvv"; what lspci does
 * not say stands at the end of a line or after its lines. A register that the
 * capability is too short for, or that cannot be read, is "?".
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "cmd.h"
#include "field_names.h"
#include "json.h"
#include "kept.h"
#include "names.h"
#include "output.h"
#include "snapshot.h"
#include "vf.h"

/*
 * The lines of lspci. A field in braces is replaced by its value: a field of one
 * bit by + or -, a hexadecimal one without 0x. With a ! before its name, a field
 * that is not known takes away the word in front of it.
 */
static const char * const lines[] = {
	"\tCapabilities: [{capability_offset} v{capability_version}] Single Root I/O Virtualization (SR-IOV)",
	"\t\tIOVCap:\tMigration{capabilities/vf_migration_capable} 10BitTagReq{capabilities/vf_10bit_tag_requester_supported} IntMsgNum {capabilities/vf_migration_interrupt_message_number} ARIPreserved{!capabilities/ari_capable_hierarchy_preserved}",
	"\t\tIOVCtl:\tEnable{control/vf_enable} Migration{control/vf_migration_enable} Interrupt{control/vf_migration_interrupt_enable} MSE{control/vf_mse} ARIHierarchy{control/ari_capable_hierarchy} 10BitTagReq{control/vf_10bit_tag_requester_enable}",
	"\t\tIOVSta:\tMigration{status/vf_migration_status}",
	"\t\tInitial VFs: {initial_vfs}, Total VFs: {total_vfs}, Number of VFs: {num_vfs}, Function Dependency Link: {function_dependency_link}",
	"\t\tVF offset: {vf_offset}, stride: {vf_stride}, Device ID: {vf_device_id}",
	"\t\tSupported Page Size: {supported_page_sizes}, System Page Size: {system_page_size}",
};

static const char migration_line[] =
	"\t\tVF Migration: offset: {vf_migration_state_array/offset}, BIR: {vf_migration_state_array/bir}";

static const char *without_0x(const char *text)
{
	return strncmp(text, "0x", 2) ? text : text + 2;
}

/* A value as it stands in a line; NULL if it is not known. */
static const char *as_word(struct pf *pf, const char *name)
{
	const char *value = pf_value(pf, name);

	if (!value)
		return NULL;
	if (!field_is_flag(name))
		return without_0x(value);
	if (!strcmp(value, "1"))
		return "+";
	return strcmp(value, "0") ? value : "-";
}

/* Ends @line before its last word. */
static void drop_word(char *line)
{
	char *space = strrchr(line, ' ');

	if (space)
		*space = '\0';
}

static void append(char **line, const char *text, size_t length)
{
	char *longer = xasprintf("%s%.*s", *line, (int)length, text);

	free_string(line);
	*line = longer;
}

static void append_field(char **line, struct pf *pf, const char *name)
{
	bool optional = name[0] == '!';
	const char *word = as_word(pf, name + optional);

	if (optional && !word)
		drop_word(*line);
	else
		append(line, word ?: "?", strlen(word ?: "?"));
}

/* A line with its fields filled in, to be freed. */
static char *fill(struct pf *pf, const char *format)
{
	char *line = xstrdup("");
	const char *open, *close;

	while ((open = strchr(format, '{')) && (close = strchr(open, '}'))) {
		char *name __free_string =
			xasprintf("%.*s", (int)(close - open - 1), open + 1);

		append(&line, format, open - format);
		append_field(&line, pf, name);
		format = close + 1;
	}
	append(&line, format, strlen(format));
	return line;
}

/* Bit n stands for pages of 2^(n+12) bytes. */
static char *page_sizes(uint64_t mask)
{
	struct strings sizes __free_strings = {};
	unsigned int bit;

	for (bit = 0; bit < 32; bit++)
		if (mask >> bit & 1)
			strings_add(&sizes, size_text(1ULL << (bit + 12)));
	return strings_join(&sizes, " ");
}

static char *page_sizes_remark(struct pf *pf)
{
	char *supported __free_string =
		page_sizes(pf_number(pf, "supported_page_sizes", 0));
	char *system __free_string =
		page_sizes(pf_number(pf, "system_page_size", 0));

	if (is_empty(supported))
		return xstrdup("");
	return xasprintf(" (%s; now %s)", supported, system);
}

static void show_lines(struct pf *pf)
{
	char *remark __free_string = page_sizes_remark(pf);
	const size_t count = ARRAY_SIZE(lines);
	size_t i;

	for (i = 0; i < count; i++) {
		char *line __free_string = fill(pf, lines[i]);

		printf("%s%s\n", line, i == count - 1 ? remark : "");
	}
}

/* The name of a file of a VF BAR, in a buffer that the next call uses again. */
static const char *bar_file(unsigned int slot, const char *file)
{
	static char name[64];

	snprintf(name, sizeof(name), "vf_bar%u/%s", slot, file);
	return name;
}

/* " [HEAD SIZE]", or nothing of what is not known. */
static void show_bar_size(struct pf *pf, unsigned int slot, const char *file,
			  const char *head)
{
	const char *name = bar_file(slot, file);
	char *size __free_string = NULL;

	if (!pf_value(pf, name))
		return;

	size = size_text(pf_number(pf, name, 0));
	printf(" [%s%s]", head, size);
}

static void show_bar_room(struct pf *pf, unsigned int slot)
{
	uint64_t room = pf_number(pf, bar_file(slot, "max_vfs"), 0);
	char *vfs __free_string = vfs_text(room);

	if (pf_number(pf, bar_file(slot, "aperture"), 1))
		show_bar_size(pf, slot, "aperture", "all VFs: ");
	else
		printf(" [the kernel found no room]");
	if (room)
		printf(" [room for %s]", vfs);
}

static void show_bar_sizes(struct pf *pf, unsigned int slot)
{
	const char *sizes = pf_value(pf, bar_file(slot, "supported_sizes"));
	char *copy __free_string = xstrdup(sizes ?: "");
	char *word, *rest = copy;
	uint64_t bytes;

	if (!sizes)
		return;

	printf(" [resizable:");
	while ((word = strsep(&rest, " "))) {
		char *size __free_string = NULL;

		if (!parse_number(word, 10, &bytes))
			continue;
		size = size_text(bytes);
		printf(" %s", size);
	}
	printf("]");
}

static void show_bar(struct pf *pf, unsigned int slot)
{
	const char *address = pf_value(pf, bar_file(slot, "address"));
	const char *raw = pf_value(pf, bar_file(slot, "raw"));

	if (!address && !raw)
		return;

	printf("\t\tRegion %u: ", slot);
	if (!address) {
		printf("nonsense: %s\n", raw);
		return;
	}
	printf("Memory at %s (%s-bit, %s)", without_0x(address),
	       pf_value(pf, bar_file(slot, "width")) ?: "?",
	       pf_number(pf, bar_file(slot, "prefetchable"), 0) ?
	       "prefetchable" : "non-prefetchable");
	show_bar_size(pf, slot, "size", "size=");
	show_bar_room(pf, slot);
	show_bar_sizes(pf, slot);
	printf("\n");
}

static void show_registers(struct pf *pf)
{
	char *migration __free_string = fill(pf, migration_line);
	unsigned int slot;

	show_lines(pf);
	for (slot = 0; slot < MAX_VF_BARS; slot++)
		show_bar(pf, slot);
	printf("%s\n", migration);
}

static void show_device(struct pf *pf)
{
	char *ids __free_string = pf_ids(pf);
	char *kind __free_string = name_of_class(pf);
	char *name __free_string = name_of_device(pf);
	const char *node = pf_device(pf, "numa_node");
	const char *group = pf_device_link(pf, "iommu_group");
	const char *serial = pf_value(pf, "serial_number");

	printf("%s%s %s: %s", colour_begin(BOLD), pf->address, kind ?: "PF",
	       name ?: ids);
	if (name)
		printf(" [%s]", ids);
	printf("%s\n", colour_end(BOLD));
	if (!snapshot_is_dump(pf->address))
		printf("\tDriver: %s\n", pf_device_link(pf, "driver") ?: "none");
	if (serial)
		printf("\tDevice Serial Number %s\n", serial);
	if (node && strcmp(node, "-1"))
		printf("\tNUMA node: %s\n", node);
	if (group)
		printf("\tIOMMU group: %s\n", group);
}

static void show_checks(struct pf *pf)
{
	struct checks checks __free_checks = checks_read(pf);
	const struct check *check;
	enum colour colour;
	size_t i;

	if (checks.known)
		printf("\tChecks:\n");
	for (i = 0; i < checks.count; i++) {
		check = &checks.check[i];
		colour = colour_of(check->state);
		printf("\t\t%s: %s%s%s%s%s\n", check->name, colour_begin(colour),
		       check->state, colour_end(colour),
		       check->text[0] ? ": " : "", check->text);
	}
}

static void show_kept(struct pf *pf)
{
	struct kept kept __free_kept = {};

	if (!kept_read(pf->address, &kept))
		return;
	if (kept_is_for(&kept, pf))
		printf("\tAt boot: %" PRIu64 " VFs%s%s%s%s\n", kept.vfs,
		       kept.vf_driver ? " with " : "", kept.vf_driver ?: "",
		       kept.claim ? ", claimed by sriov-pf" : "",
		       kept_by_serial(kept.key) ? ", by serial number" : "");
	else
		printf(
			"\tAt boot: nothing: %" PRIu64 " VFs are kept for another device %s (%s)\n",
		       kept.vfs, kept_where(&kept), kept.device ?: "");
}

static void show_state(struct pf *pf)
{
	const char *most = pf_value(pf, "max_num_vfs");
	const char *error = pf_value(pf, "last_error");
	const char *driver = pf_vf_driver(pf);

	show_checks(pf);
	if (most)
		printf("\tVFs that can be enabled now: %s\n", most);
	if (driver)
		printf("\tDriver of new VFs: %s\n", driver);
	if (error)
		printf("\tLast error: %s\n", error);
	show_kept(pf);
}

static void add_file(struct json_object *to, struct pf *pf, const char *directory,
		     const char *file)
{
	char *name __free_string = xasprintf("%s%s%s", directory,
					     directory[0] ? "/" : "", file);
	const char *value = pf_value(pf, name);

	if (!strcmp(file, "vf_driver_override"))
		json_add_text(to, file, pf_vf_driver(pf));
	else if (!strcmp(file, "registers") || !strcmp(file, "supported_sizes"))
		json_add_words(to, file, value);
	else
		json_add_value(to, file, value);
}

/* Each file under its own name: docs/ABI says what they mean. */
static size_t add_files(struct json_object *to, struct pf *pf,
			const char *directory)
{
	struct strings names __free_strings = pf_names(pf, directory);
	size_t i;

	for (i = 0; i < names.count; i++)
		add_file(to, pf, directory, names.item[i]);
	return names.count;
}

static void add_directory(struct json_object *to, struct pf *pf,
			  const char *directory)
{
	struct json_object *files = json_new_object();

	if (add_files(files, pf, directory))
		json_add(to, directory, files);
	else
		json_object_put(files);
}

static void add_directories(struct json_object *to, struct pf *pf)
{
	struct strings directories __free_strings = field_directories();
	size_t i;

	strings_add(&directories, xstrdup("checks"));
	for (i = 0; i < MAX_VF_BARS; i++)
		strings_add(&directories, xasprintf("vf_bar%zu", i));
	strings_sort(&directories);
	for (i = 0; i < directories.count; i++)
		add_directory(to, pf, directories.item[i]);
}

static void show_json(struct pf *pf)
{
	struct json_object *object = json_new_object();
	char *name __free_string = name_of_device(pf);
	struct kept kept __free_kept = {};
	const char *node = pf_device(pf, "numa_node");

	json_add_text(object, "address", pf->address);
	json_add_text(object, "vendor", pf_device(pf, "vendor"));
	json_add_text(object, "device", pf_device(pf, "device"));
	json_add_text(object, "name", name);
	json_add_text(object, "driver", pf_device_link(pf, "driver"));
	json_add_text(object, "iommu_group", pf_device_link(pf, "iommu_group"));
	json_add_integer(object, "numa_node", node);
	if (kept_read(pf->address, &kept))
		json_add_number(object, "persistent_vfs", kept.vfs);
	else
		json_add(object, "persistent_vfs", NULL);
	add_files(object, pf, "");
	add_directories(object, pf);
	json_print(object);
}

int cmd_show(const struct args *args)
{
	struct pf *pf __free_pf = pf_find(args->words[0]);

	if (args->options & OPTION_JSON) {
		show_json(pf);
	} else {
		show_device(pf);
		show_registers(pf);
		show_state(pf);
	}
	if (!pf_value(pf, "registers"))
		die(STATUS_FAILURE, "%s does not answer", pf->address);
	return STATUS_OK;
}
