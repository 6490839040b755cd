// SPDX-License-Identifier: GPL-2.0
/* checks/ in sysfs: a file for each check. */
#include <linux/device.h>
#include <linux/sysfs.h>

#include "check.h"
#include "facts.h"
#include "pf.h"
#include "sysfs_checks.h"

/* By check */
static struct device_attribute check_attrs[SRIOV_PF_NR_CHECKS];
static struct attribute *check_list[SRIOV_PF_NR_CHECKS + 1];

static ssize_t check_show(struct device *dev, struct device_attribute *attr,
			  char *buf)
{
	struct sriov_pf_finding finding;
	struct sriov_pf_facts facts;
	struct sriov_info info;
	int err = sriov_pf_read_state(to_sriov_pf(dev), &info, &facts);

	if (err)
		return err;

	sriov_pf_check(attr - check_attrs, &info, &facts, &finding);
	return sysfs_emit(buf, "%s%s%s\n",
			  sriov_pf_verdict_name(finding.verdict),
			  finding.text[0] ? ": " : "", finding.text);
}

void sriov_pf_sysfs_checks_init(void)
{
	unsigned int i;

	for (i = 0; i < SRIOV_PF_NR_CHECKS; i++) {
		check_attrs[i] = (struct device_attribute){
			.attr = { .name = sriov_pf_check_name(i), .mode = 0444 },
			.show = check_show,
		};
		check_list[i] = &check_attrs[i].attr;
	}
}

const struct attribute_group sriov_pf_checks_group = {
	.name = "checks",
	.attrs = check_list,
};
