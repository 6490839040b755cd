/* SPDX-License-Identifier: GPL-2.0 */
/* What surrounds a PF, gathered without the module: facts for its checks. */
#ifndef SRIOVCTL_FACTS_H
#define SRIOVCTL_FACTS_H

#include "capability.h"

/**
 * facts_gather() - what surrounds a PF
 * @address: the PF
 * @capability: its capability
 * @facts: filled
 *
 * What the kernel does not show is taken as it is on nearly every machine: a
 * driver can enable VFs, a bus without a bridge above has numbers up to 0xff, and
 * no change is under way.
 */
void facts_gather(const char *address, const struct capability *capability,
		  struct sriov_pf_facts *facts);

/**
 * facts_window() - the window of the bridge above a PF that a VF BAR needs to be in
 * @address: the PF
 * @prefetchable: whether the BAR is; then whether the window is
 * @bridge: the bridge, to be freed; NULL if there is none
 *
 * Return: its size in bytes; 0 if it is not known, as to an ordinary user.
 */
uint64_t facts_window(const char *address, bool *prefetchable, char **bridge);

#endif
