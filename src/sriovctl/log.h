/* SPDX-License-Identifier: GPL-2.0 */
/* The kernel's log. */
#ifndef SRIOVCTL_LOG_H
#define SRIOVCTL_LOG_H

#include "util.h"

/*
 * The lines about PCI, IOMMUs, vfio and the module, to be freed. The kernel's command
 * line, which may hold passwords, is left out.
 */
char *log_read(void);

/*
 * The messages with both texts in them, the oldest first; none if the log cannot be read,
 * as an ordinary user may not.
 */
struct strings log_find(const char *text, const char *other);

/* The options of the kernel's command line about the same things, to be freed. */
char *log_boot_options(void);

#endif
