/* SPDX-License-Identifier: GPL-2.0 */
/* What identifies one device, and does not belong in a public report. */
#ifndef SRIOVCTL_SECRETS_H
#define SRIOVCTL_SECRETS_H

/*
 * Sets MAC addresses (6 bytes or more with colons between them) and serial numbers
 * (8 bytes with hyphens) in a text to zero.
 */
void secrets_blank(char *text);

#endif
