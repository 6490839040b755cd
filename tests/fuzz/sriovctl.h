/* SPDX-License-Identifier: GPL-2.0 */
/* Commands of sriovctl, for one input of the fuzzer. */
#ifndef FUZZ_SRIOVCTL_H
#define FUZZ_SRIOVCTL_H

#include "../../src/sriovctl/cmd.h"

/*
 * Run a function in a child, for sriovctl keeps what it has read as long as it runs. The
 * coverage of the child becomes that of this process. Ends like the child if that crashes.
 */
void sriovctl_in_child(void (*function)(const u8 *data, size_t size), const u8 *data,
		       size_t size);

/*
 * Run a command with up to two words; NULL for none. The build renames exit() to
 * sriovctl_exit(), which comes back here. Return: the exit status.
 */
int sriovctl_run(int (*command)(const struct args *args), unsigned int options,
		 const char *word, const char *second);

#endif
