// SPDX-License-Identifier: GPL-2.0
/*
 * A device may place its VFs differently for different numbers of them
 * (PCIe 9.3.3.9, 9.3.3.10): lines "NUMVFS OFFSET STRIDE" say how.
 */
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "layout.h"

const struct sim_layout_line *sim_layout_find(const struct sim_layout *layout,
					      u16 num_vfs)
{
	const struct sim_layout_line *found = NULL;
	unsigned int i;

	for (i = 0; i < layout->count; i++)
		if (layout->line[i].num_vfs <= num_vfs)
			found = &layout->line[i];
	return found;
}

static int parse_line(struct sim_layout_line *line, const char *text)
{
	unsigned int num_vfs, offset, stride;
	int end = 0;

	if (sscanf(text, "%u %u %u %n", &num_vfs, &offset, &stride, &end) != 3 ||
	    text[end])
		return -EINVAL;
	if (num_vfs > U16_MAX || offset > U16_MAX || stride > U16_MAX)
		return -ERANGE;

	*line = (struct sim_layout_line){ num_vfs, offset, stride };
	return 0;
}

static int parse_lines(struct sim_layout *layout, char *rest)
{
	char *text;
	int err;

	while ((text = strsep(&rest, "\n"))) {
		if (!*skip_spaces(text))
			continue;
		if (layout->count == SIM_LAYOUT_LINES)
			return -ERANGE;
		err = parse_line(&layout->line[layout->count++], text);
		if (err)
			return err;
	}
	return 0;
}

/* @layout is filled only if all of @text is good. */
int sim_layout_parse(struct sim_layout *layout, const char *text)
{
	struct sim_layout parsed = { };
	char *copy = kstrdup(text, GFP_KERNEL);
	int err;

	if (!copy)
		return -ENOMEM;

	err = parse_lines(&parsed, copy);
	kfree(copy);
	if (!err)
		*layout = parsed;
	return err;
}

ssize_t sim_layout_show(const struct sim_layout *layout, char *page)
{
	const struct sim_layout_line *line = layout->line;
	ssize_t len = 0;

	for (; line < layout->line + layout->count; line++)
		len += sysfs_emit_at(page, len, "%u %u %u\n", line->num_vfs,
				     line->offset, line->stride);
	return len;
}
