/* SPDX-License-Identifier: GPL-2.0 */
/* The PFs that a command is to change: named ones, or all of a kind. */
#ifndef SRIOVCTL_TARGETS_H
#define SRIOVCTL_TARGETS_H

#include "cmd.h"

/**
 * targets_find() - the PFs that are meant
 * @args: what the command was given
 * @others: how many words at the end name no PF
 *
 * Ends the program, before anything is changed, if one word means no PF or several,
 * or if --all means none. Return: the addresses, each once.
 */
struct strings targets_find(const struct args *args, size_t others);

#endif
