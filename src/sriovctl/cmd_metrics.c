// SPDX-License-Identifier: GPL-2.0
/*
 * sriovctl metrics: Prometheus' text format, for node_exporter's textfile
 * collector. A PF that sleeps is not woken for it: of such a one, what must be read
 * from the device is left out.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "cmd.h"
#include "kept.h"
#include "names.h"
#include "sysfs.h"
#include "vf.h"

struct family;

/* Prints the samples of one PF to @out. */
typedef void sampler(const struct family *family, struct pf *pf);

/**
 * struct family - a metric
 * @name: its name
 * @help: what it is
 * @sample: prints it
 * @file: for @sample
 * @live: whether reading it wakes the device
 */
struct family {
	const char *name;
	const char *help;
	sampler *sample;
	const char *file;
	bool live;
};

/* The text of one metric. */
static FILE *out;

/* Nearly all that is printed is a text as it stands: to parse a format takes longer. */
static void put(const char *text)
{
	fputs(text, out);
}

/* As a label's value is to be escaped */
static void print_escaped(const char *text)
{
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			putc('\\', out);
		putc(iscntrl((unsigned char)*text) ? ' ' : *text, out);
	}
}

static void print_label(const char *name, const char *value)
{
	put(",");
	put(name);
	put("=\"");
	print_escaped(value ?: "");
	put("\"");
}

static void begin_sample(const struct family *family, struct pf *pf)
{
	put(family->name);
	put("{pf=\"");
	put(pf->address);
	put("\"");
}

static void end_sample(uint64_t value)
{
	fprintf(out, "} %" PRIu64 "\n", value);
}

static void sample(const struct family *family, struct pf *pf, uint64_t value)
{
	begin_sample(family, pf);
	end_sample(value);
}

static void sample_info(const struct family *family, struct pf *pf)
{
	char *name __free_string = name_of_device(pf);

	begin_sample(family, pf);
	print_label("vendor", pf_device(pf, "vendor"));
	print_label("device", pf_device(pf, "device"));
	print_label("name", name);
	print_label("driver", pf_device_link(pf, "driver"));
	end_sample(1);
}

static void sample_file(const struct family *family, struct pf *pf)
{
	if (pf_value(pf, family->file))
		sample(family, pf, pf_number(pf, family->file, 0));
}

static void sample_answers(const struct family *family, struct pf *pf)
{
	sample(family, pf, !!pf_value(pf, "control/vf_enable"));
}

static void sample_checks(const struct family *family, struct pf *pf)
{
	static const char * const states[] = { "ok", "warning", "blocked" };
	struct checks checks __free_checks = checks_read_states(pf);
	unsigned int state;
	size_t i;

	for (i = 0; i < checks.count; i++)
		for (state = 0; state < 3; state++) {
			if (!check_is(&checks.check[i], states[state]))
				continue;
			begin_sample(family, pf);
			print_label("check", checks.check[i].name);
			end_sample(state);
		}
}

static void sample_failed(const struct family *family, struct pf *pf)
{
	const char *error = pf_value(pf, "last_error");

	if (error)
		sample(family, pf, strcmp(error, "none") != 0);
}

static void sample_in_use(const struct family *family, struct pf *pf)
{
	sample(family, pf, vf_count_in_use(pf));
}

/* What has a size has all that is told of it. */
static void sample_bars(const struct family *family, struct pf *pf)
{
	char name[64], number[4];
	unsigned int slot;

	for (slot = 0; slot < MAX_VF_BARS; slot++) {
		snprintf(name, sizeof(name), "vf_bar%u/size", slot);
		if (!pf_value(pf, name))
			continue;
		snprintf(name, sizeof(name), "vf_bar%u/%s", slot, family->file);
		snprintf(number, sizeof(number), "%u", slot);
		begin_sample(family, pf);
		print_label("bar", number);
		end_sample(pf_number(pf, name, 0));
	}
}

static void sample_kept(const struct family *family, struct pf *pf)
{
	struct kept kept __free_kept = {};

	if (kept_read(pf->address, &kept))
		sample(family, pf, kept.vfs);
}

