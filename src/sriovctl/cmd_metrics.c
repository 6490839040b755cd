// SPDX-License-Identifier: GPL-2.0
/*
 * sriovctl metrics: Prometheus' text format, for node_exporter's textfile
 * collector. A PF that sleeps is not woken for it: of such a one, what must be read
 * from the device is left out.
 */
#include <ctype.h>
#include <inttypes.h>
#include <obstack.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "cmd.h"
#include "kept.h"
#include "names.h"
#include "sysfs.h"
#include "vf.h"

static void *xmalloc(size_t size)
{
	return xrealloc(NULL, size);
}

#define obstack_chunk_alloc	xmalloc
#define obstack_chunk_free	free

/* What a metric of a thousand PFs takes: text that outgrows its room is copied. */
#define ROOM	(128 * 1024)

struct family;

/* Adds the samples of one PF to @out. */
typedef void sampler(const struct family *family, struct pf *pf);

/**
 * struct family - a metric
 * @name: its name
 * @begin: what each sample begins with, up to the PF's address
 * @help: what it is
 * @sample: adds its samples
 * @file: for @sample
 * @files: likewise, one for each slot of a VF BAR
 * @live: whether reading it wakes the device
 */
struct family {
	const char *name;
	const char *begin;
	const char *help;
	sampler *sample;
	const char *file;
	const char * const *files;
	bool live;
};

/* @name and @begin of a family */
#define NAMED(name)	"sriov_pf_" name, "sriov_pf_" name "{pf=\""

/* The text of one metric. It grows by hundreds of thousands of short pieces. */
static struct obstack *out;

static void put(const char *text)
{
	obstack_grow(out, text, strlen(text));
}

/* As a label's value is to be escaped */
static void put_escaped(const char *text)
{
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			obstack_1grow(out, '\\');
		obstack_1grow(out, iscntrl((unsigned char)*text) ? ' ' : *text);
	}
}

/* The quotation mark of the label before it is still open. */
#define put_label(name, value)						\
do {									\
	put("\"," name "=\"");						\
	put_escaped(value);						\
} while (0)

static void begin_sample(const struct family *family, struct pf *pf)
{
	put(family->begin);
	put(pf->address);
}

static void end_sample(const char *value)
{
	put("\"} ");
	put(value);
	obstack_1grow(out, '\n');
}

static void sample(const struct family *family, struct pf *pf, uint64_t value)
{
	begin_sample(family, pf);
	obstack_printf(out, "\"} %" PRIu64 "\n", value);
}

static void sample_bool(const struct family *family, struct pf *pf, bool value)
{
	begin_sample(family, pf);
	end_sample(value ? "1" : "0");
}

static void sample_info(const struct family *family, struct pf *pf)
{
	char *name __free_string = name_of_device(pf);

	begin_sample(family, pf);
	put_label("vendor", pf_device(pf, "vendor") ?: "");
	put_label("device", pf_device(pf, "device") ?: "");
	put_label("name", name ?: "");
	put_label("driver", pf_device_link(pf, "driver") ?: "");
	end_sample("1");
}

/* Most files hold a number as it is to be printed. */
static const char *decimal(const char *value)
{
	return value[strspn(value, "0123456789")] ? "0" : value;
}

static void sample_file(const struct family *family, struct pf *pf)
{
	const char *value = pf_value(pf, family->file);

	if (!value)
		return;
	begin_sample(family, pf);
	end_sample(decimal(value));
}

static void sample_answers(const struct family *family, struct pf *pf)
{
	sample_bool(family, pf, pf_value(pf, "control/vf_enable"));
}

static void sample_max(const struct family *family, struct pf *pf)
{
	if (checks_block(pf))
		sample_bool(family, pf, false);
	else
		sample_file(family, pf);
}

static const char *number_of(const char *state)
{
	static const struct { const char *state, *value; } values[] = {
		{ "ok", "0" }, { "warning", "1" }, { "blocked", "2" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(values); i++)
		if (!strcmp(state, values[i].state))
			return values[i].value;
	return NULL;
}

static void sample_checks(const struct family *family, struct pf *pf)
{
	char *verdicts __free_string = verdicts_read(pf);
	char *rest = verdicts;
	struct verdict verdict;

	while (verdicts_next(&rest, &verdict)) {
		if (!number_of(verdict.state))
			continue;
		begin_sample(family, pf);
		put_label("check", verdict.name);
		end_sample(number_of(verdict.state));
	}
}

/* A module that does not write the errno among the keys has a file. */
static void sample_failed(const struct family *family, struct pf *pf)
{
	const char *error = pf_value(pf, "last_errno") ?: pf_value(pf, "last_error");

	if (error)
		sample_bool(family, pf, strcmp(error, "none"));
}

static void sample_in_use(const struct family *family, struct pf *pf)
{
	sample(family, pf, vf_count_in_use(pf));
}

#define FILES_OF_BARS(file) {						\
	"vf_bar0/" file, "vf_bar1/" file, "vf_bar2/" file,		\
	"vf_bar3/" file, "vf_bar4/" file, "vf_bar5/" file,		\
}
static const char * const bar_sizes[MAX_VF_BARS] = FILES_OF_BARS("size");
static const char * const bar_apertures[MAX_VF_BARS] = FILES_OF_BARS("aperture");
static const char * const bar_max_vfs[MAX_VF_BARS] = FILES_OF_BARS("max_vfs");

