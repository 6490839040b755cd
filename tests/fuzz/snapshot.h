/* SPDX-License-Identifier: GPL-2.0 */
/* A tree of files, made of what snapshot.c of sriovctl has read. */
#ifndef FUZZ_SNAPSHOT_H
#define FUZZ_SNAPSHOT_H

#include "../../src/sriovctl/snapshot.h"

/* Read a capture as snapshot_load() does, but not in the place of sysfs. */
void snapshot_parse(const u8 *data, size_t size);

/* Keep nothing. */
void snapshot_forget(void);

/*
 * Make a tree of files below a directory, which becomes empty before. Nothing is made
 * outside, and no link leads outside.
 */
void snapshot_make_tree(const char *directory);

/* Remove all that is below a directory. */
void snapshot_empty_tree(const char *directory);

#endif
