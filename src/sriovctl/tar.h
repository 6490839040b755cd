/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Writing a tarball. "sriovctl report" needs regular files alone, with short names and
 * their content in memory; the ustar format of POSIX (pax, "ustar Interchange Format")
 * for these is one header of 512 bytes. libarchive has thirty formats, and would bring
 * its libraries for compression to every machine that has sriovctl.
 */
#ifndef SRIOVCTL_TAR_H
#define SRIOVCTL_TAR_H

#include <stdio.h>

#include "util.h"

/* Append a file. Ends the program if @name has more than 99 bytes. */
void tar_add(FILE *to, const char *name, const char *content, size_t size);

/* What stands at the end. */
void tar_end(FILE *to);

#endif