/* What has a size has all that is told of it. */
static void sample_bars(const struct family *family, struct pf *pf)
{
	char number[] = "0";
	unsigned int slot;

	for (slot = 0; slot < MAX_VF_BARS; slot++) {
		if (!pf_value(pf, bar_sizes[slot]))
			continue;
		number[0] = '0' + slot;
		begin_sample(family, pf);
		put_label("bar", number);
		end_sample(decimal(pf_value(pf, family->files[slot]) ?: "0"));
	}
}

static void sample_kept(const struct family *family, struct pf *pf)
{
	struct kept kept __free_kept = {};

	if (kept_read(pf->address, &kept))
		sample(family, pf, kept.vfs);
}

static const struct family families[] = {
	{ NAMED("info"), "The IDs and the driver of the PF; always 1.",
	  sample_info },
	{ NAMED("initial_vfs"), "InitialVFs of the SR-IOV capability.",
	  sample_file, "initial_vfs" },
	{ NAMED("total_vfs"), "TotalVFs of the SR-IOV capability.",
	  sample_file, "total_vfs" },
	{ NAMED("max_num_vfs"), "How many VFs could be enabled now.",
	  sample_max, "max_num_vfs", .live = true },
	{ NAMED("num_vfs"),
	  "VFs that are enabled, by the count of the kernel.",
	  sample_file, "num_vfs" },
	{ NAMED("vf_enable"),
	  "VF Enable in the device; 0 while num_vfs is not means that a reset cleared it.",
	  sample_file, "control/vf_enable", .live = true },
	{ NAMED("persistent_vfs"),
	  "VFs that the PF is to have at boot, by sriovctl persist.",
	  sample_kept },
	{ NAMED("vfs_in_use"),
	  "VFs that a program in userspace has open through vfio.",
	  sample_in_use },
	{ NAMED("answers"), "1 if the registers of the PF can be read.",
	  sample_answers, .live = true },
	{ NAMED("check_status"),
	  "What may stand in the way of VFs: 0 ok, 1 warning, 2 blocked.",
	  sample_checks, .live = true },
	{ NAMED("last_change_failed"),
	  "1 if the last change of the number of VFs failed.",
	  sample_failed },
	{ NAMED("vf_bar_size_bytes"), "Bytes of a BAR of one VF.",
	  sample_bars, .files = bar_sizes },
	{ NAMED("vf_bar_aperture_bytes"),
	  "Bytes that the window above the PF holds for the BARs of all VFs; 0 if there was no room.",
	  sample_bars, .files = bar_apertures },
	{ NAMED("vf_bar_max_vfs"),
	  "How many VFs that window has room for at the present size of the BAR.",
	  sample_bars, .files = bar_max_vfs },
};

/* The directory of the device is not opened for this file alone. */
static bool is_asleep(struct pf *pf)
{
	const char *state = pf_value(pf, "device/power_state");

	return state && !strcmp(state, "D3cold");
}

static void begin_text(struct obstack *text, const struct family *family)
{
	obstack_begin(text, ROOM);
	obstack_printf(text, "# HELP %s %s\n# TYPE %s gauge\n", family->name, family->help,
		       family->name);
}

static void print_text(struct obstack *text)
{
	fwrite(obstack_base(text), 1, obstack_object_size(text), stdout);
	obstack_free(text, NULL);
}

static void sample_pf(struct obstack *texts, struct pf *pf)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(families); i++) {
		out = &texts[i];
		if (!families[i].live || !is_asleep(pf))
			families[i].sample(&families[i], pf);
	}
}

/* The samples of a metric stand together, but a PF is read once, and then closed. */
static void print_families(const struct strings *addresses)
{
	struct obstack texts[ARRAY_SIZE(families)];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(families); i++)
		begin_text(&texts[i], &families[i]);
	for (i = 0; i < addresses->count; i++) {
		struct pf *pf __free_pf = pf_open(addresses->item[i]);

		sample_pf(texts, pf);
	}
	for (i = 0; i < ARRAY_SIZE(families); i++)
		print_text(&texts[i]);
}

/* Whether the module is loaded is said of no PF. */
static void print_loaded(void)
{
	static const struct family family = {
		NAMED("module_loaded"), "1 if the module sriov_pf is loaded.",
	};
	struct obstack text;

	begin_text(&text, &family);
	obstack_printf(&text, "%s %d\n", family.name, pf_source()->has_module);
	print_text(&text);
}

int cmd_metrics(const struct args *args)
{
	struct strings pfs __free_strings = {};

	print_loaded();
	need_module();
	pfs = pf_all();
	print_families(&pfs);
	return STATUS_OK;
}
