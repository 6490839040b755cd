// SPDX-License-Identifier: GPL-2.0
/* The files that the module would show of a PF, made of its decoded capability. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sriov_pf/dsn.h>

#include "capability.h"
#include "field_names.h"

#define VF_BAR	"vf_bar"

/* What must hold for a file of a VF BAR to be there. */
enum bar_needs {
	NEEDS_NOTHING,
	NEEDS_SOUND,
	NEEDS_SIZE,
	NEEDS_RESIZABLE,
};

struct bar_file {
	const char *name;
	enum bar_needs needs;
	char *(*value)(const struct capability *capability, unsigned int slot);
};

static char *number(u64 value)
{
	return xasprintf("%" PRIu64, (uint64_t)value);
}

static char *hex(unsigned int bits, u64 value)
{
	return xasprintf("0x%0*" PRIx64, bits / 4, (uint64_t)value);
}

static const struct sriov_vf_bar *bar_at(const struct capability *capability,
					 unsigned int slot)
{
	return &capability->info.vf_bar[slot];
}

static char *bar_raw(const struct capability *capability, unsigned int slot)
{
	/* Enhanced Allocation, not the register, describes the BAR. */
	if (capability->ea[slot].size)
		return hex(32, capability->info.registers[PCI_SRIOV_BAR / 4 + slot]);

	return hex(bar_at(capability, slot)->width, bar_at(capability, slot)->raw);
}

static char *bar_address(const struct capability *capability, unsigned int slot)
{
	return hex(bar_at(capability, slot)->width,
		   bar_at(capability, slot)->address);
}

static char *bar_width(const struct capability *capability, unsigned int slot)
{
	return number(bar_at(capability, slot)->width);
}

static char *bar_prefetchable(const struct capability *capability,
			      unsigned int slot)
{
	return number(bar_at(capability, slot)->prefetchable);
}

static char *bar_size(const struct capability *capability, unsigned int slot)
{
	return number(capability_vf_bar_size(capability, slot));
}

static char *bar_aperture(const struct capability *capability, unsigned int slot)
{
	return number(capability->aperture[slot]);
}

static char *bar_max_vfs(const struct capability *capability, unsigned int slot)
{
	u64 size = capability_vf_bar_size(capability, slot);

	return number(size ? capability->aperture[slot] / size : 0);
}

static char *bar_supported_sizes(const struct capability *capability,
				 unsigned int slot)
{
	u64 sizes = capability->rebar_sizes[slot];
	struct strings list __free_strings = {};

	for (; sizes; sizes &= sizes - 1)
		strings_add(&list, number(sizes & -sizes));
	return strings_join(&list, " ");
}

/* Sorted, as all names are. */
static const struct bar_file bar_files[] = {
	{ "address", NEEDS_SOUND, bar_address },
	{ "aperture", NEEDS_SIZE, bar_aperture },
	{ "max_vfs", NEEDS_SIZE, bar_max_vfs },
	{ "prefetchable", NEEDS_SOUND, bar_prefetchable },
	{ "raw", NEEDS_NOTHING, bar_raw },
	{ "size", NEEDS_SIZE, bar_size },
	{ "supported_sizes", NEEDS_RESIZABLE, bar_supported_sizes },
	{ "width", NEEDS_SOUND, bar_width },
};

static bool has_bar_file(const struct capability *capability, unsigned int slot,
			 const struct bar_file *file)
{
	const struct sriov_vf_bar *bar = bar_at(capability, slot);
	const bool met[] = {
		[NEEDS_NOTHING] = true,
		[NEEDS_SOUND] = !bar->fault,
		[NEEDS_SIZE] = !bar->fault &&
			       capability_vf_bar_size(capability, slot),
		[NEEDS_RESIZABLE] = !bar->fault && capability->rebar_sizes[slot],
	};

	return bar->width && met[file->needs];
}

/* The slot that "vf_bar3" is about, and what follows; -1 for another name. */
static int parse_bar(const char *name, const char **rest)
{
	unsigned int slot;
	int end;

	if (sscanf(name, VF_BAR "%1u%n", &slot, &end) != 1 ||
	    slot >= PCI_SRIOV_NUM_BARS)
		return -1;

	*rest = name + end;
	return slot;
}

static char *bar_value(const struct capability *capability, const char *name)
{
	const char *file;
	int slot = parse_bar(name, &file);
	unsigned int i;

	for (i = 0; slot >= 0 && i < ARRAY_SIZE(bar_files); i++)
		if (file[0] == '/' && !strcmp(file + 1, bar_files[i].name))
			return has_bar_file(capability, slot, &bar_files[i]) ?
			       bar_files[i].value(capability, slot) : NULL;
	return NULL;
}

static char *field_value(const struct capability *capability,
			 const struct sriov_pf_field *field)
{
	char text[SRIOV_PF_FIELD_TEXT];

	if (!sriov_pf_field_fits(field, capability->info.size))
		return NULL;

	sriov_pf_field_format(field, sriov_register_at(capability->info.registers,
						       field->where, field->width),
			      text);
	return xstrdup(text);
}

