// SPDX-License-Identifier: GPL-2.0
/* Parsing an entry of ids=. Pure: builds unchanged in userspace. */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/string.h>

#include "ids.h"

/* Where to store a field, and its largest value. */
struct field {
	u32 *value;
	u32 max;
};

#define ANY	U32_MAX

static int parse_field(const char *text, const struct field *field)
{
	if (kstrtou32(text, 16, field->value))
		return -EINVAL;

	return *field->value <= field->max || *field->value == ANY ? 0 :
								     -EINVAL;
}

int sriov_pf_id_parse(char *entry, struct sriov_pf_id *id)
{
	const struct field fields[] = {
		{ &id->vendor, U16_MAX },
		{ &id->device, U16_MAX },
		{ &id->subvendor, U16_MAX },
		{ &id->subdevice, U16_MAX },
		{ &id->class, U32_MAX },
		{ &id->class_mask, U32_MAX },
	};
	unsigned int count = 0;
	char *text;

	*id = (struct sriov_pf_id){
		.subvendor = ANY,
		.subdevice = ANY,
	};
	while ((text = strsep(&entry, ":"))) {
		if (count == ARRAY_SIZE(fields) ||
		    parse_field(text, &fields[count++]))
			return -EINVAL;
	}
	return count >= 2 ? 0 : -EINVAL;
}
