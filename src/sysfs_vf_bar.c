// SPDX-License-Identifier: GPL-2.0
/* vf_bar<n>/ in sysfs: a directory for each VF BAR, with the same files. */
#include <linux/device.h>
#include <linux/kstrtox.h>
#include <linux/sysfs.h>

#include "compat.h"
#include "enable.h"
#include "number.h"
#include "pf.h"
#include "sysfs_vf_bar.h"
#include "vf_bar.h"

/* What must hold for a file to be there. */
enum vf_bar_needs {
	NEEDS_NOTHING,
	NEEDS_SOUND,		/* the register has no fault */
	NEEDS_SIZE,		/* the kernel has sized the BAR */
	NEEDS_RESIZABLE,	/* the VF Resizable BAR capability has the BAR */
};

/* A file of a VF BAR, how it is shown, and how a resizable BAR is written. */
struct vf_bar_file {
	const char *name;
	enum vf_bar_needs needs;
	ssize_t (*show)(const struct sriov_pf *pf, unsigned int slot,
			char *buf);
	int (*store)(struct sriov_pf *pf, unsigned int slot, u64 value);
};

static ssize_t emit_as_wide(const struct sriov_vf_bar *bar, u64 value,
			    char *buf)
{
	char *end = sriov_pf_put_hex(buf, value, bar->width / 4);

	*end++ = '\n';
	return end - buf;
}

/* Enhanced Allocation, not the register, describes the BAR. */
static bool is_fixed(const struct sriov_pf *pf, unsigned int slot)
{
	return pf->ea[slot].size;
}

static ssize_t raw_show(const struct sriov_pf *pf, unsigned int slot,
			char *buf)
{
	struct sriov_vf_bar bar = pf->info.vf_bar[slot];
	int err;

	if (is_fixed(pf, slot))
		bar.width = 32;
	err = sriov_read_vf_bar(&pf->sriov, &bar);
	if (err)
		return err;

	return emit_as_wide(&bar, bar.raw, buf);
}

static ssize_t address_show(const struct sriov_pf *pf, unsigned int slot,
			    char *buf)
{
	struct sriov_vf_bar bar = pf->info.vf_bar[slot];
	int err = is_fixed(pf, slot) ? 0 : sriov_read_vf_bar(&pf->sriov, &bar);

	if (err)
		return err;

	return emit_as_wide(&bar, bar.address, buf);
}

static ssize_t width_show(const struct sriov_pf *pf, unsigned int slot,
			  char *buf)
{
	return sriov_pf_put_line(buf, pf->info.vf_bar[slot].width);
}

static ssize_t prefetchable_show(const struct sriov_pf *pf, unsigned int slot,
				 char *buf)
{
	return sriov_pf_put_line(buf, pf->info.vf_bar[slot].prefetchable);
}

static ssize_t size_show(const struct sriov_pf *pf, unsigned int slot,
			 char *buf)
{
	return sysfs_emit(buf, "%llu\n", sriov_pf_vf_bar_size(pf, slot));
}

static ssize_t aperture_show(const struct sriov_pf *pf, unsigned int slot,
			     char *buf)
{
	return sysfs_emit(buf, "%llu\n", sriov_pf_vf_bar_aperture(pf, slot));
}

static ssize_t max_vfs_show(const struct sriov_pf *pf, unsigned int slot,
			    char *buf)
{
	return sysfs_emit(buf, "%llu\n", sriov_pf_vf_bar_max_vfs(pf, slot));
}

static ssize_t supported_sizes_show(const struct sriov_pf *pf,
				    unsigned int slot, char *buf)
{
	u64 sizes = pf->vf_rebar_sizes[slot];
	int len = 0;

	while (sizes) {
		u64 size = sizes & -sizes;

		sizes -= size;
		len += sysfs_emit_at(buf, len, "%llu%c", size,
				     sizes ? ' ' : '\n');
	}
	return len;
}

