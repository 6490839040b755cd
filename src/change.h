/* SPDX-License-Identifier: GPL-2.0 */
/* One change of a PF's number of VFs: judged, made, reported. */
#ifndef SRIOV_PF_CHANGE_H
#define SRIOV_PF_CHANGE_H

#include <linux/types.h>

#include "check.h"

struct pci_dev;
struct sriov_pf;

/**
 * struct sriov_pf_change - a change of the number of VFs
 * @pf: the PF
 * @num_vfs: the number wanted; 0 disables
 * @info: the PF's capability as it reads now, or as it was first seen if it
 *	cannot be read
 * @facts: what surrounds the PF
 * @why: why the change is refused, or failed
 *
 * Too large for the stack.
 */
struct sriov_pf_change {
	struct sriov_pf *pf;
	u16 num_vfs;
	struct sriov_info info;
	struct sriov_pf_facts facts;
	char why[SRIOV_PF_WHY_TEXT];
};

struct sriov_pf_change *sriov_pf_change_create(struct pci_dev *pdev,
					       u16 num_vfs);
void sriov_pf_change_free(struct sriov_pf_change *change);
int sriov_pf_judge_change(struct sriov_pf_change *change);
int sriov_pf_make_change(struct sriov_pf_change *change);
int sriov_pf_report_change(const struct sriov_pf_change *change, int err);
int sriov_pf_configure(struct pci_dev *pdev, int num_vfs);

#endif
