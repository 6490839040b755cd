// SPDX-License-Identifier: GPL-2.0
/*
 * a check gives the same result twice, and each fault has its condition
 *
 * Assumes: registers as sriov_decode() leaves them (decode.c): every BAR fault
 * is a known one. All other fields, the routing ID of the PF and that of the
 * last VF have any value; routing_id.c proves how the latter is computed.
 *
 * cbmc: --unwind 7
 * wraps: size - (unsigned int)1
 */
#include "cap.h"
#include <sriov_pf/sriov.h>
#include "malformed.c"

#define FOUND(fault)	(faults & BIT(SRIOV_FAULT_##fault))

static struct sriov_info info;
static struct sriov_context slot;
static u64 vfs, last;

static bool any_bar(enum sriov_bar_fault fault)
{
	unsigned int i;

	for (i = 0; i < PCI_SRIOV_NUM_BARS; i++)
		if (info.vf_bar[i].fault == fault)
			return true;
	return false;
}

u64 sriov_vf_routing_id(const struct sriov_info *of, u16 pf, u16 vf)
{
	PROVE(of == &info && pf == slot.routing_id && vf + 1 == vfs,
	      "the routing ID of the last VF is asked for");
	return last;
}

static void judge(u32 faults)
{
	u32 page = info.system_page_size;

	PROVE(!!FOUND(NO_VFS) == (info.total_vfs == 0), "no VFs");
	PROVE(!!FOUND(INITIAL_VFS) == (info.initial_vfs > info.total_vfs),
	      "InitialVFs over TotalVFs");
	PROVE(!!FOUND(NUM_VFS) == (info.num_vfs > info.total_vfs),
	      "NumVFs over TotalVFs");
	PROVE(!!FOUND(VF_OFFSET) == (vfs && !info.vf_offset), "offset 0");
	PROVE(!!FOUND(VF_STRIDE) ==
	      (vfs > 1 && info.vf_offset && !info.vf_stride), "stride 0");
	PROVE(!!FOUND(ROUTING_ID) == (vfs && info.vf_offset && last > 0xffff),
	      "a routing ID past 0xffff");
	PROVE(!FOUND(ROUTING_ID_OF_PF) ||
	      (vfs && (u32)(last & 0xffff) == slot.routing_id),
	      "the PF's routing ID");
	PROVE(!!FOUND(NO_4K_PAGES) == !(info.supported_page_sizes & 1),
	      "no 4 KiB pages");
	PROVE(!!FOUND(SYSTEM_PAGE_SIZE) ==
	      !(__builtin_popcount(page) == 1 &&
		info.supported_page_sizes & page),
	      "a system page size that is not supported");
	PROVE(!!FOUND(BAR_IO) == any_bar(SRIOV_BAR_IO), "an I/O BAR");
	PROVE(!!FOUND(BAR_TYPE) == any_bar(SRIOV_BAR_TYPE), "a reserved type");
	PROVE(!!FOUND(BAR_LAST) == any_bar(SRIOV_BAR_LAST),
	      "a 64-bit BAR in the last slot");
}

int main(void)
{
	unsigned int i, chain = nondet_uint();
	u32 faults;

	__CPROVER_havoc_object(&info);
	slot.routing_id = nondet_u16();
	slot.accepted = nondet_bool();
	vfs = slot.accepted ? info.num_vfs : info.total_vfs;
	last = nondet_u64();
	ASSUME(chain < 16);
	for (i = 0; i < PCI_SRIOV_NUM_BARS; i++)
		ASSUME(info.vf_bar[i].fault >= SRIOV_BAR_OK &&
		       info.vf_bar[i].fault <= SRIOV_BAR_LAST);

	faults = sriov_check_capability(&info, chain, &slot);

	PROVE(faults == sriov_check_capability(&info, chain, &slot),
	      "the same result twice");
	PROVE(!(faults >> SRIOV_NR_FAULTS), "every fault is a known one");
	PROVE((faults & 15) == chain, "the chain's faults are passed on");
	PROVE(!!FOUND(TRUNCATED) == (info.size < 64), "less than 64 bytes");
	if (FOUND(TRUNCATED)) {
		PROVE(faults >> 4 == 1,
		      "registers that were not read are not checked");
		REACHED("less than 64 bytes");
		return 0;
	}
	judge(faults);
	if (!faults)
		REACHED("a sound capability");
	if (FOUND(ROUTING_ID_OF_PF))
		REACHED("the PF's routing ID");
}
