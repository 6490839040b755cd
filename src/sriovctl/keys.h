/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOVCTL_KEYS_H
#define SRIOVCTL_KEYS_H

#include "pf.h"

/**
 * keys_learn() - learn what the module's file "uevent" says of a PF
 * @pf: the PF
 * @text: all of the file. It is changed, and may move
 *
 * Keys that are not known change nothing; nor does a file without ours.
 *
 * Return: @text, which must stay as long as @pf is open
 */
char *keys_learn(struct pf *pf, char *text);

#endif
