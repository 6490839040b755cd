/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is true of a list of extended capabilities at every turn of the walk,
 * and so of every list that the walk leaves. walk.c proves it, others assume it.
 */
#ifndef PROOF_LIST_H
#define PROOF_LIST_H

#include <sriov_pf/ecap.h>

#include "proof.h"

static inline bool is_start(u32 offset)
{
	return offset >= PCI_CFG_SPACE_SIZE && offset < PCI_CFG_SPACE_EXP_SIZE &&
	       offset % 4 == 0;
}

static inline bool is_marked(const struct ecap_list *list, u32 offset)
{
	return bit_is_set((offset - PCI_CFG_SPACE_SIZE) / 4, list->starts);
}

/* Entry @i, if it exists, has an offset where a capability starts. */
static inline bool entry_valid(const struct ecap_list *list, unsigned int i)
{
	return i >= list->count ||
	       (is_start(list->entry[i].offset) &&
		is_marked(list, list->entry[i].offset));
}

#endif
