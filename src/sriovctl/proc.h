/* SPDX-License-Identifier: GPL-2.0 */
/* Reading /proc. Each path is relative to its root, and is made as by printf(). */
#ifndef SRIOVCTL_PROC_H
#define SRIOVCTL_PROC_H

#include "util.h"

/* All of a file, to be freed; NULL if it cannot be read. */
char *proc_read(const char *format, ...) __printf(1, 2);

/* The names in a directory; none if it cannot be read. */
struct strings proc_names(const char *format, ...) __printf(1, 2);

/* What a symbolic link holds, to be freed; NULL if it cannot be read. */
char *proc_target(const char *format, ...) __printf(1, 2);

#endif
