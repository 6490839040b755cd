/* SPDX-License-Identifier: GPL-2.0 */
/* Addresses of PCI functions, such as 0000:01:00.0, and their routing IDs. */
#ifndef SRIOVCTL_ADDRESS_H
#define SRIOVCTL_ADDRESS_H

#include "util.h"

/* The routing ID of a function: bus << 8 | devfn; false if @address is no address. */
bool address_parse(const char *address, uint32_t *domain, uint32_t *routing_id);

/* Likewise, of an address that the kernel gave. */
uint32_t address_routing_id(const char *address);

/* The address in the domain of @neighbour that has a routing ID, to be freed. */
char *address_beside(const char *neighbour, uint32_t routing_id);

bool address_same_domain(const char *a, const char *b);

#endif
