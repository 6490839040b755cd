/* SPDX-License-Identifier: GPL-2.0 */
/* The programs that have vfio devices open. */
#ifndef SRIOVCTL_PROCESS_H
#define SRIOVCTL_PROCESS_H

#include "util.h"

/**
 * struct process - a program that has a vfio device open
 * @pid: its process id
 * @name: its name, as the kernel has it
 * @domain: the libvirt domain that it runs, or NULL
 * @container: the container that it is in, or NULL
 */
struct process {
	unsigned int pid;
	char *name;
	char *domain;
	char *container;
};

/**
 * struct processes - some of them
 * @item: they; valid until the program ends
 * @count: how many
 */
struct processes {
	const struct process **item;
	size_t count;
};

#define __free_processes	__attribute__((cleanup(processes_free)))

/**
 * processes_add() - append those that have a file below /dev/vfio open
 * @to: where to; none is appended twice
 * @file: "12" or "devices/vfio3"
 *
 * All of /proc is read once. Only root finds the processes of others.
 */
void processes_add(struct processes *to, const char *file);

void processes_free(struct processes *processes);

/* "qemu-system-x86 (pid 393), libvirt domain web"; to be freed. */
char *process_text(const struct process *process);

#endif
