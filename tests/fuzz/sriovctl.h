/* SPDX-License-Identifier: GPL-2.0 */
/* Commands of sriovctl, one after the other in one process. */
#ifndef FUZZ_SRIOVCTL_H
#define FUZZ_SRIOVCTL_H

#include "../../src/sriovctl/cmd.h"

/* From now on what a command leaves behind is freed when it ends by exit(). */
void sriovctl_watch(void);

/*
 * Run a command with up to two words; NULL for none. The build renames exit() to
 * sriovctl_exit(), which comes back here. Return: the exit status.
 */
int sriovctl_run(int (*command)(const struct args *args), unsigned int options,
		 const char *word, const char *second);

/* Whether the last command ended by exit(): all that it had allocated is freed. */
bool sriovctl_has_died(void);

#endif
