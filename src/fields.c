// SPDX-License-Identifier: GPL-2.0
/*
 * Every field of the SR-IOV capability: one line each. sysfs makes its files
 * from this table, and sriovctl decodes dumps by it. Pure: builds unchanged in
 * userspace.
 */
#include <linux/bitops.h>
#include <linux/bits.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/stddef.h>

#include "fields.h"
#include "number.h"

#define ALL	U32_MAX
#define NUMBER	SRIOV_PF_NUMBER
#define HEX	SRIOV_PF_HEX
#define FIXED	SRIOV_PF_FIXED
#define LIVE	SRIOV_PF_LIVE
#define KERNEL	SRIOV_PF_KERNEL

#define REG(reg)							\
	offsetof(struct sriov_regs, reg), sizeof(((struct sriov_regs *)0)->reg)

#define FIELD(name, mask, form, source, section)			\
	{ NULL, #name, REG(name), mask, form, source, section }

#define PART(reg, name, mask, form, source, section)			\
	{ #reg, #name, REG(reg), mask, form, source, section }

#define CAPABILITY(name, mask, form, source)				\
	PART(capabilities, name, mask, form, source, "9.3.3.2")

#define CONTROL(name, mask, form)					\
	PART(control, name, mask, form, LIVE, "9.3.3.3")

#define STATUS(name, mask, form)					\
	PART(status, name, mask, form, LIVE, "9.3.3.4")

#define MIGRATION_ARRAY(name, mask, form)				\
	PART(vf_migration_state_array, name, mask, form, FIXED, "9.3.3.15")

const struct sriov_pf_field sriov_pf_fields[] = {
	{ NULL, "capability_version", REG(header), GENMASK(19, 16), NUMBER,
	  FIXED, "9.3.3.1" },
	FIELD(initial_vfs, ALL, NUMBER, FIXED, "9.3.3.5"),
	FIELD(total_vfs, ALL, NUMBER, FIXED, "9.3.3.6"),
	FIELD(num_vfs, ALL, NUMBER, KERNEL, "9.3.3.7"),
	FIELD(function_dependency_link, ALL, HEX, FIXED, "9.3.3.8"),
	FIELD(vf_offset, ALL, NUMBER, LIVE, "9.3.3.9"),
	FIELD(vf_stride, ALL, NUMBER, LIVE, "9.3.3.10"),
	FIELD(vf_device_id, ALL, HEX, FIXED, "9.3.3.11"),
	FIELD(supported_page_sizes, ALL, HEX, FIXED, "9.3.3.12"),
	FIELD(system_page_size, ALL, HEX, LIVE, "9.3.3.13"),

	/* A device may change the message number when MSI is set up (9.3.3.2.2). */
	CAPABILITY(raw, ALL, HEX, LIVE),
	CAPABILITY(vf_migration_capable, PCI_SRIOV_CAP_VFM, NUMBER, FIXED),
	CAPABILITY(ari_capable_hierarchy_preserved, SRIOV_CAP_ARI_PRESERVED, NUMBER, FIXED),
	CAPABILITY(vf_10bit_tag_requester_supported, SRIOV_CAP_10BIT_TAG, NUMBER, FIXED),
	CAPABILITY(vf_migration_interrupt_message_number, SRIOV_CAP_MESSAGE_NUMBER, NUMBER, LIVE),

	CONTROL(raw, ALL, HEX),
	CONTROL(vf_enable, PCI_SRIOV_CTRL_VFE, NUMBER),
	CONTROL(vf_migration_enable, PCI_SRIOV_CTRL_VFM, NUMBER),
	CONTROL(vf_migration_interrupt_enable, PCI_SRIOV_CTRL_INTR, NUMBER),
	CONTROL(vf_mse, PCI_SRIOV_CTRL_MSE, NUMBER),
	CONTROL(ari_capable_hierarchy, PCI_SRIOV_CTRL_ARI, NUMBER),
	CONTROL(vf_10bit_tag_requester_enable, SRIOV_CTRL_10BIT_TAG, NUMBER),

	STATUS(raw, ALL, HEX),
	STATUS(vf_migration_status, PCI_SRIOV_STATUS_VFM, NUMBER),

	MIGRATION_ARRAY(bir, SRIOV_VFM_BIR_MASK, NUMBER),
	MIGRATION_ARRAY(offset, SRIOV_VFM_OFFSET_MASK, HEX),
};

const unsigned int sriov_pf_nr_fields = ARRAY_SIZE(sriov_pf_fields);

static_assert(ARRAY_SIZE(sriov_pf_fields) <= SRIOV_PF_MAX_FIELDS);

bool sriov_pf_field_fits(const struct sriov_pf_field *field, size_t size)
{
	return field->where + field->width <= size;
}

int sriov_pf_field_read(const struct sriov_pf_field *field,
			const struct ecap *cap, u32 *reg)
{
	u16 word;
	u8 byte;
	int err;

	switch (field->width) {
	case 1:
		err = ecap_read8(cap, field->where, &byte);
		if (!err)
			*reg = byte;
		return err;
	case 2:
		err = ecap_read16(cap, field->where, &word);
		if (!err)
			*reg = word;
		return err;
	default:
		return ecap_read32(cap, field->where, reg);
	}
}

u32 sriov_pf_field_value(const struct sriov_pf_field *field, u32 reg)
{
	u32 value = reg & field->mask;

	return field->form == HEX ? value : value >> __ffs(field->mask);
}

int sriov_pf_field_format(const struct sriov_pf_field *field, u32 reg,
			  char buf[SRIOV_PF_FIELD_TEXT])
{
	u32 value = sriov_pf_field_value(field, reg);
	char *end;

	if (field->form == HEX)
		end = sriov_pf_put_hex(buf, value, 2 * field->width);
	else
		end = sriov_pf_put_decimal(buf, value);
	*end = '\0';
	return end - buf;
}
