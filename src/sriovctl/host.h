/* SPDX-License-Identifier: GPL-2.0 */
/* What the host itself uses of a function: network interfaces and block devices. */
#ifndef SRIOVCTL_HOST_H
#define SRIOVCTL_HOST_H

#include "util.h"

/**
 * struct use - one use
 * @device: the interface or block device; NULL if it is not known
 * @text: what it is used for: "interface ens1v0 is up"
 * @advice: the command that ends the use
 */
struct use {
	char *device;
	char *text;
	char *advice;
};

/**
 * struct host - what the host has of a function
 * @interfaces: its network interfaces
 * @elsewhere: whether it has one in another network namespace, such as a container's
 * @disks: its block devices, without partitions
 * @use: what of these is in use
 * @nr_uses: how many uses
 */
struct host {
	struct strings interfaces;
	bool elsewhere;
	struct strings disks;
	struct use *use;
	size_t nr_uses;
};

#define __free_host	__attribute__((cleanup(host_free)))

struct host host_read(const char *address);
void host_free(struct host *host);

/* Whether a network interface is up. */
bool host_is_up(const char *interface);

#endif
