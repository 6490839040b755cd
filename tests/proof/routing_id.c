// SPDX-License-Identifier: GPL-2.0
/*
 * a VF's routing ID is computed without overflow, in steps of VF Stride
 *
 * Assumes: nothing. Any registers, any PF, any VF.
 */
#include "cap.h"
#include "ecap.c"
#include "sriov.c"

static struct sriov_info info;

int main(void)
{
	u16 pf = nondet_u16(), vf = nondet_u16();
	u64 first, id;

	__CPROVER_havoc_object(&info);
	first = sriov_vf_routing_id(&info, pf, 0);
	id = sriov_vf_routing_id(&info, pf, vf);

	PROVE(first - pf == info.vf_offset, "VF 0 is First VF Offset away");
	PROVE(id >= first && id - first <= 0xffffULL * 0xffff,
	      "the other VFs are no nearer, and nothing overflows");
	PROVE(vf != 1 || id - first == info.vf_stride,
	      "VF 1 is VF Stride further");
	PROVE(info.vf_stride || id == first,
	      "without a stride all VFs have one routing ID");
	if (id > 0xffff)
		REACHED("a routing ID past 0xffff");
	else
		REACHED("a routing ID");
}
