/* SPDX-License-Identifier: GPL-2.0 */
/* What is true of every decoded VF BAR. */
#ifndef PROOF_BAR_H
#define PROOF_BAR_H

#include <sriov_pf/sriov.h>

static inline bool bar_valid(const struct sriov_vf_bar *bar)
{
	if (bar->slot >= PCI_SRIOV_NUM_BARS || bar->fault > SRIOV_BAR_LAST)
		return false;
	if (bar->width != 32 && bar->width != 64)
		return false;
	if (bar->width == 64 &&
	    (bar->fault || bar->slot == PCI_SRIOV_NUM_BARS - 1))
		return false;
	if (bar->width == 32 && bar->raw >> 32)
		return false;
	return bar->address == (bar->raw >> 4 << 4);
}

#endif
