/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What sysfs said of PCI devices, kept in a text file: "sriovctl capture" writes it,
 * "--from" reads it, or an "lspci -xxxx" dump, in the place of sysfs.
 *
 * The text is such a dump. After the line that begins a function stand lines of what
 * sysfs said of it, each with a tab before it, and lspci passes over these:
 *
 *	0000:01:00.0 Ethernet controller
 *		driver -> ../../../bus/pci/drivers/igb
 *		vendor = 0x8086
 *		resource | 0x00000000fe000000 0x00000000fe01ffff 0x0000000000040200
 *		vfio-dev / vfio0
 *	00: 86 80 c9 10 ...
 *
 * "=" is a file of one line, "|" one of several, "->" a link, "/" the names in a
 * directory. Such lines before the first function are of no device.
 */
#ifndef SRIOVCTL_SNAPSHOT_H
#define SRIOVCTL_SNAPSHOT_H

#include <stdio.h>

#include "util.h"

enum snapshot_kind {
	SNAPSHOT_FILE,
	SNAPSHOT_LINK,
	SNAPSHOT_NAMES,
};

/* Read a file, or standard input for "-". Ends the program if that fails. */
void snapshot_load(const char *path);

/* Whether a file stands in the place of sysfs. */
bool snapshot_is_loaded(void);

/* What is kept of a path of sysfs; NULL if nothing is. */
const char *snapshot_get(enum snapshot_kind kind, const char *path);

/* Whether anything is kept of a path, or below it. */
bool snapshot_has(const char *path);

/* The addresses of all functions whose configuration space is kept, sorted. */
struct strings snapshot_devices(void);

/* A function's configuration space; NULL if it is not kept. */
const unsigned char *snapshot_config(const char *address, size_t *size);

/* Whether nothing is kept of a function but its configuration space. */
bool snapshot_is_dump(const char *address);

/* From now on keep what is read. */
void snapshot_record(void);
bool snapshot_is_recording(void);
void snapshot_add(enum snapshot_kind kind, const char *path, const char *text);
void snapshot_add_config(const char *address, const unsigned char *bytes,
			 size_t size);

/* Set each Device Serial Number (7.9.3) to zero. */
void snapshot_drop_serial_numbers(void);

/**
 * snapshot_write() - write all that is kept
 * @to: where to
 * @title: the text after a function's address, to be freed
 */
void snapshot_write(FILE *to, char *(*title)(const char *address));

#endif
