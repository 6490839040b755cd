// SPDX-License-Identifier: GPL-2.0
/*
 * The fields of the capability in sysfs: a file for each line of the table in
 * fields.c; the capability as a whole; and the PF's serial number.
 */
#include <linux/device.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include <sriov_pf/dsn.h>

#include "fields.h"
#include "number.h"
#include "pf.h"
#include "sysfs_fields.h"

/* The PF's own directory, and one for each register that has parts. */
#define MAX_DIRECTORIES		8

struct field_attr {
	struct device_attribute attr;
	const struct sriov_pf_field *field;
};

static struct field_attr field_attrs[SRIOV_PF_MAX_FIELDS];

/* For each directory its attributes, ended by NULL. */
static struct attribute *attr_lists[SRIOV_PF_MAX_FIELDS + MAX_DIRECTORIES];
static struct attribute_group groups[MAX_DIRECTORIES];
static unsigned int nr_groups;

static const struct sriov_pf_field *field_of(const struct attribute *attr)
{
	return container_of(attr, struct field_attr, attr.attr)->field;
}

static ssize_t field_show(struct device *dev, struct device_attribute *attr,
			  char *buf)
{
	const struct sriov_pf_field *field = field_of(&attr->attr);
	const struct sriov_pf *pf = to_sriov_pf(dev);
	u32 reg;
	int err, len;

	if (field->source == SRIOV_PF_FIXED) {
		reg = sriov_register_at(pf->info.registers, field->where,
					field->width);
	} else {
		err = sriov_pf_field_read(field, &pf->sriov.cap, &reg);
		if (err)
			return err;
	}
	len = sriov_pf_field_format(field, reg, buf);
	buf[len++] = '\n';
	return len;
}

/* A register past the end of a capability that is cut short is not shown. */
static umode_t field_is_visible(struct kobject *kobj, struct attribute *attr,
				int index)
{
	const struct sriov_pf *pf = to_sriov_pf(kobj_to_dev(kobj));

	return sriov_pf_field_fits(field_of(attr), pf->info.size) ?
	       attr->mode : 0;
}

static bool same_directory(const struct sriov_pf_field *a,
			   const struct sriov_pf_field *b)
{
	return a->directory == b->directory ||
	       (a->directory && b->directory &&
		!strcmp(a->directory, b->directory));
}

static void add_group(const struct sriov_pf_field *first,
		      struct attribute **attrs)
{
	groups[nr_groups++] = (struct attribute_group){
		.name = first->directory,
		.attrs = attrs,
		.is_visible = field_is_visible,
	};
}

static struct attribute *add_field(unsigned int i)
{
	const struct sriov_pf_field *field = &sriov_pf_fields[i];

	field_attrs[i] = (struct field_attr){
		.attr = {
			.attr = { .name = field->name, .mode = 0444 },
			.show = field_show,
		},
		.field = field,
	};
	return &field_attrs[i].attr.attr;
}

void sriov_pf_sysfs_fields_init(void)
{
	const struct sriov_pf_field *previous = NULL;
	struct attribute **next = attr_lists;
	unsigned int i;

	for (i = 0; i < sriov_pf_nr_fields; i++) {
		const struct sriov_pf_field *field = &sriov_pf_fields[i];

		/* The kernel has its own idea of these: see sysfs_num_vfs.c. */
		if (field->source == SRIOV_PF_KERNEL)
			continue;

		if (!previous || !same_directory(previous, field)) {
			next += !!previous;
			add_group(field, next);
		}
		*next++ = add_field(i);
		previous = field;
	}
}

static ssize_t capability_offset_show(struct device *dev,
				      struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "0x%03x\n", to_sriov_pf(dev)->info.offset);
}
static DEVICE_ATTR_RO(capability_offset);

static ssize_t registers_show(struct device *dev,
			      struct device_attribute *attr, char *buf)
{
	u32 registers[SRIOV_DWORDS];
	int count = sriov_read_registers(&to_sriov_pf(dev)->sriov.cap,
					 registers);
	char *at = buf;
	int i;

	if (count < 0)
		return count;

	for (i = 0; i < count; i++) {
		at = sriov_pf_put_hex(at, registers[i], 8);
		*at++ = i < count - 1 ? ' ' : '\n';
	}
	return at - buf;
}
static DEVICE_ATTR_RO(registers);

static ssize_t serial_number_show(struct device *dev,
				  struct device_attribute *attr, char *buf)
{
	char text[SRIOV_DSN_TEXT];

	sriov_dsn_format(to_sriov_pf(dev)->serial_number, text);
	return sysfs_emit(buf, "%s\n", text);
}
static DEVICE_ATTR_RO(serial_number);

static struct attribute *whole_attrs[] = {
	&dev_attr_capability_offset.attr,
	&dev_attr_registers.attr,
	&dev_attr_serial_number.attr,
	NULL
};

static umode_t whole_is_visible(struct kobject *kobj, struct attribute *attr,
				int index)
{
	const struct sriov_pf *pf = to_sriov_pf(kobj_to_dev(kobj));

	return attr != &dev_attr_serial_number.attr || pf->serial_number ?
	       attr->mode : 0;
}

static const struct attribute_group whole_group = {
	.attrs = whole_attrs,
	.is_visible = whole_is_visible,
};

/* The attributes of a directory are parts of one register. */
static bool has_directory(const struct sriov_pf *pf,
			  const struct attribute_group *group)
{
	return !group->name ||
	       sriov_pf_field_fits(field_of(group->attrs[0]), pf->info.size);
}

const struct attribute_group **
sriov_pf_sysfs_fields_add(const struct sriov_pf *pf,
			  const struct attribute_group **next)
{
	unsigned int i;

	*next++ = &whole_group;
	for (i = 0; i < nr_groups; i++)
		if (has_directory(pf, &groups[i]))
			*next++ = &groups[i];
	return next;
}
