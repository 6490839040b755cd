/* SPDX-License-Identifier: GPL-2.0 */
/* Interrupt vectors that were too few (ENOSPC). */
#ifndef SRIOVCTL_VECTORS_H
#define SRIOVCTL_VECTORS_H

#include "obstacles.h"

/* Append a warning if a driver of the PF or of a VF found too few. */
void vectors_check(struct obstacles *to, struct pf *pf);

#endif