static const struct vf_bar_file files[] = {
	{ "raw", NEEDS_NOTHING, raw_show },
	{ "address", NEEDS_SOUND, address_show },
	{ "width", NEEDS_SOUND, width_show },
	{ "prefetchable", NEEDS_SOUND, prefetchable_show },
	{ "size", NEEDS_SIZE, size_show, sriov_pf_set_vf_bar_size },
	{ "aperture", NEEDS_SIZE, aperture_show },
	{ "max_vfs", NEEDS_SIZE, max_vfs_show },
	{ "supported_sizes", NEEDS_RESIZABLE, supported_sizes_show },
};

struct vf_bar_attr {
	struct device_attribute attr;
	const struct vf_bar_file *file;
	u8 slot;
};

static const struct vf_bar_attr *to_vf_bar_attr(const struct attribute *attr)
{
	return container_of(attr, struct vf_bar_attr, attr.attr);
}

static ssize_t vf_bar_show(struct device *dev, struct device_attribute *attr,
			   char *buf)
{
	const struct vf_bar_attr *shown = to_vf_bar_attr(&attr->attr);

	return shown->file->show(to_sriov_pf(dev), shown->slot, buf);
}

static ssize_t vf_bar_store(struct device *dev, struct device_attribute *attr,
			    const char *buf, size_t count)
{
	const struct vf_bar_attr *written = to_vf_bar_attr(&attr->attr);
	struct sriov_pf *pf = to_sriov_pf(dev);
	u64 value;
	int err;

	if (kstrtou64(buf, 0, &value)) {
		sriov_pf_set_error(pf, -EINVAL, "not a number of bytes");
		return -EINVAL;
	}

	err = written->file->store(pf, written->slot, value);
	return err ?: count;
}

/* Only a resizable BAR can be written, and only if the kernel can resize it. */
static umode_t vf_bar_mode(const struct sriov_pf *pf,
			   const struct vf_bar_attr *shown)
{
	return CAN_RESIZE_VF_BARS && shown->file->store &&
	       pf->vf_rebar_sizes[shown->slot] ? 0644 : 0444;
}

static umode_t vf_bar_is_visible(struct kobject *kobj, struct attribute *attr,
				 int index)
{
	const struct sriov_pf *pf = to_sriov_pf(kobj_to_dev(kobj));
	const struct vf_bar_attr *shown = to_vf_bar_attr(attr);
	bool sound = !pf->info.vf_bar[shown->slot].fault;
	const bool met[] = {
		[NEEDS_NOTHING] = true,
		[NEEDS_SOUND] = sound,
		[NEEDS_SIZE] = sriov_pf_vf_bar_is_sized(pf, shown->slot),
		[NEEDS_RESIZABLE] = sound && pf->vf_rebar_sizes[shown->slot],
	};

	return met[shown->file->needs] ? vf_bar_mode(pf, shown) : 0;
}

/* The directory of one VF BAR */
struct vf_bar_directory {
	char name[sizeof("vf_bar0")];
	struct vf_bar_attr attrs[ARRAY_SIZE(files)];
	struct attribute *list[ARRAY_SIZE(files) + 1];
	struct attribute_group group;
};

static struct vf_bar_directory directories[PCI_SRIOV_NUM_BARS];

static void init_directory(struct vf_bar_directory *directory, u8 slot)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(files); i++) {
		directory->attrs[i] = (struct vf_bar_attr){
			.attr = {
				.attr = { .name = files[i].name, .mode = 0444 },
				.show = vf_bar_show,
				.store = vf_bar_store,
			},
			.file = &files[i],
			.slot = slot,
		};
		directory->list[i] = &directory->attrs[i].attr.attr;
	}
	snprintf(directory->name, sizeof(directory->name), "vf_bar%u", slot);
	directory->group = (struct attribute_group){
		.name = directory->name,
		.attrs = directory->list,
		.is_visible = vf_bar_is_visible,
	};
}

void sriov_pf_sysfs_vf_bar_init(void)
{
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		init_directory(&directories[slot], slot);
}

const struct attribute_group **
sriov_pf_sysfs_vf_bar_add(const struct sriov_pf *pf,
			  const struct attribute_group **next)
{
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		if (pf->info.vf_bar[slot].width)
			*next++ = &directories[slot].group;
	return next;
}
