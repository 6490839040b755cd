// SPDX-License-Identifier: GPL-2.0
/*
 * What a PF shows in sysfs. Attributes format; they never decode.
 *
 *	/sys/class/sriov_pf/<domain:bus:device.function>/
 *	├── capability_offset, capability_version, registers
 *	├── initial_vfs, total_vfs, num_vfs, vf_offset, vf_stride, vf_device_id,
 *	│   function_dependency_link, supported_page_sizes, system_page_size
 *	├── max_num_vfs, last_error
 *	├── checks/			what can stand in the way of VFs
 *	├── capabilities/		raw and each bit
 *	├── control/			raw and each bit
 *	├── status/			raw and each bit
 *	├── vf_migration_state_array/	bir, offset
 *	└── vf_bar<n>/			one for each VF BAR there is
 *
 * docs/ABI has each file. What the specification fixes is shown as it was
 * decoded when the PF was first seen; the rest is read from the device, one
 * access for each dword that the file needs. No lock is taken, so that
 * reading never waits for a driver or for hotplug.
 */
#include <linux/device.h>
#include <linux/kstrtox.h>
#include <linux/math64.h>
#include <linux/pci.h>
#include <linux/stddef.h>
#include <linux/sysfs.h>

#include "pf.h"

/* An attribute that shows a register, and where that register ends. */
struct register_attr {
	struct device_attribute attr;
	size_t end;
};

#define REGISTER_ATTR(id, name, reg)					\
	static struct register_attr id##_attr = {			\
		.attr = __ATTR(name, 0444, id##_show, NULL),		\
		.end = offsetofend(struct sriov_regs, reg),		\
	}

#define SHOW(id)							\
	static ssize_t id##_show(struct device *dev,			\
				 struct device_attribute *attr, char *buf)

/* As decoded at first sight; the device is not asked. */
#define FIXED(name, reg, format)					\
	SHOW(name)							\
	{								\
		return sysfs_emit(buf, format "\n",			\
				  to_sriov_pf(dev)->info.name);		\
	}								\
	REGISTER_ATTR(name, name, reg)

