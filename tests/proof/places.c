// SPDX-License-Identifier: GPL-2.0
/*
 * placing VFs on buses and devices never wraps and never divides by 0
 *
 * Assumes: nothing. Any registers, any PF, any bridge, any VF whose place is
 * taken. The result of the division is tested in tests/unit, which places the
 * VFs one by one; CBMC takes too long to prove it.
 *
 * cbmc: --unwind 1
 */
#include "cap.h"

/* Texts are not modelled here. */
#define vscnprintf(...)		0
#define scnprintf(...)		0

#include "ecap.c"
#include "sriov.c"
#include "check.c"

static struct sriov_info info;
static struct sriov_pf_facts facts;

static void judge_place(void)
{
	u32 placed = vfs_with_place(&info, &facts);
	struct sriov_pf_finding finding = {};
	int err;

	PROVE(placed <= info.total_vfs, "no more than TotalVFs");
	PROVE(placed <= facts.taken_vf, "no VF whose place is taken");
	if (placed == info.total_vfs) {
		REACHED("a place for all");
		return;
	}
	limit_by_place(&info, &facts, placed, false, &finding);
	err = finding.err;
	PROVE(err == -EEXIST || err == -ENOMEM,
	      "the next place is taken or past the last bus");
	if (err == -EEXIST)
		REACHED("a place that is taken");
	else
		REACHED("a VF past the bus");
}

/* On a bus, each device has eight functions (PCIe 6.x section 2.2.4). */
static void judge_reach(void)
{
	u32 bus = facts.context.routing_id & 0xff00;
	u16 vf = vf_past_device_0(&info, &facts);
	u64 id = sriov_vf_routing_id(&info, facts.context.routing_id, vf);

	PROVE(vf <= 8, "at most eight VFs are functions of device 0");
	PROVE(!info.vf_stride || id >= bus + 8,
	      "this VF is not a function of device 0");
	PROVE(!vf || id - info.vf_stride < bus + 8,
	      "the VF before it is a function of device 0");
	PROVE(!is_out_of_reach(&info, &facts, vf) ||
	      (id >= bus + 8 && id < bus + 0x100),
	      "a VF out of reach is on the PF's bus, but not on device 0");
	if (is_out_of_reach(&info, &facts, vf))
		REACHED("one out of reach");
	else if (vf == 8)
		REACHED("the ninth");
}

int main(void)
{
	__CPROVER_havoc_object(&info);
	__CPROVER_havoc_object(&facts);
	if (nondet_bool())
		judge_place();
	else
		judge_reach();
}
