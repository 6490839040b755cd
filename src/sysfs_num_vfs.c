// SPDX-License-Identifier: GPL-2.0
/*
 * The VFs in sysfs: how many there are, how many there can be, why there are not, and
 * which driver they get.
 */
#include <linux/device.h>
#include <linux/kstrtox.h>
#include <linux/pci.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "enable.h"
#include "facts.h"
#include "number.h"
#include "pf.h"
#include "sysfs_num_vfs.h"
#include "vf_driver.h"

/* VFs that exist as devices: the kernel's count, as in sriov_numvfs. */
static ssize_t num_vfs_show(struct device *dev, struct device_attribute *attr,
			    char *buf)
{
	return sriov_pf_put_line(buf, pci_num_vf(to_sriov_pf(dev)->pdev));
}

static ssize_t num_vfs_store(struct device *dev, struct device_attribute *attr,
			     const char *buf, size_t count)
{
	struct sriov_pf *pf = to_sriov_pf(dev);
	u16 num_vfs;
	int err;

	/* One errno for all bad input, like sriov_numvfs. */
	if (kstrtou16(buf, 0, &num_vfs)) {
		sriov_pf_set_error(pf, -EINVAL,
				   "not a number from 0 to 65535");
		return -EINVAL;
	}

	err = sriov_pf_set_num_vfs(pf, num_vfs);
	return err ?: count;
}
static DEVICE_ATTR_RW(num_vfs);

/* No frame on the stack holds both the facts and the capability. */
static noinline_for_stack u16 max_num_vfs(struct sriov_pf *pf,
					  const struct sriov_info *info)
{
	struct sriov_pf_facts facts;

	sriov_pf_gather_facts(pf, SRIOV_PF_NEEDS_OF_CHANGE, info, &facts);
	return sriov_pf_max_num_vfs(info, &facts);
}

static ssize_t max_num_vfs_show(struct device *dev,
				struct device_attribute *attr, char *buf)
{
	struct sriov_pf *pf = to_sriov_pf(dev);
	struct sriov_info info;
	int err = sriov_pf_read_info(pf, &info);

	if (err)
		return err;

	return sriov_pf_put_line(buf, max_num_vfs(pf, &info));
}
static DEVICE_ATTR_RO(max_num_vfs);

static ssize_t last_error_show(struct device *dev,
			       struct device_attribute *attr, char *buf)
{
	return sriov_pf_show_error(to_sriov_pf(dev), buf);
}
static DEVICE_ATTR_RO(last_error);

static ssize_t vf_driver_override_show(struct device *dev,
				       struct device_attribute *attr, char *buf)
{
	struct sriov_pf *pf = to_sriov_pf(dev);

	/* No name is shown as "(null)", as the kernel shows a device's. */
	guard(mutex)(&pf->override_mutex);
	return sysfs_emit(buf, "%s\n", pf->vf_driver_override);
}

/* The name ends at the first newline, as in a device's driver_override. */
static ssize_t vf_driver_override_store(struct device *dev,
					struct device_attribute *attr,
					const char *buf, size_t count)
{
	int err = sriov_pf_vf_driver_set(to_sriov_pf(dev), buf,
					 strcspn(buf, "\n"));

	return err ?: count;
}
static DEVICE_ATTR_RW(vf_driver_override);

static struct attribute *num_vfs_attrs[] = {
	&dev_attr_num_vfs.attr,
	&dev_attr_max_num_vfs.attr,
	&dev_attr_last_error.attr,
	&dev_attr_vf_driver_override.attr,
	NULL
};

const struct attribute_group sriov_pf_num_vfs_group = {
	.attrs = num_vfs_attrs,
};
