/* SPDX-License-Identifier: GPL-2.0 */
/* What "sriovctl vfs" shows of one VF. */
#ifndef SRIOVCTL_VF_ROW_H
#define SRIOVCTL_VF_ROW_H

#include "vf_use.h"

/* The VF BARs of a PF */
struct vf_bars {
	struct vf_bar bar[MAX_VF_BARS];
	size_t count;
};

/**
 * struct vf_row - what is shown of one VF
 * @index: its number
 * @exists: whether it exists; if not, only @vf.address is known, which it would have
 * @vf: the VF
 * @use: who uses it
 * @bars: the BARs of all VFs
 */
struct vf_row {
	unsigned int index;
	bool exists;
	struct vf vf;
	struct vf_use use;
	const struct vf_bars *bars;
};

#define __free_vf_row	__attribute__((cleanup(vf_row_free)))

struct vf_row vf_row_read(struct pf *pf, const struct vf_bars *bars,
			  unsigned int index);
void vf_row_free(struct vf_row *row);

/* Print the first @count VFs of a PF as JSON. */
void vf_rows_print_json(struct pf *pf, const struct vf_bars *bars,
			unsigned int count);

#endif
