/* SPDX-License-Identifier: GPL-2.0 */
/* IOMMU groups. */
#ifndef SRIOVCTL_GROUP_H
#define SRIOVCTL_GROUP_H

#include "util.h"

/* The functions in a group, sorted; valid until the program ends. Each is read once. */
const struct strings *group_devices(const char *name);

#endif
