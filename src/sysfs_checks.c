// SPDX-License-Identifier: GPL-2.0
/* checks/ in sysfs: a file for each check. */
#include <linux/device.h>
#include <linux/pci.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "check.h"
#include "facts.h"
#include "pf.h"
#include "sysfs_checks.h"

/* By check */
static struct device_attribute check_attrs[SRIOV_PF_NR_CHECKS];
static struct attribute *check_list[SRIOV_PF_NR_CHECKS + 1];

/* "VERDICT: TEXT", or the verdict alone. The text is in @buf already. */
static ssize_t put_before_text(const char *verdict, size_t length, char *buf)
{
	size_t before = strlen(verdict);

	if (length) {
		memmove(buf + before + 2, buf, length);
		buf[before] = ':';
		buf[before + 1] = ' ';
		length += 2;
	}
	memcpy(buf, verdict, before);
	buf[before + length] = '\n';
	return before + length + 1;
}

/* No frame on the stack holds both the facts and the capability. */
static noinline_for_stack ssize_t judge(enum sriov_pf_check check,
					const struct sriov_info *info,
					const struct sriov_pf_facts *facts,
					char *buf)
{
	struct sriov_pf_finding finding = {
		.text = buf,
		.size = SRIOV_PF_FINDING_TEXT,
	};

	sriov_pf_check(check, info, facts, &finding);
	return put_before_text(sriov_pf_verdict_name(finding.verdict),
			       finding.length, buf);
}

static noinline_for_stack ssize_t show(struct sriov_pf *pf,
				       enum sriov_pf_check check,
				       const struct sriov_info *info, char *buf)
{
	struct sriov_pf_facts facts;

	sriov_pf_gather_facts(pf, sriov_pf_check_needs(check), info, &facts);
	return judge(check, info, &facts, buf);
}

static noinline_for_stack ssize_t read_and_show(struct sriov_pf *pf,
						enum sriov_pf_check check,
						char *buf)
{
	struct sriov_info info;
	int err = sriov_pf_read_info(pf, &info);

	if (err)
		return err;

	return show(pf, check, &info, buf);
}

static bool needs_registers(const struct sriov_pf *pf, enum sriov_pf_check check)
{
	unsigned int needs = sriov_pf_check_needs(check);

	return needs & SRIOV_PF_NEEDS_REGISTERS ||
	       (needs & SRIOV_PF_NEEDS_REASON && !pf->pdev->is_physfn);
}

static ssize_t check_show(struct device *dev, struct device_attribute *attr,
			  char *buf)
{
	enum sriov_pf_check check = attr - check_attrs;
	struct sriov_pf *pf = to_sriov_pf(dev);

	return needs_registers(pf, check) ? read_and_show(pf, check, buf) :
					    show(pf, check, &pf->info, buf);
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
