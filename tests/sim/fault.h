/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_SIM_FAULT_H
#define SRIOV_SIM_FAULT_H

#include <linux/types.h>

/**
 * enum sim_fault_kind - what is wrong with a host's devices
 * @SIM_FAULT_NONE: nothing
 * @SIM_FAULT_GONE: from the n-th access on, to any register or to the one at
 *	where, every function is all ones
 * @SIM_FAULT_VF_SILENT: VF n of every PF does not answer
 * @SIM_FAULT_STUCK: the PFs' register at n takes no write
 * @SIM_FAULT_DROP_VFE: at the n-th access, to any register or to the one at
 *	where, the PFs lose VF Enable
 * @SIM_FAULT_ERROR: from the n-th access on, to any register or to the one at
 *	where, reading ends with an error
 */
enum sim_fault_kind {
	SIM_FAULT_NONE,
	SIM_FAULT_GONE,
	SIM_FAULT_VF_SILENT,
	SIM_FAULT_STUCK,
	SIM_FAULT_DROP_VFE,
	SIM_FAULT_ERROR,
};

/* No register in particular */
#define SIM_ANYWHERE	(~0U)

/**
 * struct sim_fault - a fault
 * @kind: which
 * @n: its number; where accesses are counted, how many there are still to come
 * @where: which register of a PF's they are to be to, or SIM_ANYWHERE
 */
struct sim_fault {
	enum sim_fault_kind kind;
	unsigned int n;
	unsigned int where;
};

int sim_fault_parse(struct sim_fault *fault, const char *text);
ssize_t sim_fault_show(const struct sim_fault *fault, char *page);
bool sim_fault_is_due(struct sim_fault *fault, enum sim_fault_kind kind,
		      unsigned int where);
bool sim_fault_is(const struct sim_fault *fault, enum sim_fault_kind kind,
		  unsigned int n);

#endif
