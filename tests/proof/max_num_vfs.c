// SPDX-License-Identifier: GPL-2.0
/*
 * max_num_vfs is accepted, one more is refused, and a block has an errno
 *
 * Assumes: the faults of a capability are the same each time (checks.c). VF
 * Stride is 0: the number of VFs that the buses hold has the same effect as the
 * number of VFs before a place that is taken, and the latter is any number here.
 * Likewise the quotient of two numbers of bytes is any number. Pages have at
 * least 4 KiB.
 *
 * cbmc: --unwind 18 --object-bits 12
 * wraps: -usable
 */
#include "cap.h"

#include <linux/math64.h>
#include <linux/string.h>
#define div64_u64(dividend, divisor)	(dividend)

/* Texts are not modelled here. */
#define vscnprintf(...)		0
#define scnprintf(...)		0
#define strnlen(...)		0

#include "ecap.c"
#include "sriov.c"
#include "check.c"

static struct sriov_info info;
static struct sriov_pf_facts facts;
static char why[SRIOV_PF_FINDING_TEXT];
static u32 faults;

u32 sriov_check_capability(const struct sriov_info *of, unsigned int chain,
			   const struct sriov_context *slot)
{
	return faults;
}

int sriov_describe_fault(enum sriov_fault fault, const struct sriov_info *of,
			 const struct sriov_context *slot, char *buf, size_t size)
{
	PROVE(faults & BIT(fault), "a fault that is described was found");
	PROVE(size == SRIOV_FAULT_TEXT, "there is room for it");
	return 0;
}

static void any_surroundings(void)
{
	unsigned int slot;

	__CPROVER_havoc_object(&info);
	__CPROVER_havoc_object(&facts);
	info.vf_stride = 0;
	info.capabilities.vf_migration_capable = nondet_bool();
	info.control.vf_enable = nondet_bool();
	info.control.ari_capable_hierarchy = nondet_bool();
	facts.context.accepted = nondet_bool();
	facts.configures = nondet_bool();
	facts.ari = nondet_bool();
	facts.changing = nondet_bool();
	facts.misplaced = nondet_bool();
	facts.one_device = nondet_bool();
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++) {
		facts.bar[slot].prefetchable = nondet_bool();
		facts.bar[slot].fixed = nondet_bool();
	}
	ASSUME(facts.link <= SRIOV_PF_LINK_NO_PF);
	ASSUME(facts.page_size >= 4096);
	ASSUME(facts.reset_bar < PCI_SRIOV_NUM_BARS);
	faults = nondet_u32();
	ASSUME(!(faults >> SRIOV_NR_FAULTS));
}

static void judge_max(void)
{
	u16 max = sriov_pf_max_num_vfs(&info, &facts);
	u16 vfs = nondet_u16();
	bool accepted;

	if (facts.enabled) {
		PROVE(max == facts.enabled, "it is the number that is enabled");
		REACHED("VFs enabled");
		return;
	}
	PROVE(max <= info.total_vfs && max <= facts.max_vfs,
	      "it is at most TotalVFs and what the driver allows");
	ASSUME(vfs);
	accepted = !sriov_pf_check_change(&info, &facts, vfs, why);
	PROVE(accepted || vfs > max, "every number up to it is accepted");
	PROVE(!accepted || vfs <= max || max == vfs_in_reach(&info, &facts),
	      "a larger number is accepted only if VFs are out of reach");
	if (max == 65535)
		REACHED("65535");
	else if (max && vfs == max)
		REACHED("the largest number");
	else if (max && vfs == max + 1)
		REACHED("one more");
	else if (!max)
		REACHED("none");
}

static void judge_change(void)
{
	int err = sriov_pf_check_change(&info, &facts, nondet_u16(), why);

	PROVE(err <= 0 && err >= -4095, "an errno is negative");
}

static void judge_finding(void)
{
	unsigned int check = nondet_uint();
	struct sriov_pf_finding finding = {};

	ASSUME(check < SRIOV_PF_NR_CHECKS);
	sriov_pf_check(check, &info, &facts, &finding);
	PROVE(finding.verdict == SRIOV_PF_OK || finding.verdict == SRIOV_PF_WARNING ||
	      finding.verdict == SRIOV_PF_BLOCKED, "a verdict");
	PROVE(finding.verdict == SRIOV_PF_BLOCKED ? finding.err < 0 : !finding.err,
	      "there is an errno if and only if it blocks");
	if (finding.verdict == SRIOV_PF_BLOCKED && !facts.enabled)
		PROVE(!sriov_pf_max_num_vfs(&info, &facts),
		      "where a check blocks, not a single VF is accepted");
	if (check == SRIOV_PF_CHECK_BUS_NUMBERS &&
	    finding.verdict == SRIOV_PF_WARNING)
		REACHED("a warning about some VFs");
}

int main(void)
{
	any_surroundings();
	switch (nondet_uint()) {
	case 0:
		judge_max();
		break;
	case 1:
		judge_change();
		break;
	default:
		judge_finding();
	}
}
