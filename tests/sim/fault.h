/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_SIM_FAULT_H
#define SRIOV_SIM_FAULT_H

#include <linux/types.h>

/**
 * enum sim_fault_kind - what is wrong with a host's devices
 * @SIM_FAULT_NONE: nothing
 * @SIM_FAULT_GONE: from the n-th access on every function is all ones
 * @SIM_FAULT_VF_SILENT: VF n of every PF does not answer
 * @SIM_FAULT_STUCK: the PFs' register at n takes no write
 * @SIM_FAULT_DROP_VFE: at the n-th access the PFs lose VF Enable
 */
enum sim_fault_kind {
	SIM_FAULT_NONE,
	SIM_FAULT_GONE,
	SIM_FAULT_VF_SILENT,
	SIM_FAULT_STUCK,
	SIM_FAULT_DROP_VFE,
};

/**
 * struct sim_fault - a fault
 * @kind: which
 * @n: its number; where accesses are counted, how many there are still to come
 */
struct sim_fault {
	enum sim_fault_kind kind;
	unsigned int n;
};

int sim_fault_parse(struct sim_fault *fault, const char *text);
ssize_t sim_fault_show(const struct sim_fault *fault, char *page);
bool sim_fault_is_due(struct sim_fault *fault, enum sim_fault_kind kind);
bool sim_fault_is(const struct sim_fault *fault, enum sim_fault_kind kind,
		  unsigned int n);

#endif