/* One part of a register that has several, as decoded at first sight. */
#define FIXED_PART(reg, part, format)					\
	SHOW(reg##_##part)						\
	{								\
		return sysfs_emit(buf, format "\n",			\
				  to_sriov_pf(dev)->info.reg.part);	\
	}								\
	REGISTER_ATTR(reg##_##part, part, reg)

/* Reads @reg of @dev into @value, a new variable of the register's type. */
#define READ_OR_RETURN(dev, reg, value)					\
	typeof(((struct sriov_regs *)0)->reg) value;			\
	int err = ecap_read(&to_sriov_pf(dev)->sriov, reg, &(value));	\
									\
	if (err)							\
		return err

/* As the device has it now. */
#define LIVE(reg, format)						\
	SHOW(reg)							\
	{								\
		READ_OR_RETURN(dev, reg, value);			\
		return sysfs_emit(buf, format "\n", value);		\
	}								\
	REGISTER_ATTR(reg, reg, reg)

#define LIVE_PART(reg, part, format)					\
	SHOW(reg##_##part)						\
	{								\
		READ_OR_RETURN(dev, reg, raw);				\
		return sysfs_emit(buf, format "\n",			\
				  sriov_decode_##reg(raw).part);	\
	}								\
	REGISTER_ATTR(reg##_##part, part, reg)

FIXED(initial_vfs, initial_vfs, "%u");
FIXED(total_vfs, total_vfs, "%u");
FIXED(vf_device_id, vf_device_id, "0x%04x");
FIXED(function_dependency_link, function_dependency_link, "0x%02x");
FIXED(supported_page_sizes, supported_page_sizes, "0x%08x");
LIVE(vf_offset, "%u");
LIVE(vf_stride, "%u");
LIVE(system_page_size, "0x%08x");

/* A device may change the message number when MSI is set up (9.3.3.2.2). */
LIVE_PART(capabilities, raw, "0x%08x");
FIXED_PART(capabilities, vf_migration_capable, "%d");
FIXED_PART(capabilities, ari_capable_hierarchy_preserved, "%d");
FIXED_PART(capabilities, vf_10bit_tag_requester_supported, "%d");
LIVE_PART(capabilities, vf_migration_interrupt_message_number, "%u");

LIVE_PART(control, raw, "0x%04x");
LIVE_PART(control, vf_enable, "%d");
LIVE_PART(control, vf_migration_enable, "%d");
LIVE_PART(control, vf_migration_interrupt_enable, "%d");
LIVE_PART(control, vf_mse, "%d");
LIVE_PART(control, ari_capable_hierarchy, "%d");
LIVE_PART(control, vf_10bit_tag_requester_enable, "%d");

LIVE_PART(status, raw, "0x%04x");
LIVE_PART(status, vf_migration_status, "%d");

FIXED_PART(vf_migration_state_array, bir, "%u");
FIXED_PART(vf_migration_state_array, offset, "0x%08x");

SHOW(capability_offset)
{
	return sysfs_emit(buf, "0x%03x\n", to_sriov_pf(dev)->info.offset);
}
REGISTER_ATTR(capability_offset, capability_offset, header);

SHOW(capability_version)
{
	return sysfs_emit(buf, "%u\n", to_sriov_pf(dev)->info.version);
}
REGISTER_ATTR(capability_version, capability_version, header);

SHOW(registers)
{
	u32 registers[SRIOV_DWORDS];
	int count = sriov_read_registers(&to_sriov_pf(dev)->sriov.cap,
					 registers);
	int i, len = 0;

	if (count < 0)
		return count;

	for (i = 0; i < count; i++)
		len += sysfs_emit_at(buf, len, "0x%08x%c", registers[i],
				     i < count - 1 ? ' ' : '\n');
	return len;
}
REGISTER_ATTR(registers, registers, header);

/* The kernel's count, as in sriov_numvfs: VFs that exist as devices. */
SHOW(num_vfs)
{
	return sysfs_emit(buf, "%d\n", pci_num_vf(to_sriov_pf(dev)->pdev));
}

static ssize_t num_vfs_store(struct device *dev, struct device_attribute *attr,
			     const char *buf, size_t count)
{
	u16 num_vfs;
	int err;

	/* One errno for every kind of nonsense, as sriov_numvfs has it. */
	if (kstrtou16(buf, 0, &num_vfs)) {
		sriov_pf_set_error(to_sriov_pf(dev), -EINVAL,
				   "not a number from 0 to 65535");
		return -EINVAL;
	}

	err = sriov_pf_set_num_vfs(to_sriov_pf(dev), num_vfs);
	return err ?: count;
}

SHOW(max_num_vfs)
{
	struct sriov_facts facts;
	struct sriov_info info;
	int err = sriov_pf_look(to_sriov_pf(dev), &info, &facts);

	return err ?: sysfs_emit(buf, "%u\n",
				 sriov_max_num_vfs(&info, &facts));
}

SHOW(last_error)
{
	struct sriov_pf *pf = to_sriov_pf(dev);
	int len;

	mutex_lock(&pf->error_mutex);
	len = sysfs_emit(buf, "%s\n", pf->last_error);
	mutex_unlock(&pf->error_mutex);
	return len;
}

static struct register_attr num_vfs_attr = {
	.attr = __ATTR(num_vfs, 0644, num_vfs_show, num_vfs_store),
	.end = offsetofend(struct sriov_regs, header),
};
REGISTER_ATTR(max_num_vfs, max_num_vfs, header);
REGISTER_ATTR(last_error, last_error, header);

/* A register past the end of a capability that is cut short is not shown. */
static umode_t register_is_visible(struct kobject *kobj,
				   struct attribute *attr, int index)
{
	const struct sriov_pf *pf = to_sriov_pf(kobj_to_dev(kobj));
	const struct register_attr *shown =
		container_of(attr, struct register_attr, attr.attr);

	return shown->end <= pf->info.size ? attr->mode : 0;
}

static struct attribute *default_attrs[] = {
	&capability_offset_attr.attr.attr,
	&capability_version_attr.attr.attr,
	&registers_attr.attr.attr,
	&initial_vfs_attr.attr.attr,
	&total_vfs_attr.attr.attr,
	&num_vfs_attr.attr.attr,
	&max_num_vfs_attr.attr.attr,
	&last_error_attr.attr.attr,
	&vf_offset_attr.attr.attr,
	&vf_stride_attr.attr.attr,
	&vf_device_id_attr.attr.attr,
	&function_dependency_link_attr.attr.attr,
	&supported_page_sizes_attr.attr.attr,
	&system_page_size_attr.attr.attr,
	NULL
};

static struct attribute *capabilities_attrs[] = {
	&capabilities_raw_attr.attr.attr,
	&capabilities_vf_migration_capable_attr.attr.attr,
	&capabilities_ari_capable_hierarchy_preserved_attr.attr.attr,
	&capabilities_vf_10bit_tag_requester_supported_attr.attr.attr,
	&capabilities_vf_migration_interrupt_message_number_attr.attr.attr,
	NULL
};

static struct attribute *control_attrs[] = {
	&control_raw_attr.attr.attr,
	&control_vf_enable_attr.attr.attr,
	&control_vf_migration_enable_attr.attr.attr,
	&control_vf_migration_interrupt_enable_attr.attr.attr,
	&control_vf_mse_attr.attr.attr,
	&control_ari_capable_hierarchy_attr.attr.attr,
	&control_vf_10bit_tag_requester_enable_attr.attr.attr,
	NULL
};

static struct attribute *status_attrs[] = {
	&status_raw_attr.attr.attr,
	&status_vf_migration_status_attr.attr.attr,
	NULL
};

static struct attribute *vf_migration_state_array_attrs[] = {
	&vf_migration_state_array_bir_attr.attr.attr,
	&vf_migration_state_array_offset_attr.attr.attr,
	NULL
};

struct check_attr {
	struct device_attribute attr;
	enum sriov_check check;
};

SHOW(check)
{
	static const char * const verdicts[] = {
		[SRIOV_OK] = "ok",
		[SRIOV_WARNING] = "warning",
		[SRIOV_BLOCKED] = "blocked",
	};
	struct sriov_finding finding;
	struct sriov_facts facts;
	struct sriov_info info;
	int err = sriov_pf_look(to_sriov_pf(dev), &info, &facts);

	if (err)
		return err;

	sriov_check(container_of(attr, struct check_attr, attr)->check, &info,
		    &facts, &finding);
	return sysfs_emit(buf, "%s%s%s\n", verdicts[finding.verdict],
			  finding.text[0] ? ": " : "", finding.text);
}

#define CHECK_ATTR(name, what)						\
	static struct check_attr check_##name = {			\
		.attr = __ATTR(name, 0444, check_show, NULL),		\
		.check = SRIOV_CHECK_##what,				\
	}

CHECK_ATTR(capability, CAPABILITY);
CHECK_ATTR(pci_core, PCI_CORE);
CHECK_ATTR(driver, DRIVER);
CHECK_ATTR(initial_vfs, INITIAL_VFS);
CHECK_ATTR(page_size, PAGE_SIZE);
CHECK_ATTR(vf_bars, VF_BARS);
CHECK_ATTR(bus_numbers, BUS_NUMBERS);
CHECK_ATTR(dependency_link, DEPENDENCY_LINK);
CHECK_ATTR(ari, ARI);
CHECK_ATTR(vfs_in_use, VFS_IN_USE);
CHECK_ATTR(state, STATE);

static struct attribute *checks_attrs[] = {
	&check_capability.attr.attr,
	&check_pci_core.attr.attr,
	&check_driver.attr.attr,
	&check_initial_vfs.attr.attr,
	&check_page_size.attr.attr,
	&check_vf_bars.attr.attr,
	&check_bus_numbers.attr.attr,
	&check_dependency_link.attr.attr,
	&check_ari.attr.attr,
	&check_vfs_in_use.attr.attr,
	&check_state.attr.attr,
	NULL
};

static const struct attribute_group checks_group = {
	.name = "checks",
	.attrs = checks_attrs,
};

static const struct attribute_group default_group = {
	.attrs = default_attrs,
	.is_visible = register_is_visible,
};

/* A directory for the parts of one register. */
#define REGISTER_GROUP(reg)						\
	{								\
		.group = {						\
			.name = #reg,					\
			.attrs = reg##_attrs,				\
		},							\
		.end = offsetofend(struct sriov_regs, reg),		\
	}

static const struct register_group {
	struct attribute_group group;
	size_t end;
} register_groups[] = {
	REGISTER_GROUP(capabilities),
	REGISTER_GROUP(control),
	REGISTER_GROUP(status),
	REGISTER_GROUP(vf_migration_state_array),
};

/* What must hold for an attribute of a VF BAR to mean something. */
enum vf_bar_needs {
	NEEDS_NOTHING,
	NEEDS_SOUND,		/* the register is no nonsense */
	NEEDS_SIZE,		/* the kernel has sized it */
	NEEDS_RESIZABLE,	/* it is in the VF Resizable BAR capability */
};

struct vf_bar_attr {
	struct device_attribute attr;
	u8 slot;
	enum vf_bar_needs needs;
};

static u8 slot_of(const struct device_attribute *attr)
{
	return container_of(attr, struct vf_bar_attr, attr)->slot;
}

static const struct sriov_vf_bar *vf_bar_of(struct device *dev,
					    const struct device_attribute *attr)
{
	return &to_sriov_pf(dev)->info.vf_bar[slot_of(attr)];
}

static ssize_t emit_as_wide(char *buf, const struct sriov_vf_bar *bar,
			    u64 value)
{
	return sysfs_emit(buf, "0x%0*llx\n", bar->width / 4, value);
}

/* Whether Enhanced Allocation describes it, and not its register. */
static bool is_fixed(struct device *dev, const struct device_attribute *attr)
{
	return to_sriov_pf(dev)->ea[slot_of(attr)].size;
}

SHOW(vf_bar_raw)
{
	struct sriov_vf_bar bar = *vf_bar_of(dev, attr);
	int err;

	if (is_fixed(dev, attr))
		bar.width = 32;
	err = sriov_read_vf_bar(&to_sriov_pf(dev)->sriov, &bar);
	return err ?: emit_as_wide(buf, &bar, bar.raw);
}

SHOW(vf_bar_address)
{
	struct sriov_vf_bar bar = *vf_bar_of(dev, attr);
	int err = is_fixed(dev, attr) ? 0 :
		  sriov_read_vf_bar(&to_sriov_pf(dev)->sriov, &bar);

	return err ?: emit_as_wide(buf, &bar, bar.address);
}

SHOW(vf_bar_width)
{
	return sysfs_emit(buf, "%u\n", vf_bar_of(dev, attr)->width);
}

SHOW(vf_bar_prefetchable)
{
	return sysfs_emit(buf, "%d\n", vf_bar_of(dev, attr)->prefetchable);
}

SHOW(vf_bar_size)
{
	return sysfs_emit(buf, "%llu\n",
			  sriov_pf_vf_bar_size(to_sriov_pf(dev),
					       slot_of(attr)));
}

SHOW(vf_bar_aperture)
{
	return sysfs_emit(buf, "%llu\n",
			  sriov_pf_vf_bar_aperture(to_sriov_pf(dev),
						   slot_of(attr)));
}

SHOW(vf_bar_max_vfs)
{
	struct sriov_pf *pf = to_sriov_pf(dev);
	u64 size = sriov_pf_vf_bar_size(pf, slot_of(attr));
	u64 aperture = sriov_pf_vf_bar_aperture(pf, slot_of(attr));

	return sysfs_emit(buf, "%llu\n", size ? div64_u64(aperture, size) : 0);
}

SHOW(vf_bar_supported_sizes)
{
	u64 sizes = to_sriov_pf(dev)->vf_rebar_sizes[slot_of(attr)];
	int len = 0;

	while (sizes) {
		u64 size = sizes & -sizes;

		sizes -= size;
		len += sysfs_emit_at(buf, len, "%llu%c", size,
				     sizes ? ' ' : '\n');
	}
	return len;
}

static umode_t vf_bar_is_visible(struct kobject *kobj, struct attribute *attr,
				 int index)
{
	const struct sriov_pf *pf = to_sriov_pf(kobj_to_dev(kobj));
	const struct vf_bar_attr *shown =
		container_of(attr, struct vf_bar_attr, attr.attr);
	bool sound = !pf->info.vf_bar[shown->slot].fault;
	const bool met[] = {
		[NEEDS_NOTHING] = true,
		[NEEDS_SOUND] = sound,
		[NEEDS_SIZE] = sound && pf->vf_bar_size[shown->slot],
		[NEEDS_RESIZABLE] = sound && pf->vf_rebar_sizes[shown->slot],
	};

	return met[shown->needs] ? attr->mode : 0;
}

#define VF_BAR_ATTR(n, name, what)					\
	static struct vf_bar_attr vf_bar##n##_##name = {		\
		.attr = __ATTR(name, 0444, vf_bar_##name##_show, NULL),	\
		.slot = n,						\
		.needs = what,						\
	}

#define VF_BAR_GROUP(n)							\
	VF_BAR_ATTR(n, raw, NEEDS_NOTHING);				\
	VF_BAR_ATTR(n, address, NEEDS_SOUND);				\
	VF_BAR_ATTR(n, width, NEEDS_SOUND);				\
	VF_BAR_ATTR(n, prefetchable, NEEDS_SOUND);			\
	VF_BAR_ATTR(n, size, NEEDS_SIZE);				\
	VF_BAR_ATTR(n, aperture, NEEDS_SIZE);				\
	VF_BAR_ATTR(n, max_vfs, NEEDS_SIZE);				\
	VF_BAR_ATTR(n, supported_sizes, NEEDS_RESIZABLE);		\
	static struct attribute *vf_bar##n##_attrs[] = {		\
		&vf_bar##n##_raw.attr.attr,				\
		&vf_bar##n##_address.attr.attr,				\
		&vf_bar##n##_width.attr.attr,				\
		&vf_bar##n##_prefetchable.attr.attr,			\
		&vf_bar##n##_size.attr.attr,				\
		&vf_bar##n##_aperture.attr.attr,			\
		&vf_bar##n##_max_vfs.attr.attr,				\
		&vf_bar##n##_supported_sizes.attr.attr,			\
		NULL							\
	};								\
	static const struct attribute_group vf_bar##n##_group = {	\
		.name = "vf_bar" #n,					\
		.attrs = vf_bar##n##_attrs,				\
		.is_visible = vf_bar_is_visible,			\
	}

VF_BAR_GROUP(0);
VF_BAR_GROUP(1);
VF_BAR_GROUP(2);
VF_BAR_GROUP(3);
VF_BAR_GROUP(4);
VF_BAR_GROUP(5);

static const struct attribute_group * const vf_bar_groups[] = {
	&vf_bar0_group,
	&vf_bar1_group,
	&vf_bar2_group,
	&vf_bar3_group,
	&vf_bar4_group,
	&vf_bar5_group,
};

/*
 * A PF gets the directories it has something in: a group whose attributes are
 * all invisible would be an empty directory on kernels before 6.9.
 */
void sriov_pf_choose_groups(struct sriov_pf *pf)
{
	const struct attribute_group **next = pf->groups;
	unsigned int i;

	*next++ = &default_group;
	*next++ = &checks_group;
	for (i = 0; i < ARRAY_SIZE(register_groups); i++)
		if (register_groups[i].end <= pf->info.size)
			*next++ = &register_groups[i].group;
	for (i = 0; i < ARRAY_SIZE(vf_bar_groups); i++)
		if (pf->info.vf_bar[i].width)
			*next++ = vf_bar_groups[i];
}
