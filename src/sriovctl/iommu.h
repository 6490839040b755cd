/* SPDX-License-Identifier: GPL-2.0 */
/* Whether the IOMMU is on, and if not, what turns it on. */
#ifndef SRIOVCTL_IOMMU_H
#define SRIOVCTL_IOMMU_H

#include "obstacles.h"

/* Append a warning if the PF is behind no IOMMU. */
void iommu_check(struct obstacles *to, struct pf *pf);

/* Keep what iommu_check() reads of the machine, for --from. */
void iommu_record(void);

#endif
