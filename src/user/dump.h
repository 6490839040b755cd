/* SPDX-License-Identifier: GPL-2.0 */
/* Reading "lspci -xxxx" dumps: one or several functions, perhaps with text. */
#ifndef USER_DUMP_H
#define USER_DUMP_H

#include <stdbool.h>
#include <stdio.h>

#include <linux/types.h>

#define DUMP_SIZE	4096

/**
 * struct dump - the configuration space of one function
 * @name: its address, with the domain
 * @size: bytes up to the end of the last line of figures; 0 if there is none
 * @bytes: the figures; zero where there is none
 */
struct dump {
	char name[32];
	unsigned int size;
	u8 bytes[DUMP_SIZE];
};

/**
 * dump_parse_function() - whether a line begins a function
 * @line: "01:00.0 Ethernet controller..." or "0000:01:00.0 ..."
 * @dump: its name is filled
 */
bool dump_parse_function(const char *line, struct dump *dump);

/* Take the bytes of "160: 10 00 01 00 ..."; other lines are passed over. */
void dump_parse_bytes(const char *line, struct dump *dump);

/**
 * dump_read() - read the next function of a dump
 * @file: where from; left before the function after it
 * @dump: filled
 *
 * Return: whether there was one.
 */
bool dump_read(FILE *file, struct dump *dump);

/**
 * dump_find() - read one function of a dump
 * @file: where from; it need not be one that can be wound back
 * @name: its address, as dump_parse_function() fills it; NULL for the first
 * @dump: filled
 *
 * Return: whether it is there.
 */
bool dump_find(FILE *file, const char *name, struct dump *dump);

/*
 * Whether the standard capabilities show a PCI Express function. No other has
 * extended capabilities, whatever the bytes from 0x100 on are.
 */
bool dump_is_pcie(const struct dump *dump);

/* Write the lines of figures that "lspci -xxxx" writes of a function. */
void dump_write_bytes(FILE *file, const struct dump *dump);

/* The same, with a first line that names the function. */
void dump_write(FILE *file, const struct dump *dump);

#endif
