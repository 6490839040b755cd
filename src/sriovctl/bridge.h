/* SPDX-License-Identifier: GPL-2.0 */
/* The bridges above a function. */
#ifndef SRIOVCTL_BRIDGE_H
#define SRIOVCTL_BRIDGE_H

/* The bridge above a function, to be freed; NULL if it is on a root bus. */
char *bridge_above(const char *address);

#endif
