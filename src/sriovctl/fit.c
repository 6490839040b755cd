// SPDX-License-Identifier: GPL-2.0
/* How many VFs have room in each VF BAR, at each size that it can have. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "facts.h"
#include "fit.h"
#include "json.h"
#include "output.h"
#include "sysfs.h"
#include "vf.h"

/* A VF Resizable BAR has a bit for each size (7.8.7.2): 1 MiB to 128 TiB, and more. */
#define MAX_SIZES	64

/**
 * struct fit - one VF BAR
 * @slot: its first slot
 * @size: for one VF, in bytes
 * @aperture: for all VFs; 0 if the kernel found no room
 * @room: for how many VFs that is
 * @window: if there is no room, how large the window is where it would have to be; 0 if
 *	that is not known
 * @bridge: whose window
 * @prefetchable: which one
 * @total_vfs: the most VFs there can be
 * @sizes: that it can have, ascending; @size alone, unless it is resizable
 * @nr_sizes: how many
 */
struct fit {
	unsigned int slot;
	uint64_t size;
	uint64_t aperture;
	uint64_t room;
	uint64_t window;
	char *bridge;
	bool prefetchable;
	uint64_t total_vfs;
	uint64_t sizes[MAX_SIZES];
	size_t nr_sizes;
};

static const char *bar_value(struct pf *pf, unsigned int slot, const char *file)
{
	char *name __free_string = xasprintf("vf_bar%u/%s", slot, file);

	return pf_value(pf, name);
}

static uint64_t bar_number(struct pf *pf, unsigned int slot, const char *file)
{
	uint64_t value;

	return parse_number(bar_value(pf, slot, file), 0, &value) ? value : 0;
}

static void read_sizes(struct fit *fit, struct pf *pf)
{
	char *words __free_string =
		copy_text(bar_value(pf, fit->slot, "supported_sizes"));
	char *word, *rest = words;
	uint64_t size;

	while (rest && (word = strsep(&rest, " ")))
		if (fit->nr_sizes < MAX_SIZES && parse_number(word, 10, &size) && size)
			fit->sizes[fit->nr_sizes++] = size;
	if (!fit->nr_sizes)
		fit->sizes[fit->nr_sizes++] = fit->size;
}

/* Return: whether there is such a BAR, and its size is known. */
static bool read_fit(struct fit *fit, struct pf *pf, unsigned int slot)
{
	*fit = (struct fit){
		.slot = slot,
		.size = bar_number(pf, slot, "size"),
		.aperture = bar_number(pf, slot, "aperture"),
		.prefetchable = bar_number(pf, slot, "prefetchable"),
		.total_vfs = pf_number(pf, "total_vfs", 0),
	};
	if (!fit->size)
		return false;

	fit->room = fit->aperture / fit->size;
	if (!fit->aperture)
		fit->window = facts_window(pf->address, &fit->prefetchable,
					   &fit->bridge);
	read_sizes(fit, pf);
	return true;
}

static void free_fit(struct fit *fit)
{
	free(fit->bridge);
}

#define __free_fit	__attribute__((cleanup(free_fit)))

static uint64_t vfs_of_size(const struct fit *fit, uint64_t size)
{
	uint64_t vfs = (fit->aperture ?: fit->window) / size;

	return vfs < fit->total_vfs ? vfs : fit->total_vfs;
}

static bool is_resizable(const struct fit *fit)
{
	return fit->nr_sizes > 1 || fit->sizes[0] != fit->size;
}

/* "8 VFs of 16K, 4 VFs of 32K" */
static void print_sizes(const struct fit *fit)
{
	size_t i;

	for (i = 0; i < fit->nr_sizes; i++) {
		char *vfs __free_string =
			vfs_text(vfs_of_size(fit, fit->sizes[i]));
		char *size __free_string = size_text(fit->sizes[i]);

		printf("%s%s of %s", i ? ", " : "", vfs, size);
	}
}

static void print_window(const struct fit *fit)
{
	char *size __free_string = size_text(fit->window);
	char *all __free_string = vfs_text(fit->total_vfs);

	printf("  VF BAR %u: the %s window of %s has %s, room for ", fit->slot,
	       fit->prefetchable ? "prefetchable" : "memory", fit->bridge, size);
	print_sizes(fit);
	printf(". The kernel makes room for %s or for none.\n", all);
}

/* The largest size with room for so many VFs; 0 if there is none. */
static uint64_t size_for(const struct fit *fit, uint64_t wanted)
{
	size_t i;

	for (i = fit->nr_sizes; i > 0; i--)
		if (vfs_of_size(fit, fit->sizes[i - 1]) >= wanted)
			return fit->sizes[i - 1];
	return 0;
}

/* Only some kernels can set the size. */
static char *file_of_size(const struct fit *fit, const struct pf *pf)
{
	char *path = xasprintf("%s/" CLASS "/%s/vf_bar%u/size",
			       sysfs_root() ?: "", pf->address, fit->slot);
	struct stat status;

	if (pf->source->has_module && !stat(path, &status) &&
	    status.st_mode & 0200)
		return path;

	free(path);
	return NULL;
}

static void print_aperture(const struct fit *fit, const struct pf *pf,
			   uint64_t wanted)
{
	char *aperture __free_string = size_text(fit->aperture);
	char *path __free_string = file_of_size(fit, pf);
	uint64_t size = size_for(fit, wanted);

	printf("  VF BAR %u has %s for all VFs, room for ", fit->slot, aperture);
	print_sizes(fit);
	printf(".\n");
	if (is_resizable(fit) && size && path)
		printf("    echo %" PRIu64 " >%s\n", size, path);
}

void fit_print(struct pf *pf, uint64_t wanted)
{
	unsigned int slot;

	for (slot = 0; slot < MAX_VF_BARS; slot++) {
		struct fit fit __free_fit = {};

		if (!read_fit(&fit, pf, slot) || wanted <= fit.room ||
		    wanted > fit.total_vfs)
			continue;
		if (fit.aperture)
			print_aperture(&fit, pf, wanted);
		else if (fit.window)
			print_window(&fit);
	}
}

static struct json_object *make_sizes(const struct fit *fit)
{
	struct json_object *array = json_new_array(), *item;
	size_t i;

	for (i = 0; i < fit->nr_sizes; i++) {
		item = json_new_object();
		json_add_number(item, "size", fit->sizes[i]);
		json_add_number(item, "max_vfs", vfs_of_size(fit, fit->sizes[i]));
		json_add(array, NULL, item);
	}
	return array;
}

static struct json_object *make_item(const struct fit *fit)
{
	struct json_object *item = json_new_object();

	json_add_number(item, "bar", fit->slot);
	json_add_number(item, "size", fit->size);
	json_add_number(item, "aperture", fit->aperture);
	json_add_number(item, "max_vfs", fit->room);
	if (fit->window)
		json_add_number(item, "window", fit->window);
	else
		json_add(item, "window", NULL);
	json_add(item, "sizes", make_sizes(fit));
	return item;
}

struct json_object *fit_json(struct pf *pf)
{
	struct json_object *array = json_new_array();
	unsigned int slot;

	for (slot = 0; slot < MAX_VF_BARS; slot++) {
		struct fit fit __free_fit = {};

		if (read_fit(&fit, pf, slot))
			json_add(array, NULL, make_item(&fit));
	}
	return array;
}
