// SPDX-License-Identifier: GPL-2.0
/* Fuzz target: an entry of ids=, as an administrator may have typed it. */
#include <errno.h>
#include <string.h>

#include <linux/limits.h>
#include <linux/types.h>

#include "fuzzer.h"
#include "ids.h"
#include "require.h"

#define MAX_TEXT	128

/* On the heap, so that AddressSanitizer finds reads past the end. */
static int parse(const char *text, struct sriov_pf_id *id)
{
	char *copy = strdup(text);
	int err;

	require(copy);
	memset(id, 0x5a, sizeof(*id));
	err = sriov_pf_id_parse(copy, id);
	free(copy);
	return err;
}

static bool fits(u32 value)
{
	return value <= U16_MAX || value == U32_MAX;
}

static unsigned int fields(const char *text)
{
	unsigned int count = 1;

	for (; *text; text++)
		count += *text == ':';
	return count;
}

/* What an entry leaves out matches any device. */
static void check_defaults(const struct sriov_pf_id *id, unsigned int count)
{
	require(count >= 2 && count <= 6);
	require(count > 2 || id->subvendor == U32_MAX);
	require(count > 3 || id->subdevice == U32_MAX);
	require(count > 4 || id->class == 0);
	require(count > 5 || id->class_mask == 0);
}

/* The same devices, written in full and in the simplest form. */
static void check_round_trip(const struct sriov_pf_id *id)
{
	struct sriov_pf_id again;
	char text[64];

	snprintf(text, sizeof(text), "%x:%x:%x:%x:%x:%x", id->vendor,
		 id->device, id->subvendor, id->subdevice, id->class,
		 id->class_mask);
	require(!parse(text, &again));
	require(!memcmp(&again, id, sizeof(again)));
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	char text[MAX_TEXT + 1] = "";
	struct sriov_pf_id id;
	int err;

	if (size > MAX_TEXT)
		return -1;
	if (size)
		memcpy(text, data, size);
	err = parse(text, &id);
	require(!err || err == -EINVAL);
	if (err)
		return 0;

	require(!text[strspn(text, "0123456789abcdefABCDEFxX:+\n")]);
	require(fits(id.vendor) && fits(id.device));
	require(fits(id.subvendor) && fits(id.subdevice));
	check_defaults(&id, fields(text));
	check_round_trip(&id);
	return 0;
}
