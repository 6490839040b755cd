/* SPDX-License-Identifier: GPL-2.0 */
/* What snapshot.c of sriovctl keeps, and which source pf.c has chosen, can be undone. */
#ifndef FUZZ_SNAPSHOT_H
#define FUZZ_SNAPSHOT_H

#include "../../src/sriovctl/snapshot.h"

/* Read a capture as snapshot_load() does, but not in the place of sysfs. */
void snapshot_parse(const u8 *data, size_t size);

/* Keep nothing; free it unless @is_freed. */
void snapshot_forget(bool is_freed);

/*
 * Make a tree of files below a directory, which becomes empty before. Nothing is made
 * outside, and no link leads outside.
 */
void snapshot_make_tree(const char *directory);

/* The next command chooses its source anew. */
void pf_forget_source(void);

#endif
