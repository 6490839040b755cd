// SPDX-License-Identifier: GPL-2.0
/*
 * The keys in the module's file "uevent" say again what other files say, so that one file
 * is read in place of many. Nothing is copied: names and values stay where they are in the
 * text.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keys.h"
#include "vf.h"

/* Behind the text, the two IDs find room as their files have them. */
#define ID_TEXT	sizeof("0x10c9")

#define VF_BAR	"vf_bar"

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

static void learn_id(struct reading *reading, const char *name, const char *digits)
{
	char *text = reading->room;

	reading->room += ID_TEXT;
	snprintf(text, ID_TEXT, "0x%.4s", digits);
	lower_case(text);
	pf_learn(reading->pf, OF_DEVICE, name, text);
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

/* "NUM_VFS" is the file num_vfs, and "VF_BAR0_MAX_VFS" vf_bar0/max_vfs. */
static void learn_file(struct reading *reading, char *key, const char *value)
{
	unsigned int slot;

	lower_case(key);
	reading->ours = true;
	if (!strncmp(key, VF_BAR, strlen(VF_BAR))) {
		slot = key[strlen(VF_BAR)] - '0';
		if (slot >= MAX_VF_BARS || key[strlen(VF_BAR "0")] != '_')
			return;
		key[strlen(VF_BAR "0")] = '/';
		reading->vf_bars |= 1U << slot;
	}
	pf_learn(reading->pf, OF_PF, key, value);
}

static void learn_key(struct reading *reading, char *key, const char *value)
{
	static const char own[] = "SRIOV_";

	if (!strcmp(key, "PCI_ID"))
		learn_ids(reading, value);
	else if (!strcmp(key, "SRIOV_PF_DRIVER"))
		pf_learn(reading->pf, LINK_OF_DEVICE, "driver", *value ? value : NULL);
	else if (!strncmp(key, own, strlen(own)))
		learn_file(reading, key + strlen(own), value);
}

/* A slot without keys has no such file. */
static void learn_empty_slots(const struct reading *reading)
{
	static const char * const sizes[MAX_VF_BARS] = {
		VF_BAR "0/size", VF_BAR "1/size", VF_BAR "2/size",
		VF_BAR "3/size", VF_BAR "4/size", VF_BAR "5/size",
	};
	unsigned int slot;

	for (slot = 0; slot < MAX_VF_BARS; slot++)
		if (!(reading->vf_bars >> slot & 1))
			pf_learn(reading->pf, OF_PF, sizes[slot], NULL);
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
