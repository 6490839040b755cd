/* SPDX-License-Identifier: GPL-2.0 */
/* The address space of a PCI function, by its "resource" file. */
#ifndef SRIOVCTL_RESOURCE_H
#define SRIOVCTL_RESOURCE_H

#include "util.h"

/* Places in the kernel's pci_dev->resource[], which the lines of the file are. */
#define RESOURCE_VF_BAR		7
#define RESOURCE_WINDOW		13
#define MAX_RESOURCES		17

/**
 * struct resource - one line
 * @size: in bytes; 0 if there is no such resource
 * @assigned: whether it has a place in the address space
 * @memory: whether it is memory
 * @prefetchable: whether reads have no side effects
 */
struct resource {
	uint64_t size;
	bool assigned;
	bool memory;
	bool prefetchable;
};

/* Those of a function. */
void resource_read(const char *address, struct resource resources[MAX_RESOURCES]);

#endif
