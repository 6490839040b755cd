// SPDX-License-Identifier: GPL-2.0
/* Faults: parsing what the user writes, and when they take effect. */
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
	bool counts;
} faults[] = {
	[SIM_FAULT_NONE] = { "none", .n_is_optional = true },
	[SIM_FAULT_GONE] = { "gone", 1, INT_MAX, true, true },
	[SIM_FAULT_VF_SILENT] = { "vf_silent", 0, U16_MAX },
	[SIM_FAULT_STUCK] = { "stuck" },
	[SIM_FAULT_DROP_VFE] = { "drop_vfe", 1, INT_MAX, false, true },
	[SIM_FAULT_ERROR] = { "error", 1, INT_MAX, true, true },
};

static int parse_number(unsigned int *n, const char *text, unsigned int low,
			unsigned int high)
{
	int err = kstrtouint(text, 0, n);

	if (err)
		return err;
	return *n < low || *n > high ? -ERANGE : 0;
}

static int parse_register(unsigned int *where, const char *text)
{
	int err = parse_number(where, text, 0, SIM_SIZE - 4);

	return err ? err : *where % 4 ? -EINVAL : 0;
}

static int parse_n(struct sim_fault *fault, const char *text)
{
	switch (fault->kind) {
	case SIM_FAULT_NONE:
		return -EINVAL;
	case SIM_FAULT_STUCK:
		return parse_register(&fault->n, text);
	default:
		return parse_number(&fault->n, text, faults[fault->kind].low,
				    faults[fault->kind].high);
	}
}

/* The words after the name; NULL for each that is missing */
static int parse_rest(struct sim_fault *fault, const char *n, const char *where)
{
	int err;

	fault->n = faults[fault->kind].low;
	fault->where = SIM_ANYWHERE;
	if (!n)
		return faults[fault->kind].n_is_optional ? 0 : -EINVAL;
	err = parse_n(fault, n);
	if (err || !where)
		return err;
	if (!faults[fault->kind].counts)
		return -EINVAL;
	return parse_register(&fault->where, where);
}

/* @fault is filled only if @text is good. */
int sim_fault_parse(struct sim_fault *fault, const char *text)
{
	struct sim_fault parsed;
	char copy[32];
	const char *name, *n;
	char *rest;
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
	n = strsep(&rest, " ");
	err = parse_rest(&parsed, n, rest);
	if (!err)
		*fault = parsed;
	return err;
}

ssize_t sim_fault_show(const struct sim_fault *fault, char *page)
{
	const char *name = faults[fault->kind].name;

	if (fault->kind == SIM_FAULT_NONE)
		return sysfs_emit(page, "%s\n", name);
	if (fault->kind == SIM_FAULT_STUCK)
		return sysfs_emit(page, "%s 0x%03x\n", name, fault->n);
	if (fault->where == SIM_ANYWHERE)
		return sysfs_emit(page, "%s %u\n", name, fault->n);
	return sysfs_emit(page, "%s %u 0x%03x\n", name, fault->n, fault->where);
}

/*
 * Count an access to a PF's register, or to SIM_ANYWHERE, and return whether the
 * fault @kind is in effect. It stays in effect once it has begun.
 */
bool sim_fault_is_due(struct sim_fault *fault, enum sim_fault_kind kind,
		      unsigned int where)
{
	if (fault->kind != kind)
		return false;
	if (fault->n && (fault->where == SIM_ANYWHERE || fault->where == where))
		fault->n--;
	return !fault->n;
}

bool sim_fault_is(const struct sim_fault *fault, enum sim_fault_kind kind,
		  unsigned int n)
{
	return fault->kind == kind && fault->n == n;
}
