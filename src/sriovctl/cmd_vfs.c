// SPDX-License-Identifier: GPL-2.0
/* sriovctl vfs: where VFs are, or would be, and who uses them. */
#include <string.h>

#include "cmd.h"
#include "group.h"
#include "listing.h"
#include "vf_row.h"

static char *index_text(void *item)
{
	return xasprintf("%u", ((struct vf_row *)item)->index);
}

static char *address_text(void *item)
{
	return xstrdup(((struct vf_row *)item)->vf.address ?: "none");
}

static char *driver_text(void *item)
{
	return copy_text(((struct vf_row *)item)->vf.driver);
}

static char *group_text(void *item)
{
	const struct vf_row *row = item;
	size_t others;

	if (!row->vf.iommu_group)
		return NULL;

	others = vf_count_others(&row->vf);
	return others ? xasprintf("%s+%zu", row->vf.iommu_group, others) :
			xstrdup(row->vf.iommu_group);
}

static char *shared_text(void *item)
{
	const struct vf_row *row = item;
	const struct strings *devices;
	struct strings others __free_strings = {};
	size_t i;

	if (!row->vf.iommu_group)
		return NULL;

	devices = group_devices(row->vf.iommu_group);
	for (i = 0; i < devices->count; i++)
		if (strcmp(devices->item[i], row->vf.address))
			strings_add(&others, xstrdup(devices->item[i]));
	return strings_join(&others, " ");
}

static char *numa_node_text(void *item)
{
	const struct vf_row *row = item;

	return row->exists ? vf_numa_node(&row->vf) : NULL;
}

static char *vectors_text(void *item)
{
	const struct vf_row *row = item;

	return row->exists ? vf_msix_vectors(&row->vf) : NULL;
}

static char *devices_text(void *item)
{
	const struct host *host = &((struct vf_row *)item)->use.host;
	char *interfaces __free_string = strings_join(&host->interfaces, ",");
	char *disks __free_string = strings_join(&host->disks, ",");

	return xasprintf("%s%s%s", interfaces,
			 *interfaces && *disks ? "," : "", disks);
}

static char *in_use_text(void *item)
{
	const struct vf_row *row = item;
	struct strings uses __free_strings = {};

	if (!row->exists)
		return NULL;

	uses = vf_use_texts(&row->use);
	return uses.count ? strings_join(&uses, "; ") : xstrdup("no");
}

static char *bar_text(const struct vf_row *row, unsigned int slot)
{
	const struct vf_bar *bar;
	size_t i;

	for (i = 0; i < row->bars->count; i++) {
		bar = &row->bars->bar[i];
		if (bar->number == slot)
			return vf_bar_address(bar, row->index) ?:
			       xstrdup(row->index < bar->room ? "unassigned" :
								"no room");
	}
	return NULL;
}

#define BAR_TEXT(slot)							\
static char *bar##slot##_text(void *item)				\
{									\
	return bar_text(item, slot);					\
}

BAR_TEXT(0)
BAR_TEXT(1)
BAR_TEXT(2)
BAR_TEXT(3)
BAR_TEXT(4)
BAR_TEXT(5)

#define FIRST_BAR	4

/* The columns if no number is given: who uses the VFs that there are. */
static const struct column columns_of_use[] = {
	{ "VF", true, 0, index_text },
	{ "ADDRESS", true, 0, address_text },
	{ "DRIVER", true, 0, driver_text },
	{ "GROUP", true, 0, group_text },
	{ "BAR0", false, 0, bar0_text },
	{ "BAR1", false, 0, bar1_text },
	{ "BAR2", false, 0, bar2_text },
	{ "BAR3", false, 0, bar3_text },
	{ "BAR4", false, 0, bar4_text },
	{ "BAR5", false, 0, bar5_text },
	{ "SHARED-WITH", false, 0, shared_text },
	{ "NUMA-NODE", false, SCOLS_FL_RIGHT, numa_node_text },
	{ "MSI-X", true, SCOLS_FL_RIGHT, vectors_text },
	{ "DEVICE", true, 0, devices_text },
	{ "IN-USE", true, SCOLS_FL_TRUNC, in_use_text },
};

#define NR_COLUMNS	ARRAY_SIZE(columns_of_use)

/* With a number: where so many VFs are or would be. */
static void choose_columns_of_place(struct column columns[NR_COLUMNS],
				    const struct vf_bars *bars)
{
	size_t i;

	memcpy(columns, columns_of_use, sizeof(columns_of_use));
	for (i = FIRST_BAR; i < NR_COLUMNS; i++)
		columns[i].usual = false;
	for (i = 0; i < bars->count; i++)
		columns[FIRST_BAR + bars->bar[i].number].usual = true;
}

static void print_table(struct pf *pf, const struct vf_bars *bars,
			unsigned int count, const struct args *args)
{
	struct column of_place[NR_COLUMNS];
	const struct column *columns = columns_of_use;
	struct listing *listing;
	unsigned int index;

	if (args->count > 1) {
		choose_columns_of_place(of_place, bars);
		columns = of_place;
	}
	listing = listing_new(columns, NR_COLUMNS, args);
	for (index = 0; index < count; index++) {
		struct vf_row row __free_vf_row = vf_row_read(pf, bars, index);

		listing_add(listing, &row);
	}
	listing_print(listing);
}

int cmd_vfs(const struct args *args)
{
	bool given = args->count > 1;
	uint64_t count = given ? parse_vfs(args->words[1]) : 0;
	struct pf *pf __free_pf = pf_find(args->words[0]);
	struct vf_bars bars;

	if (!given)
		count = pf_number(pf, "num_vfs", 0);
	need_vfs_of(pf, count);
	bars.count = vf_bars_read(pf, bars.bar);
	if (args->options & OPTION_JSON)
		vf_rows_print_json(pf, &bars, count);
	else if (count)
		print_table(pf, &bars, count, args);
	else
		complain("%s has no VFs now; 'sriovctl vfs %s N' says where N of them would be",
			 pf->address, pf->address);
	return STATUS_OK;
}
