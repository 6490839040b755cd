/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What must hold of every chain and of every SR-IOV capability in it, each
 * thing derived anew from the image and from the specification's wording.
 */
#ifndef TESTS_CHECKS_H
#define TESTS_CHECKS_H

#include <sriov_pf/malformed.h>

#include "input.h"

/*
 * Whether a call that returned @err succeeded. It must have, unless a read has
 * failed meanwhile; then it must have ended at once, with that read's error.
 */
bool succeeded(const struct image *image, int err);

/* @list is what a walk over @image must make of it. */
void check_chain(const struct ecap_list *list, const struct image *image);

/* Where the last pointer leads; 0 for nowhere. */
u16 chain_end(const struct ecap_list *list);

/* Following an id meets each capability that has it, in order. */
void check_finding(const struct ecap_list *list, u16 id);

/* @info is what must be decoded from @cap, reads not counted. */
void check_decoded(const struct ecap *cap, const struct input *input,
		   const struct sriov_info *info);

/* What is found wrong with @info, and what is said of it. */
void check_faults(const struct sriov_info *info, unsigned int chain,
		  const struct input *input);

/* The calls that read VF BARs, all of them, on a capability that is there. */
void check_reading(const struct ecap *cap, struct input *input,
		   const struct sriov_info *info);

#endif
