/* SPDX-License-Identifier: GPL-2.0 */
/* Every field of the SR-IOV capability, as a table. */
#ifndef SRIOV_PF_FIELDS_H
#define SRIOV_PF_FIELDS_H

#include <linux/types.h>

#include <sriov_pf/sriov.h>

/* How a field is written. */
enum sriov_pf_form {
	SRIOV_PF_NUMBER,	/* decimal, shifted down to bit 0 */
	SRIOV_PF_HEX,		/* hexadecimal, as it stands in the register */
};

/* Where a field's value comes from. */
enum sriov_pf_source {
	SRIOV_PF_FIXED,		/* from the device, once: it never changes */
	SRIOV_PF_LIVE,		/* from the device, each time */
	SRIOV_PF_KERNEL,	/* from the kernel; from the device only in a dump */
};

/**
 * struct sriov_pf_field - one field of the SR-IOV capability
 * @directory: the register that it is a part of; NULL if it is all of one
 * @name: the specification's name, in the kernel's spelling
 * @where: offset of the register from the start of the capability, in bytes
 * @width: size of the register, in bytes: 1, 2 or 4
 * @mask: the bits of the register that belong to the field
 * @form: how it is written
 * @source: where its value comes from
 * @section: of the PCIe specification
 */
struct sriov_pf_field {
	const char *directory;
	const char *name;
	u8 where;
	u8 width;
	u32 mask;
	enum sriov_pf_form form;
	enum sriov_pf_source source;
	const char *section;
};

/* No more fields than this */
#define SRIOV_PF_MAX_FIELDS	48

/* Fields of one directory stand next to each other. */
extern const struct sriov_pf_field sriov_pf_fields[];
extern const unsigned int sriov_pf_nr_fields;

/* Bytes that hold every field as text */
#define SRIOV_PF_FIELD_TEXT	sizeof("0x00000000")

/**
 * sriov_pf_field_fits() - does the capability reach to the end of a field?
 * @field: the field
 * @size: size of the capability, in bytes
 */
bool sriov_pf_field_fits(const struct sriov_pf_field *field, size_t size);

/**
 * sriov_pf_field_read() - read the register that a field is in
 * @field: the field
 * @cap: the SR-IOV capability
 * @reg: filled
 *
 * One access. Return: 0; -EINVAL if the register lies past the end of the
 * capability; -ENODEV if the device is gone.
 */
int sriov_pf_field_read(const struct sriov_pf_field *field,
			const struct ecap *cap, u32 *reg);

/**
 * sriov_pf_field_value() - a field out of its register
 * @field: the field
 * @reg: the register
 *
 * Return: the value, in the place that @field->form asks for.
 */
u32 sriov_pf_field_value(const struct sriov_pf_field *field, u32 reg);

/**
 * sriov_pf_field_format() - a field as text
 * @field: the field
 * @reg: the register
 * @buf: filled with one word, no newline
 *
 * Return: the number of characters, without the terminating zero.
 */
int sriov_pf_field_format(const struct sriov_pf_field *field, u32 reg,
			  char buf[SRIOV_PF_FIELD_TEXT]);

#endif
