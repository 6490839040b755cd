/* SPDX-License-Identifier: GPL-2.0 */
/* The entries of the ids= parameter. */
#ifndef SRIOV_PF_IDS_H
#define SRIOV_PF_IDS_H

#include <linux/types.h>

/* What a PCI device must be to match; ~0 in an id matches any. */
struct sriov_pf_id {
	u32 vendor;
	u32 device;
	u32 subvendor;
	u32 subdevice;
	u32 class;
	u32 class_mask;
};

/**
 * sriov_pf_id_parse() - parse one entry of ids=
 * @entry: vendor:device[:subvendor[:subdevice[:class[:class_mask]]]], each in
 *	hexadecimal, as vfio-pci has it. It is cut up.
 * @id: filled; what the entry leaves out matches any device
 *
 * Return: 0, or -EINVAL if the entry is anything else.
 */
int sriov_pf_id_parse(char *entry, struct sriov_pf_id *id);

#endif
