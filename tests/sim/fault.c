// SPDX-License-Identifier: GPL-2.0
/* Faults, as the user writes them and as time brings them about. */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "fault.h"
#include "regs.h"

static const struct {
	const char *name;
	unsigned int low, high;
	bool n_is_optional;
} faults[] = {
	[SIM_FAULT_NONE] = { "none", .n_is_optional = true },
	[SIM_FAULT_GONE] = { "gone", 1, INT_MAX, .n_is_optional = true },
	[SIM_FAULT_VF_SILENT] = { "vf_silent", 0, U16_MAX },
	[SIM_FAULT_STUCK] = { "stuck", 0, SIM_SIZE - 4 },
	[SIM_FAULT_DROP_VFE] = { "drop_vfe", 1, INT_MAX },
};

static int parse_number(struct sim_fault *fault, const char *text)
{
	int err;

	if (!text) {
		fault->n = faults[fault->kind].low;
		return faults[fault->kind].n_is_optional ? 0 : -EINVAL;
	}
	if (fault->kind == SIM_FAULT_NONE)
		return -EINVAL;
	err = kstrtouint(text, 0, &fault->n);
	if (err)
		return err;
	if (fault->n < faults[fault->kind].low ||
	    fault->n > faults[fault->kind].high)
		return -ERANGE;
	if (fault->kind == SIM_FAULT_STUCK && fault->n % 4)
		return -EINVAL;
	return 0;
}

/* @fault is filled only if @text is good. */
int sim_fault_parse(struct sim_fault *fault, const char *text)
{
	struct sim_fault parsed;
	char copy[32];
	char *rest = copy;
	const char *name;
	int kind, err;

	if (strscpy(copy, text, sizeof(copy)) < 0)
		return -EINVAL;

	rest = strim(copy);
	name = strsep(&rest, " ");
	for (kind = 0; kind < ARRAY_SIZE(faults); kind++)
		if (!strcmp(faults[kind].name, name))
			break;
	if (kind == ARRAY_SIZE(faults))
		return -EINVAL;

	parsed.kind = kind;
	err = parse_number(&parsed, rest);
	if (!err)
		*fault = parsed;
	return err;
}

ssize_t sim_fault_show(const struct sim_fault *fault, char *page)
{
	const char *name = faults[fault->kind].name;

	switch (fault->kind) {
	case SIM_FAULT_NONE:
		return sysfs_emit(page, "%s\n", name);
	case SIM_FAULT_STUCK:
		return sysfs_emit(page, "%s 0x%03x\n", name, fault->n);
	default:
		return sysfs_emit(page, "%s %u\n", name, fault->n);
	}
}

/* Count an access: is @kind in force? It stays so once its time has come. */
bool sim_fault_is_due(struct sim_fault *fault, enum sim_fault_kind kind)
{
	if (fault->kind != kind)
		return false;
	if (fault->n)
		fault->n--;
	return !fault->n;
}

bool sim_fault_is(const struct sim_fault *fault, enum sim_fault_kind kind,
		  unsigned int n)
{
	return fault->kind == kind && fault->n == n;
}
