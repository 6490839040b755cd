/* SPDX-License-Identifier: GPL-2.0 */
/* The commands. */
#ifndef SRIOVCTL_CMD_H
#define SRIOVCTL_CMD_H

#include "pf.h"

/* Options, as bits that no letter has. */
enum {
	OPTION_JSON = 1 << 8,
	OPTION_FORCE = 1 << 9,
	OPTION_ALL = 1 << 10,
	OPTION_CLAIM = 1 << 11,
	OPTION_FROM = 1 << 12,
	OPTION_ANONYMOUS = 1 << 13,
	OPTION_DRIVER = 1 << 14,
	OPTION_ID = 1 << 15,
	OPTION_OUTPUT = 1 << 16,
	OPTION_NO_HEADINGS = 1 << 17,
	OPTION_RAW = 1 << 18,
	OPTION_HELP = 1 << 19,
	OPTION_VERSION = 1 << 20,
	OPTION_VF_DRIVER = 1 << 21,
	OPTION_RETRY = 1 << 22,
	OPTION_WAIT = 1 << 23,
	OPTION_SERIAL = 1 << 24,
	OPTION_REPLACE = 1 << 25,
	OPTION_DRY_RUN = 1 << 26,
};

/**
 * struct args - what a command was given
 * @options: the options
 * @words: the arguments
 * @count: how many
 * @from: the file to be read in the place of sysfs, or NULL
 * @driver: of --all, those with this driver; or NULL
 * @id: of --all, those with this VENDOR:DEVICE; or NULL
 * @output: the columns that are wanted, or NULL
 * @retry: how many times to try again, or NULL
 * @wait: the seconds before each time, or NULL
 * @vf_driver: the driver that VFs are to get, "" for any; or NULL
 */
struct args {
	unsigned int options;
	char **words;
	size_t count;
	const char *from;
	const char *driver;
	const char *id;
	const char *output;
	const char *retry;
	const char *wait;
	const char *vf_driver;
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

/* Each returns the exit status. */
int cmd_list(const struct args *args);
int cmd_show(const struct args *args);
int cmd_vfs(const struct args *args);
int cmd_explain(const struct args *args);
int cmd_tree(const struct args *args);
int cmd_metrics(const struct args *args);
int cmd_monitor(const struct args *args);
int cmd_capture(const struct args *args);
int cmd_report(const struct args *args);
int cmd_set(const struct args *args);
int cmd_apply(const struct args *args);
int cmd_claim(const struct args *args);
int cmd_release(const struct args *args);
int cmd_persist(const struct args *args);
int cmd_forget(const struct args *args);
int cmd_complete(const struct args *args);

/*
 * Sets the number of VFs, and their driver unless it is NULL. Says what it did, or why it
 * failed. Return: the exit status.
 */
int set_vfs(struct pf *pf, uint16_t wanted, const char *vf_driver);

/* Whether something uses the VFs of a PF, which is then said; never with OPTION_FORCE. */
bool vfs_are_used(struct pf *pf, const struct args *args);

/* Ends the program: the command line is wrong. */
void __noreturn misuse(const char *format, ...) __printf(1, 2);

/* A number of VFs as the registers can hold one; or the program ends. */
uint16_t parse_vfs(const char *text);

/* Ends the program if more than TotalVFs are meant. */
void need_vfs_of(struct pf *pf, uint64_t vfs);

#endif
