// SPDX-License-Identifier: GPL-2.0
/* Compares the table of fields with offsets and bits that are written here. */
#include <errno.h>
#include <string.h>

#include "fields.h"
#include "image.h"
#include "unit.h"

static struct image image;
static struct ecap cap;

/*
 * A capability whose bytes all differ. A field that is read at a wrong offset
 * or with a wrong width has another value.
 */
static int setup(void **state)
{
	unsigned int i;

	cap = image_init_igb(&image);
	for (i = 4; i < PCI_EXT_CAP_SRIOV_SIZEOF; i++)
		image.bytes[IGB_SRIOV + i] = 0x80 + 3 * i;
	image.count = 0;
	return 0;
}

struct text_case {
	const char *name;	/* directory/name, or name */
	const char *text;
	const char *section;
};

static const struct text_case texts[] = {
	{ "capability_version", "1", "9.3.3.1" },
	{ "initial_vfs", "42916", "9.3.3.5" },			/* a4 a7 */
	{ "total_vfs", "44458", "9.3.3.6" },			/* aa ad */
	{ "num_vfs", "46000", "9.3.3.7" },			/* b0 b3 */
	{ "function_dependency_link", "0xb6", "9.3.3.8" },
	{ "vf_offset", "49084", "9.3.3.9" },			/* bc bf */
	{ "vf_stride", "50626", "9.3.3.10" },			/* c2 c5 */
	{ "vf_device_id", "0xd1ce", "9.3.3.11" },
	{ "supported_page_sizes", "0xdddad7d4", "9.3.3.12" },
	{ "system_page_size", "0xe9e6e3e0", "9.3.3.13" },
	{ "capabilities/raw", "0x95928f8c", "9.3.3.2" },
	{ "capabilities/vf_migration_capable", "0", "9.3.3.2" },
	{ "capabilities/ari_capable_hierarchy_preserved", "0", "9.3.3.2" },
	{ "capabilities/vf_10bit_tag_requester_supported", "1", "9.3.3.2" },
	{ "capabilities/vf_migration_interrupt_message_number", "1196",
	  "9.3.3.2" },
	{ "control/raw", "0x9b98", "9.3.3.3" },
	{ "control/vf_enable", "0", "9.3.3.3" },
	{ "control/vf_migration_enable", "0", "9.3.3.3" },
	{ "control/vf_migration_interrupt_enable", "0", "9.3.3.3" },
	{ "control/vf_mse", "1", "9.3.3.3" },
	{ "control/ari_capable_hierarchy", "1", "9.3.3.3" },
	{ "control/vf_10bit_tag_requester_enable", "0", "9.3.3.3" },
	{ "status/raw", "0xa19e", "9.3.3.4" },
	{ "status/vf_migration_status", "0", "9.3.3.4" },
	{ "vf_migration_state_array/bir", "4", "9.3.3.15" },
	{ "vf_migration_state_array/offset", "0x3d3a3730", "9.3.3.15" },
};

static const char *path_of(const struct sriov_pf_field *field, char *buf,
			   size_t size)
{
	snprintf(buf, size, "%s%s%s", field->directory ?: "",
		 field->directory ? "/" : "", field->name);
	return buf;
}

static const struct sriov_pf_field *find(const char *name)
{
	char path[80];
	unsigned int i;

	for (i = 0; i < sriov_pf_nr_fields; i++)
		if (!strcmp(path_of(&sriov_pf_fields[i], path, sizeof(path)),
			    name))
			return &sriov_pf_fields[i];
	fail_msg("no field %s", name);
	return NULL;
}

static void text_of(void **state)
{
	const struct text_case *row = *state;
	const struct sriov_pf_field *field = find(row->name);
	char text[SRIOV_PF_FIELD_TEXT];
	u32 reg;
	int length;

	assert_int_equal(sriov_pf_field_read(field, &cap, &reg), 0);
	assert_int_equal(image.count, 1);
	length = sriov_pf_field_format(field, reg, text);
	assert_string_equal(text, row->text);
	assert_int_equal(length, strlen(row->text));
	assert_string_equal(field->section, row->section);
}

static void table_has_each_field_once(void **state)
{
	unsigned int i, j;

	assert_int_equal(sriov_pf_nr_fields, ARRAY_SIZE(texts));
	for (i = 0; i < ARRAY_SIZE(texts); i++)
		for (j = i + 1; j < ARRAY_SIZE(texts); j++)
			assert_ptr_not_equal(find(texts[i].name),
					     find(texts[j].name));
}

/* sysfs makes one directory of adjacent fields. */
static void fields_of_a_directory_are_adjacent(void **state)
{
	const char *left[ARRAY_SIZE(texts)];
	const char *at = NULL;
	unsigned int i, j, nr_left = 0;

	for (i = 0; i < sriov_pf_nr_fields; i++) {
		const char *directory = sriov_pf_fields[i].directory ?: "";

		if (at && !strcmp(directory, at))
			continue;
		for (j = 0; j < nr_left; j++)
			assert_string_not_equal(directory, left[j]);
		left[nr_left++] = directory;
		at = directory;
	}
}

/* The kernel knows the number of VFs. All else comes from the device. */
static void only_num_vfs_is_from_the_kernel(void **state)
{
	unsigned int i;

	for (i = 0; i < sriov_pf_nr_fields; i++)
		assert_int_equal(sriov_pf_fields[i].source == SRIOV_PF_KERNEL,
				 !strcmp(sriov_pf_fields[i].name, "num_vfs"));
}

static void a_field_fits_up_to_its_last_byte(void **state)
{
	const struct sriov_pf_field *stride = find("vf_stride");

	assert_true(sriov_pf_field_fits(stride, PCI_SRIOV_VF_STRIDE + 2));
	assert_false(sriov_pf_field_fits(stride, PCI_SRIOV_VF_STRIDE + 1));
}

static void a_field_past_the_end_is_not_read(void **state)
{
	u32 reg = 0x5a5a5a5a;

	cap.size = PCI_SRIOV_VF_STRIDE + 1;
	assert_int_equal(sriov_pf_field_read(find("vf_stride"), &cap, &reg),
			 -EINVAL);
	cap.size = PCI_SRIOV_FUNC_LINK;
	assert_int_equal(sriov_pf_field_read(find("function_dependency_link"),
					     &cap, &reg), -EINVAL);
	assert_int_equal(image.count, 0);
	assert_int_equal(reg, 0x5a5a5a5a);
}

static void every_bit_of_a_field_is_its_own(void **state)
{
	const struct sriov_pf_field *field;
	unsigned int i, bit;

	for (i = 0; i < sriov_pf_nr_fields; i++) {
		field = &sriov_pf_fields[i];
		for (bit = 0; bit < 32; bit++)
			assert_int_equal(!!sriov_pf_field_value(field, BIT(bit)),
					 !!(field->mask & BIT(bit)));
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(table_has_each_field_once, setup),
		cmocka_unit_test_setup(fields_of_a_directory_are_adjacent,
				       setup),
		cmocka_unit_test_setup(only_num_vfs_is_from_the_kernel, setup),
		cmocka_unit_test_setup(a_field_fits_up_to_its_last_byte, setup),
		cmocka_unit_test_setup(a_field_past_the_end_is_not_read, setup),
		cmocka_unit_test_setup(every_bit_of_a_field_is_its_own, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL) +
	       run_table(text_of, texts, setup);
}
