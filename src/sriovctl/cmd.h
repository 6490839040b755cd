/* SPDX-License-Identifier: GPL-2.0 */
/* The commands. */
#ifndef SRIOVCTL_CMD_H
#define SRIOVCTL_CMD_H

#include <getopt.h>

#include "pf.h"

/* Options of commands, as bits. */
enum {
	OPTION_JSON = 1 << 0,
	OPTION_FORCE = 1 << 1,
	OPTION_ALL = 1 << 2,
	OPTION_CLAIM = 1 << 3,
	OPTION_FROM = 1 << 4,
	OPTION_ANONYMOUS = 1 << 5,
	OPTION_DRIVER = 1 << 6,
	OPTION_ID = 1 << 7,
};

/**
 * struct args - what a command was given
 * @options: the options
 * @words: the arguments
 * @count: how many
 * @driver: of --all, those with this driver; or NULL
 * @id: of --all, those with this VENDOR:DEVICE; or NULL
 */
struct args {
	unsigned int options;
	char **words;
	size_t count;
	const char *driver;
	const char *id;
};

/**
 * struct command - a command
 * @name: its name
 * @usage: what follows the name
 * @help: what it does; NULL if it is for programs alone
 * @run: does it
 * @least: how many arguments it takes at least
 * @most: and at most
 * @options: the options that it has, as bits
 */
struct command {
	const char *name;
	const char *usage;
	const char *help;
	int (*run)(const struct args *args);
	size_t least;
	size_t most;
	unsigned int options;
};

/* The commands that are for people, in order; NULL after the last. */
const struct command *command_at(size_t i);

/* All options; those of commands have their bit as value. */
const struct option *command_options(void);

/* Each returns the exit status. */
int cmd_list(const struct args *args);
int cmd_show(const struct args *args);
int cmd_vfs(const struct args *args);
int cmd_explain(const struct args *args);
int cmd_tree(const struct args *args);
int cmd_metrics(const struct args *args);
int cmd_monitor(const struct args *args);
int cmd_capture(const struct args *args);
int cmd_set(const struct args *args);
int cmd_claim(const struct args *args);
int cmd_release(const struct args *args);
int cmd_persist(const struct args *args);
int cmd_forget(const struct args *args);
int cmd_complete(const struct args *args);

/* Ends the program: the command line is wrong. */
void __noreturn misuse(const char *format, ...) __printf(1, 2);

/* A number of VFs as the registers can hold one; or the program ends. */
uint16_t parse_vfs(const char *text);

/* Ends the program if more than TotalVFs are meant. */
void need_vfs_of(struct pf *pf, uint64_t vfs);

#endif
