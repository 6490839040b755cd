// SPDX-License-Identifier: GPL-2.0
/* The table of fields of the SR-IOV capability, by name. */
#include <string.h>

#include "field_names.h"

static bool is_named(const struct sriov_pf_field *field, const char *name)
{
	size_t length;

	if (!field->directory)
		return !strcmp(name, field->name);

	length = strlen(field->directory);
	return !strncmp(name, field->directory, length) && name[length] == '/' &&
	       !strcmp(name + length + 1, field->name);
}

const struct sriov_pf_field *field_named(const char *name)
{
	unsigned int i;

	for (i = 0; i < sriov_pf_nr_fields; i++)
		if (is_named(&sriov_pf_fields[i], name))
			return &sriov_pf_fields[i];
	return NULL;
}

bool field_is_flag(const char *name)
{
	const struct sriov_pf_field *field = field_named(name);

	return field && !(field->mask & (field->mask - 1));
}

struct strings field_directories(void)
{
	struct strings directories = {};
	unsigned int i;

	for (i = 0; i < sriov_pf_nr_fields; i++)
		if (sriov_pf_fields[i].directory &&
		    !strings_have(&directories, sriov_pf_fields[i].directory))
			strings_add(&directories,
				    xstrdup(sriov_pf_fields[i].directory));
	return directories;
}
