/* SPDX-License-Identifier: GPL-2.0 */
/* Block devices that are mounted or used as swap. */
#ifndef SRIOVCTL_MOUNTS_H
#define SRIOVCTL_MOUNTS_H

#include "util.h"

/*
 * Where a block device is mounted, once or first; NULL if nowhere. @name is the
 * kernel's, @mapped the one in /dev/mapper or NULL.
 */
const char *mounts_find(const char *name, const char *mapped);

/* Whether it is used as swap. */
bool mounts_have_swap(const char *name, const char *mapped);

#endif
