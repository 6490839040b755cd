/* SPDX-License-Identifier: GPL-2.0 */
/* Changing the number of VFs of a PF that has VFs. */
#ifndef SRIOVCTL_REPLACE_H
#define SRIOVCTL_REPLACE_H

#include "cmd.h"

/*
 * Removes the VFs of a PF and makes @wanted new ones; if that fails, makes as many as
 * there were. Says first what is lost. With OPTION_DRY_RUN, that is all.
 *
 * Return: the exit status.
 */
int replace_vfs(struct pf *pf, uint16_t wanted, const struct args *args);

#endif