static char *registers(const struct capability *capability)
{
	struct strings list __free_strings = {};
	unsigned int i;

	for (i = 0; i < capability->info.size / 4; i++)
		strings_add(&list, hex(32, capability->info.registers[i]));
	return strings_join(&list, " ");
}

static char *serial_number(const struct capability *capability)
{
	char text[SRIOV_DSN_TEXT];

	if (!capability->serial_number)
		return NULL;

	sriov_dsn_format(capability->serial_number, text);
	return xstrdup(text);
}

/* What the check of VF BARs cannot know without a size. */
static char *describe_unsized_bar(int slot)
{
	return xasprintf("blocked: the kernel has found no room for VF BAR %d; how much it needs is known with the module: modprobe sriov_pf",
			 slot);
}

static char *check_value(const struct capability *capability,
			 const struct sriov_pf_facts *facts, unsigned int check)
{
	int slot = capability_unsized_bar(capability);
	char text[SRIOV_PF_FINDING_TEXT];
	struct sriov_pf_finding finding = { .text = text, .size = sizeof(text) };

	if (check == SRIOV_PF_CHECK_VF_BARS && slot >= 0)
		return describe_unsized_bar(slot);

	sriov_pf_check(check, &capability->info, facts, &finding);
	return xasprintf("%s%s%s", sriov_pf_verdict_name(finding.verdict),
			 text[0] ? ": " : "", text);
}

/* Without what surrounds the PF, only its registers can be judged. */
static bool can_check(const struct capability *capability, unsigned int check)
{
	return !capability->alone || check == SRIOV_PF_CHECK_CAPABILITY ||
	       check == SRIOV_PF_CHECK_INITIAL_VFS;
}

static char *named_check(const struct capability *capability,
			 const struct sriov_pf_facts *facts, const char *name)
{
	unsigned int check;

	for (check = 0; check < SRIOV_PF_NR_CHECKS; check++)
		if (!strcmp(name, sriov_pf_check_name(check)) &&
		    can_check(capability, check))
			return check_value(capability, facts, check);
	return NULL;
}

static char *max_num_vfs(const struct capability *capability,
			 const struct sriov_pf_facts *facts)
{
	bool unsized = capability_unsized_bar(capability) >= 0;

	return number(unsized && !facts->enabled ? 0 :
		      sriov_pf_max_num_vfs(&capability->info, facts));
}

char *capability_value(const struct capability *capability,
		       const struct sriov_pf_facts *facts, const char *name)
{
	const struct sriov_pf_field *field;

	if (!capability->answers)
		return NULL;
	if (!strncmp(name, "checks/", strlen("checks/")))
		return named_check(capability, facts, name + strlen("checks/"));
	if (!strcmp(name, "num_vfs") && !capability->alone)
		return number(facts->enabled);
	if (!strcmp(name, "max_num_vfs") && !capability->alone)
		return max_num_vfs(capability, facts);
	if (!strcmp(name, "registers"))
		return registers(capability);
	if (!strcmp(name, "serial_number"))
		return serial_number(capability);
	if (!strcmp(name, "capability_offset"))
		return xasprintf("0x%03x", capability->info.offset);

	field = field_named(name);
	return field ? field_value(capability, field) :
		       bar_value(capability, name);
}

static void add_fields(const struct capability *capability,
		       const char *directory, struct strings *names)
{
	const struct sriov_pf_field *field;
	unsigned int i;

	for (i = 0; i < sriov_pf_nr_fields; i++) {
		field = &sriov_pf_fields[i];
		if (!strcmp(field->directory ?: "", directory) &&
		    field->source != SRIOV_PF_KERNEL &&
		    sriov_pf_field_fits(field, capability->info.size))
			strings_add(names, xstrdup(field->name));
	}
}

static void add_checks(const struct capability *capability,
		       struct strings *names)
{
	unsigned int check;

	for (check = 0; check < SRIOV_PF_NR_CHECKS; check++)
		if (can_check(capability, check))
			strings_add(names, xstrdup(sriov_pf_check_name(check)));
}

static void add_bar_files(const struct capability *capability, unsigned int slot,
			  struct strings *names)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bar_files); i++)
		if (has_bar_file(capability, slot, &bar_files[i]))
			strings_add(names, xstrdup(bar_files[i].name));
}

struct strings capability_names(const struct capability *capability,
				const char *directory)
{
	static const char * const whole[] = {
		"capability_offset", "num_vfs", "registers",
	};
	struct strings names = {};
	const char *rest;
	int slot = parse_bar(directory, &rest);
	unsigned int i;

	if (!capability->answers)
		return names;

	for (i = 0; !directory[0] && i < ARRAY_SIZE(whole); i++)
		strings_add(&names, xstrdup(whole[i]));
	if (!directory[0] && !capability->alone)
		strings_add(&names, xstrdup("max_num_vfs"));
	if (!directory[0] && capability->serial_number)
		strings_add(&names, xstrdup("serial_number"));
	if (!strcmp(directory, "checks"))
		add_checks(capability, &names);
	else if (slot >= 0)
		add_bar_files(capability, slot, &names);
	else
		add_fields(capability, directory, &names);
	strings_sort(&names);
	return names;
}
