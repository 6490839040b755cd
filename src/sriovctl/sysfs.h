/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reading and writing sysfs. Each path is relative to the root of sysfs, and is
 * made as printf() makes a text.
 */
#ifndef SRIOVCTL_SYSFS_H
#define SRIOVCTL_SYSFS_H

#include "util.h"

#define CLASS	"class/sriov_pf"
#define PCI	"bus/pci"
#define DEVICES	PCI "/devices"

/* Open the root: $SRIOVCTL_SYSFS, or /sys. Ends the program if it is absent. */
void sysfs_init(void);

/* Where the root is. */
const char *sysfs_root(void);

/**
 * struct sysfs_dir - a directory that is kept open: to find the way to a file costs more
 * than to read it
 * @path: where it is, relative to the root
 * @fd: an O_PATH descriptor; -1 if it is absent
 */
struct sysfs_dir {
	char *path;
	int fd;
};

void sysfs_dir_open(struct sysfs_dir *dir, const char *format, ...) __printf(2, 3);
void sysfs_dir_close(struct sysfs_dir *dir);

/* sysfs_read() and sysfs_link() of what is in a directory */
char *sysfs_dir_read(const struct sysfs_dir *dir, const char *name);
char *sysfs_dir_link(const struct sysfs_dir *dir, const char *name);

/* All of a file in a directory, up to a page, to be freed; NULL if it cannot be read. */
char *sysfs_dir_read_page(const struct sysfs_dir *dir, const char *name);

/* The names of its files, or of those in a directory below it, sorted. */
struct strings sysfs_dir_files(const struct sysfs_dir *dir, const char *below);

/* The first line of a file; NULL if it cannot be read, or the line is empty. */
char *sysfs_read(const char *format, ...) __printf(1, 2);

/* All of a file; NULL if it cannot be read. */
char *sysfs_read_all(const char *format, ...) __printf(1, 2);

/* The last part of what a symbolic link holds; NULL if there is no such link. */
char *sysfs_link(const char *format, ...) __printf(1, 2);

/* What a symbolic link holds. */
char *sysfs_target(const char *format, ...) __printf(1, 2);

bool sysfs_exists(const char *format, ...) __printf(1, 2);
bool sysfs_is_directory(const char *format, ...) __printf(1, 2);

/* The names in a directory, sorted; none if it cannot be read. */
struct strings sysfs_names(const char *format, ...) __printf(1, 2);

/* A file descriptor to read from, or -1. */
int sysfs_open(const char *format, ...) __printf(1, 2);

/* Write a line. Return: 0 or the errno that the kernel answered. */
int sysfs_write(const char *text, const char *format, ...) __printf(2, 3);

/* Ends the program unless the file can be written. */
void sysfs_need_write(const char *command, const char *format, ...) __printf(2, 3);

#endif
