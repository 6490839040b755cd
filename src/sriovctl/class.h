/* SPDX-License-Identifier: GPL-2.0 */
/* Network interfaces and block devices: which PCI function each belongs to. */
#ifndef SRIOVCTL_CLASS_H
#define SRIOVCTL_CLASS_H

#include "util.h"

/* The function that a device of a class belongs to, to be freed; NULL if none. */
char *class_address(const char *class, const char *name);

/*
 * The devices of a class that belong to a function, in the order of their names. Each
 * class is read once.
 */
struct strings class_devices(const char *class, const char *address);

#endif
