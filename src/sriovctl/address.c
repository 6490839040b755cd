// SPDX-License-Identifier: GPL-2.0
/* Addresses of PCI functions, and their routing IDs. */
#include <stdio.h>

#include "address.h"

bool address_parse(const char *address, uint32_t *domain, uint32_t *routing_id)
{
	unsigned int bus, device, function;
	int end = 0;

	if (sscanf(address, "%x:%2x:%2x.%1x%n", domain, &bus, &device, &function,
		   &end) != 4 || address[end])
		return false;

	*routing_id = bus << 8 | device << 3 | function;
	return true;
}

uint32_t address_routing_id(const char *address)
{
	uint32_t domain, routing_id;

	return address_parse(address, &domain, &routing_id) ? routing_id : 0;
}

char *address_beside(const char *neighbour, uint32_t routing_id)
{
	uint32_t domain = 0, unused;

	address_parse(neighbour, &domain, &unused);
	return xasprintf("%04x:%02x:%02x.%x", domain, routing_id >> 8,
			 routing_id >> 3 & 0x1f, routing_id & 7);
}

bool address_same_domain(const char *a, const char *b)
{
	uint32_t domain_a, domain_b, unused;

	return address_parse(a, &domain_a, &unused) &&
	       address_parse(b, &domain_b, &unused) && domain_a == domain_b;
}
