// SPDX-License-Identifier: GPL-2.0
/*
 * an entry of ids= has two to six fields, each in its range, or is refused
 *
 * Assumes: an entry of up to 9 characters of any kind. Seven fields need 6
 * colons, and a longer entry would only have longer fields, which only
 * kstrtou32() reads. kstrtou32() is modelled: it returns any error or gives any
 * value. strsep() is modelled in full.
 *
 * cbmc: --unwind 11
 */
#include <linux/errno.h>
#include <linux/limits.h>
#include <linux/string.h>

#include "proof.h"

#define LONGEST	9

static char entry[LONGEST + 1];
static unsigned int parsed;

/* The kernel's function does not change *result on error. */
static int proof_kstrtou32(const char *text, unsigned int base, u32 *result)
{
	PROVE(__CPROVER_r_ok(text, 1), "a field is text");
	PROVE(text >= entry && text <= entry + LONGEST,
	      "a field is in the entry");
	PROVE(base == 16, "hexadecimal");
	PROVE(__CPROVER_w_ok(result, sizeof(*result)),
	      "the result can be stored");
	parsed++;
	if (nondet_bool())
		return nondet_bool() ? -EINVAL : -ERANGE;
	*result = nondet_u32();
	return 0;
}

static char *proof_strsep(char **rest, const char *ends)
{
	char *field = *rest;
	char *at;

	PROVE(ends[0] == ':' && !ends[1], "fields end at a colon");
	if (!field)
		return NULL;

	for (at = field; *at && *at != ':'; at++)
		;
	*rest = *at ? at + 1 : NULL;
	*at = 0;
	return field;
}

#define kstrtou32	shim_kstrtou32
#include <linux/kstrtox.h>
#undef kstrtou32
#define kstrtou32	proof_kstrtou32
#define strsep		proof_strsep

/* The cast in the kernel's U16_MAX is meant to lose bits. */
#undef U16_MAX
#define U16_MAX		0xffff
#include "ids.c"

static bool is_id(u32 value)
{
	return value <= 0xffff || value == 0xffffffff;
}

int main(void)
{
	unsigned int i, colons = 0;
	struct sriov_pf_id id;
	int err;

	for (i = 0; i < LONGEST; i++)
		entry[i] = nondet_u8() % 128;
	for (i = 0; entry[i]; i++)
		colons += entry[i] == ':';

	err = sriov_pf_id_parse(entry, &id);

	PROVE(!err || err == -EINVAL, "the only errno is EINVAL");
	PROVE(parsed <= 6, "at most six fields are parsed");
	if (err) {
		if (colons == 6 && parsed == 6)
			REACHED("a seventh field");
		return 0;
	}
	PROVE(parsed == colons + 1, "every field is parsed");
	PROVE(colons >= 1 && colons <= 5, "two to six fields");
	PROVE(is_id(id.vendor) && is_id(id.device) && is_id(id.subvendor) &&
	      is_id(id.subdevice), "ids have 16 bits or match any device");
	PROVE(colons >= 2 || id.subvendor == 0xffffffff,
	      "a field that is left out matches any device");
	PROVE(colons >= 3 || id.subdevice == 0xffffffff,
	      "a field that is left out matches any device");
	PROVE(colons >= 5 || id.class_mask == 0,
	      "a field that is left out matches any device");
	if (colons == 1)
		REACHED("two fields");
	if (colons == 5)
		REACHED("six fields");
}
