/* SPDX-License-Identifier: GPL-2.0 */
/* Any capability of a list that the walk leaves. at.c proves what is assumed. */
#ifndef PROOF_CAP_H
#define PROOF_CAP_H

#include <sriov_pf/ecap.h>

#include "proof.h"

unsigned long skipped;

static struct ecap_cfg cfg = {
	.ops = &any_ops,
	.size = PCI_CFG_SPACE_EXP_SIZE,
};

/* Only accesses to this capability are allowed. */
static inline struct ecap any_cap(void)
{
	struct ecap cap = {
		.cfg = &cfg,
		.header = nondet_u32(),
		.offset = nondet_u16(),
		.size = nondet_u16(),
		.id = nondet_u16(),
		.index = nondet_u16(),
		.version = nondet_u8(),
	};

	ASSUME(cap.offset >= PCI_CFG_SPACE_SIZE && cap.offset % 4 == 0);
	ASSUME(cap.size >= 4 && cap.size % 4 == 0);
	ASSUME(cap.offset + cap.size <= PCI_CFG_SPACE_EXP_SIZE);
	any_device(cap.offset, cap.offset + cap.size);
	return cap;
}

#endif
