// SPDX-License-Identifier: GPL-2.0
/* What the host itself uses of a function: network interfaces and block devices. */
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "class.h"
#include "host.h"
#include "mounts.h"
#include "sysfs.h"

/* Devices can be stacked: a file system on LVM on encryption on RAID on a disk. */
#define DEEPEST		8

/* Takes @text and @advice over. */
static void add_use(struct host *host, const char *device, char *text, char *advice)
{
	host->use = xrealloc(host->use, (host->nr_uses + 1) * sizeof(*host->use));
	host->use[host->nr_uses++] = (struct use){
		.device = copy_text(device),
		.text = text,
		.advice = advice,
	};
}

bool host_is_up(const char *interface)
{
	char *flags __free_string = sysfs_read("class/net/%s/flags", interface);
	uint64_t value;

	return parse_number(flags, 0, &value) && value & IFF_UP;
}

/* sysfs shows the interfaces of one network namespace, but their directory always. */
static void read_interfaces(struct host *host, const char *address)
{
	size_t i;

	host->interfaces = class_devices("net", address);
	for (i = 0; i < host->interfaces.count; i++) {
		const char *name = host->interfaces.item[i];

		if (host_is_up(name))
			add_use(host, name, xasprintf("interface %s is up", name),
				xasprintf("ip link set %s down", name));
	}
	host->elsewhere = !host->interfaces.count &&
			  sysfs_is_directory(DEVICES "/%s/net", address);
	if (host->elsewhere)
		add_use(host, NULL,
			xstrdup("its interface is in another network namespace"),
			xstrdup("stop the container that has it"));
}

static void add_block_uses(struct host *host, const char *disk, const char *name,
			   unsigned int depth);

/* What stands on a block device: what that is used for, or else that it is there. */
static void add_holder(struct host *host, const char *disk, const char *name,
		       const char *holder, unsigned int depth)
{
	char *mapped __free_string = sysfs_read("class/block/%s/dm/name", holder);
	size_t before = host->nr_uses;

	add_block_uses(host, disk, holder, depth + 1);
	if (host->nr_uses > before)
		return;

	if (mapped)
		add_use(host, disk,
			xasprintf("%s is part of %s (%s)", name, holder, mapped),
			xasprintf("dmsetup remove %s, if nothing needs it", mapped));
	else
		add_use(host, disk, xasprintf("%s is part of %s", name, holder),
			xasprintf("mdadm --stop /dev/%s, if nothing needs it",
				  holder));
}

static void add_block_uses(struct host *host, const char *disk, const char *name,
			   unsigned int depth)
{
	char *mapped __free_string = sysfs_read("class/block/%s/dm/name", name);
	struct strings holders __free_strings = {};
	const char *point = mounts_find(name, mapped);
	size_t i;

	if (point)
		add_use(host, disk, xasprintf("%s is mounted on %s", name, point),
			xasprintf("umount %s", point));
	if (mounts_have_swap(name, mapped))
		add_use(host, disk, xasprintf("%s is used as swap", name),
			xasprintf("swapoff /dev/%s", name));
	if (depth == DEEPEST)
		return;

	holders = sysfs_names("class/block/%s/holders", name);
	for (i = 0; i < holders.count; i++)
		add_holder(host, disk, name, holders.item[i], depth);
}

static bool is_partition(const char *name)
{
	return sysfs_exists("class/block/%s/partition", name);
}

static void add_disk(struct host *host, const char *disk)
{
	struct strings names __free_strings = sysfs_names("class/block/%s", disk);
	size_t i;

	strings_add(&host->disks, xstrdup(disk));
	add_block_uses(host, disk, disk, 0);
	for (i = 0; i < names.count; i++)
		if (!strncmp(names.item[i], disk, strlen(disk)) &&
		    is_partition(names.item[i]))
			add_block_uses(host, disk, names.item[i], 0);
}

/*
 * With the kernel's NVMe multipath, "nvme0c1n2" is one path to the disk "nvme0n2", which
 * belongs to no function.
 */
static char *disk_of_path(const char *name)
{
	unsigned int subsystem, controller, namespace;
	int end = 0;

	if (sscanf(name, "nvme%uc%un%u%n", &subsystem, &controller, &namespace,
		   &end) == 3 && !name[end])
		return xasprintf("nvme%un%u", subsystem, namespace);
	return xstrdup(name);
}

static void read_disks(struct host *host, const char *address)
{
	struct strings names __free_strings = class_devices("block", address);
	size_t i;

	for (i = 0; i < names.count; i++) {
		char *disk __free_string = disk_of_path(names.item[i]);

		if (!is_partition(disk) && !strings_have(&host->disks, disk))
			add_disk(host, disk);
	}
}

struct host host_read(const char *address)
{
	struct host host = {};

	read_interfaces(&host, address);
	read_disks(&host, address);
	return host;
}

void host_free(struct host *host)
{
	size_t i;

	strings_free(&host->interfaces);
	strings_free(&host->disks);
	for (i = 0; i < host->nr_uses; i++) {
		free(host->use[i].device);
		free(host->use[i].text);
		free(host->use[i].advice);
	}
	free(host->use);
	*host = (struct host){};
}
