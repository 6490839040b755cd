/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Checks of every chain and of every SR-IOV capability in it. Each expected
 * value is derived again from the image and the specification.
 */
#ifndef TESTS_CHECKS_H
#define TESTS_CHECKS_H

#include <sriov_pf/malformed.h>

#include "input.h"

/*
 * Returns whether a call that returned @err succeeded. It must succeed unless a
 * read failed; then it must end at once with the error of that read.
 */
bool succeeded(const struct image *image, int err);

/* @list is the correct result of a walk over @image. */
void check_chain(const struct ecap_list *list, const struct image *image);

/* The offset in the last pointer; 0 for none. */
u16 chain_end(const struct ecap_list *list);

/* Following an id finds each capability that has it, in order. */
void check_finding(const struct ecap_list *list, u16 id);

/* @info is correctly decoded from @cap; reads are not counted. */
void check_decoded(const struct ecap *cap, const struct input *input,
		   const struct sriov_info *info);

/* The faults that are found in @info, and their descriptions. */
void check_faults(const struct sriov_info *info, unsigned int chain,
		  const struct input *input);

/* All calls that read VF BARs, with an existing capability. */
void check_reading(const struct ecap *cap, struct input *input,
		   const struct sriov_info *info);

#endif
