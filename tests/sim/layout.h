/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_SIM_LAYOUT_H
#define SRIOV_SIM_LAYOUT_H

#include <linux/types.h>

#define SIM_LAYOUT_LINES	16

struct sim_layout_line {
	u16 num_vfs;
	u16 offset;
	u16 stride;
};

/**
 * struct sim_layout - First VF Offset and VF Stride for each NumVFs
 * @count: how many lines there are; 0: the registers of the image are used
 * @line: the last whose num_vfs is not above NumVFs is used
 */
struct sim_layout {
	unsigned int count;
	struct sim_layout_line line[SIM_LAYOUT_LINES];
};

const struct sim_layout_line *sim_layout_find(const struct sim_layout *layout,
					      u16 num_vfs);
int sim_layout_parse(struct sim_layout *layout, const char *text);
ssize_t sim_layout_show(const struct sim_layout *layout, char *page);

#endif
