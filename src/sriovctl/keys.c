// SPDX-License-Identifier: GPL-2.0
/*
 * The keys in the module's file "uevent" say again what other files say, so that one file
 * is read in place of many. Nothing is copied: names and values stay where they are in the
 * text.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "keys.h"
#include "vf.h"

/* Behind the text, the two IDs find room as their files have them. */
#define ID_TEXT	sizeof("0x10c9")

#define OWN	"SRIOV_"
#define VF_BAR	"VF_BAR"

/* A text that is being read, and what was in it: IDs, keys of ours, and VF BARs by slot */
struct reading {
	struct pf *pf;
	char *room;
	bool ids;
	bool ours;
	unsigned int vf_bars;
};

static void lower_case(char *text)
{
	for (; *text; text++)
		*text = tolower((unsigned char)*text);
}

/* An empty value says nothing. */
static void learn(struct reading *reading, enum pf_kind kind, const char *name,
		  const char *value)
{
	if (*value)
		pf_learn(reading->pf, kind, name, value);
}

static void learn_id(struct reading *reading, const char *name, const char *digits)
{
	char *text = reading->room;

	reading->room += ID_TEXT;
	memcpy(text, "0x", sizeof("0x"));
	strncat(text, digits, strlen("10C9"));
	lower_case(text);
	learn(reading, OF_DEVICE, name, text);
}

/* "8086:10C9". There is room for one. */
static void learn_ids(struct reading *reading, const char *value)
{
	if (reading->ids || strlen(value) != strlen("8086:10C9"))
		return;

	reading->ids = true;
	learn_id(reading, "vendor", value);
	learn_id(reading, "device", value + strlen("8086:"));
}

/* What the key of a VF BAR says, in this order, and which of it is the size */
#define BAR_SIZE	1
#define FILES_OF_BAR(n)							\
	{ "vf_bar" n "/aperture", "vf_bar" n "/size", "vf_bar" n "/max_vfs" }
static const char * const bar_files[MAX_VF_BARS][3] = {
	FILES_OF_BAR("0"), FILES_OF_BAR("1"), FILES_OF_BAR("2"),
	FILES_OF_BAR("3"), FILES_OF_BAR("4"), FILES_OF_BAR("5"),
};

/* "0" and "131072/16384/8", or less if the size is a register */
static void learn_vf_bar(struct reading *reading, const char *digit, char *value)
{
	unsigned int slot = *digit - '0';
	size_t i;

	if (slot >= MAX_VF_BARS || digit[1])
		return;

	reading->vf_bars |= 1U << slot;
	for (i = 0; value && i < ARRAY_SIZE(bar_files[slot]); i++)
		learn(reading, OF_PF, bar_files[slot][i], strsep(&value, "/"));
}

/* "NUM_VFS" is the file num_vfs. */
static void learn_file(struct reading *reading, char *key, char *value)
{
	reading->ours = true;
	if (!strncmp(key, VF_BAR, strlen(VF_BAR))) {
		learn_vf_bar(reading, key + strlen(VF_BAR), value);
		return;
	}
	lower_case(key);
	learn(reading, OF_PF, key, value);
}

static void learn_key(struct reading *reading, char *key, char *value)
{
	if (!strcmp(key, "PCI_ID"))
		learn_ids(reading, value);
	else if (!strcmp(key, "SRIOV_PF_DRIVER"))
		pf_learn(reading->pf, LINK_OF_DEVICE, "driver", *value ? value : NULL);
	else if (!strcmp(key, "SRIOV_PF_POWER_STATE"))
		learn(reading, OF_PF, "device/power_state", value);
	else if (!strncmp(key, OWN, strlen(OWN)))
		learn_file(reading, key + strlen(OWN), value);
}

/* A slot without a key has no such file. */
static void learn_empty_slots(const struct reading *reading)
{
	unsigned int slot;

	for (slot = 0; slot < MAX_VF_BARS; slot++)
		if (!(reading->vf_bars >> slot & 1))
			pf_learn(reading->pf, OF_PF, bar_files[slot][BAR_SIZE], NULL);
}

char *keys_learn(struct pf *pf, char *text)
{
	size_t size = strlen(text) + 1;
	struct reading reading = { .pf = pf };
	char *line, *value, *rest;

	text = xrealloc(text, size + 2 * ID_TEXT);
	reading.room = text + size;
	rest = text;
	while ((line = strsep(&rest, "\n"))) {
		value = strchr(line, '=');
		if (!value)
			continue;
		*value++ = '\0';
		learn_key(&reading, line, value);
	}
	if (reading.ours)
		learn_empty_slots(&reading);
	return text;
}
