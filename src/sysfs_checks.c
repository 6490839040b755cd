// SPDX-License-Identifier: GPL-2.0
/* checks/ in sysfs: a file for each check; and one that lists all verdicts. */
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

static char *put_text(char *to, const char *text)
{
	size_t length = strlen(text);

	memcpy(to, text, length);
	return to + length;
}

/* Ends with a space. No text of the check is made. */
static noinline_for_stack char *put_verdict(char *to, enum sriov_pf_check check,
					    const struct sriov_info *info,
					    const struct sriov_pf_facts *facts)
{
	struct sriov_pf_finding finding = {};

	sriov_pf_check(check, info, facts, &finding);
	to = put_text(to, sriov_pf_check_name(check));
	*to++ = '=';
	to = put_text(to, sriov_pf_verdict_name(finding.verdict));
	*to++ = ' ';
	return to;
}

static noinline_for_stack ssize_t list_verdicts(struct sriov_pf *pf,
						const struct sriov_info *info,
						char *buf)
{
	struct sriov_pf_facts facts;
	unsigned int check;
	char *end = buf;

	sriov_pf_gather_facts(pf, SRIOV_PF_NEEDS_ALL, info, &facts);
	for (check = 0; check < SRIOV_PF_NR_CHECKS; check++)
		end = put_verdict(end, check, info, &facts);
	end[-1] = '\n';
	return end - buf;
}

/* Who looks at many PFs reads one file of each: to open a file costs more. */
static ssize_t verdicts_show(struct device *dev, struct device_attribute *attr,
			     char *buf)
{
	struct sriov_pf *pf = to_sriov_pf(dev);
	struct sriov_info info;
	int err = sriov_pf_read_info(pf, &info);

	return err ?: list_verdicts(pf, &info, buf);
}
static DEVICE_ATTR_RO(verdicts);

static struct attribute *verdicts_attrs[] = {
	&dev_attr_verdicts.attr,
	NULL
};

const struct attribute_group sriov_pf_verdicts_group = {
	.attrs = verdicts_attrs,
};

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
