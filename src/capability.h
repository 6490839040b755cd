/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_CAPABILITY_H
#define SRIOV_PF_CAPABILITY_H

#include <linux/types.h>

struct sriov_pf;

int sriov_pf_read_capability(struct sriov_pf *pf, bool fresh);

#endif