static const struct family families[] = {
	{ "sriov_pf_info", "What the PF is and who drives it; always 1.",
	  sample_info },
	{ "sriov_pf_initial_vfs", "InitialVFs of the SR-IOV capability.",
	  sample_file, "initial_vfs" },
	{ "sriov_pf_total_vfs", "TotalVFs of the SR-IOV capability.",
	  sample_file, "total_vfs" },
	{ "sriov_pf_max_num_vfs", "How many VFs could be enabled now.",
	  sample_file, "max_num_vfs", true },
	{ "sriov_pf_num_vfs",
	  "VFs that are enabled, by the count of the kernel.",
	  sample_file, "num_vfs" },
	{ "sriov_pf_vf_enable",
	  "VF Enable in the device; 0 while num_vfs is not means that a reset cleared it.",
	  sample_file, "control/vf_enable", true },
	{ "sriov_pf_persistent_vfs",
	  "VFs that the PF is to have at boot, by sriovctl persist.",
	  sample_kept },
	{ "sriov_pf_vfs_in_use",
	  "VFs that a program in userspace has open through vfio.",
	  sample_in_use },
	{ "sriov_pf_answers", "1 if the registers of the PF can be read.",
	  sample_answers, NULL, true },
	{ "sriov_pf_check_status",
	  "What may stand in the way of VFs: 0 ok, 1 warning, 2 blocked.",
	  sample_checks, NULL, true },
	{ "sriov_pf_last_change_failed",
	  "1 if the last change of the number of VFs failed.",
	  sample_failed },
	{ "sriov_pf_vf_bar_size_bytes", "Bytes of a BAR of one VF.",
	  sample_bars, "size" },
	{ "sriov_pf_vf_bar_aperture_bytes",
	  "Bytes that the window above the PF holds for the BARs of all VFs; 0 if there was no room.",
	  sample_bars, "aperture" },
	{ "sriov_pf_vf_bar_max_vfs",
	  "How many VFs that window has room for at the present size of the BAR.",
	  sample_bars, "max_vfs" },
};

static void print_head(const char *name, const char *help)
{
	fprintf(out, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
}

static bool is_asleep(struct pf *pf)
{
	const char *state = pf_device(pf, "power_state");

	return state && !strcmp(state, "D3cold");
}

/**
 * struct text - the text of one metric, which is made PF by PF
 * @stream: prints to it
 * @text: what was printed, once the stream is closed
 * @size: how long that is
 */
struct text {
	FILE *stream;
	char *text;
	size_t size;
};

static void begin_text(struct text *text, const struct family *family)
{
	text->stream = open_memstream(&text->text, &text->size);
	if (!text->stream)
		die(STATUS_FAILURE, "out of memory");
	out = text->stream;
	print_head(family->name, family->help);
}

static void end_text(struct text *text)
{
	bool failed = ferror(text->stream);

	/* glibc sets the text to NULL if there is no memory, and then returns 0. */
	if (fclose(text->stream) || failed || !text->text)
		die(STATUS_FAILURE, "out of memory");
	fwrite(text->text, 1, text->size, stdout);
	free(text->text);
}

static void sample_pf(struct text *texts, struct pf *pf)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(families); i++) {
		out = texts[i].stream;
		if (!families[i].live || !is_asleep(pf))
			families[i].sample(&families[i], pf);
	}
}

/* The samples of a metric stand together, but a PF is read once, and then closed. */
static void print_families(const struct strings *addresses)
{
	struct text texts[ARRAY_SIZE(families)] = {};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(families); i++)
		begin_text(&texts[i], &families[i]);
	for (i = 0; i < addresses->count; i++) {
		struct pf *pf __free_pf = pf_open(addresses->item[i]);

		sample_pf(texts, pf);
	}
	for (i = 0; i < ARRAY_SIZE(families); i++)
		end_text(&texts[i]);
}

int cmd_metrics(const struct args *args)
{
	struct strings pfs __free_strings = {};

	out = stdout;
	print_head("sriov_pf_module_loaded", "1 if the module sriov_pf is loaded.");
	printf("sriov_pf_module_loaded %d\n", pf_source()->has_module);
	need_module();
	pfs = pf_all();
	print_families(&pfs);
	return STATUS_OK;
}
