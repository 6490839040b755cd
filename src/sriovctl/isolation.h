/* SPDX-License-Identifier: GPL-2.0 */
/* Which IOMMU groups the VFs of a PF will be in. */
#ifndef SRIOVCTL_ISOLATION_H
#define SRIOVCTL_ISOLATION_H

#include "check.h"

void gather_isolation(struct sriov_pf_facts *facts, const char *address);

#endif
