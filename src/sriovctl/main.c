// SPDX-License-Identifier: GPL-2.0
/*
 * sriovctl - see and set the SR-IOV devices of this machine
 *
 * sriovctl(8) is its manual. This file reads the command line.
 */
#include <getopt.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "output.h"
#include "snapshot.h"
#include "sysfs.h"

static int cmd_help(const struct args *args);

/* All PFs, or those of a driver or a kind, instead of named ones */
#define OF_ALL	(OPTION_ALL | OPTION_DRIVER | OPTION_ID)

static const struct command commands[] = {
	{ "list", "", "every PF, its VFs and what stands in their way",
	  cmd_list, 0, 0, OPTION_JSON | OPTION_FROM },
	{ "show", "PF", "every register of a PF's SR-IOV capability",
	  cmd_show, 1, 1, OPTION_JSON | OPTION_FROM },
	{ "vfs", "PF [N]", "each VF; with N, where N of them would be",
	  cmd_vfs, 1, 2, OPTION_JSON },
	{ "explain", "PF [N]", "what stands in the way of N VFs, and what to do",
	  cmd_explain, 1, 2, OPTION_JSON | OPTION_FROM },
	{ "tree", "", "PFs and VFs below their bridges",
	  cmd_tree, 0, 0, OPTION_JSON },
	{ "metrics", "", "all figures, for Prometheus", cmd_metrics },
	{ "monitor", "", "a line for each event of PFs and VFs, until Ctrl-C",
	  cmd_monitor, 0, 0, OPTION_JSON },
	{ "capture", "[PF...]", "all that is known of PFs, as text for --from",
	  cmd_capture, 0, SIZE_MAX, OPTION_ANONYMOUS },
	{ "set", "PF... N", "enable N VFs; 0 disables all",
	  cmd_set, 2, SIZE_MAX, OF_ALL },
	{ "claim", "[--force] PF...", "have the sriov-pf driver bind a PF",
	  cmd_claim, 1, SIZE_MAX, OPTION_FORCE | OF_ALL },
	{ "release", "PF...|--all", "give a PF back",
	  cmd_release, 1, SIZE_MAX, OPTION_ALL },
	{ "persist", "[--claim] PF... N", "enable N VFs at every boot",
	  cmd_persist, 2, SIZE_MAX, OPTION_CLAIM },
	{ "forget", "PF...", "no longer", cmd_forget, 1, SIZE_MAX },
	{ "help", "[COMMAND]", "this, or how a command is used", cmd_help, 0, 1 },
	/* Without help it is for programs alone. */
	{ "complete", "WORD...", NULL, cmd_complete, 1, SIZE_MAX },
};

#define NR_COMMANDS	ARRAY_SIZE(commands)

const struct command *command_at(size_t i)
{
	return i < NR_COMMANDS && commands[i].help ? &commands[i] : NULL;
}

/* Options of commands have the value of their bit; letters are larger. */
static const struct option options[] = {
	{ "json", no_argument, NULL, OPTION_JSON },
	{ "force", no_argument, NULL, OPTION_FORCE },
	{ "all", no_argument, NULL, OPTION_ALL },
	{ "claim", no_argument, NULL, OPTION_CLAIM },
	{ "from", required_argument, NULL, OPTION_FROM },
	{ "driver", required_argument, NULL, OPTION_DRIVER },
	{ "id", required_argument, NULL, OPTION_ID },
	{ "anonymous", no_argument, NULL, OPTION_ANONYMOUS },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{}
};

const struct option *command_options(void)
{
	return options;
}

void misuse(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		text = NULL;
	va_end(args);
	die(STATUS_USAGE, "%s; see 'sriovctl --help'", text ?: "");
}

uint16_t parse_vfs(const char *text)
{
	bool is_number = text[0] && strspn(text, "0123456789") == strlen(text) &&
			 (text[0] != '0' || !text[1]);
	uint64_t value;

	if (!is_number || !parse_number(text, 10, &value) || value > UINT16_MAX)
		misuse("'%s' is not a number of VFs", text);
	return value;
}

void need_vfs_of(struct pf *pf, uint64_t vfs)
{
	uint64_t total = pf_number(pf, "total_vfs", 0);
	char *most __free_string = vfs_text(total);

	if (vfs > total)
		die(STATUS_FAILURE, "%s has at most %s", pf->address, most);
}

static void usage(void)
{
	size_t i;

	printf("usage: sriovctl [OPTION...] COMMAND [ARGUMENT...]\n\n");
	for (i = 0; command_at(i); i++) {
		char *command __free_string =
			xasprintf("%s %s", commands[i].name, commands[i].usage);

		printf("  %-22s %s\n", command, commands[i].help);
	}
	fputs("\n"
	      "  --json                 from list, show, vfs, explain, tree and monitor\n"
	      "  --from FILE            list, show, explain: of an 'lspci -xxxx' or a capture\n"
	      "  --anonymous            capture: without serial numbers\n"
	      "  --force                claim: from another driver\n"
	      "  --all                  set, claim: every PF; release: every one that is claimed\n"
	      "  --driver NAME          of --all: those that have this driver\n"
	      "  --id VENDOR:DEVICE     of --all: those with these ids\n"
	      "  --claim                persist: claim the PF at every boot\n"
	      "  -h, --help             this\n"
	      "  -V, --version          the version\n"
	      "\n"
	      "PF is an address (0000:01:00.0 or 01:00.0) or the unique beginning of one, a\n"
	      "network interface, a block device, or a serial number.\n"
	      "sriovctl(8) says the rest.\n", stdout);
}

static const struct command *find_command(const char *name)
{
	size_t i;

	for (i = 0; i < NR_COMMANDS; i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	misuse("there is no command '%s'", name);
}

static int cmd_help(const struct args *args)
{
	const struct command *command;

	if (!args->count) {
		usage();
		return STATUS_OK;
	}
	command = find_command(args->words[0]);
	printf("usage: sriovctl %s%s%s%s%s%s\n  %s\n", command->name,
	       command->options & OPTION_JSON ? " [--json]" : "",
	       command->options & OPTION_FROM ? " [--from FILE]" : "",
	       command->options & OPTION_ANONYMOUS ? " [--anonymous]" : "",
	       command->usage[0] ? " " : "", command->usage,
	       command->help ?: "what a shell offers in the place of the last word");
	return STATUS_OK;
}

static void __noreturn end(void)
{
	close_output();
	exit(STATUS_OK);
}

/* The option that getopt_long() did not know. */
static void __noreturn unknown_option(char **words)
{
	if (optopt == OPTION_FROM)
		misuse("'--from' wants a file");
	if (optopt == OPTION_DRIVER)
		misuse("'--driver' wants the name of a driver");
	if (optopt == OPTION_ID)
		misuse("'--id' wants VENDOR:DEVICE");
	if (optopt)
		misuse("there is no option '-%c'", optopt);
	misuse("there is no option '%s'", words[optind - 1]);
}

/* What options were given, or NULL; --from: the file in the place of sysfs */
static const char *from, *driver, *id;

static void take_argument(int option, const char *argument)
{
	if (option == OPTION_FROM)
		from = argument;
	if (option == OPTION_DRIVER)
		driver = argument;
	if (option == OPTION_ID)
		id = argument;
}

static unsigned int read_options(int count, char **words)
{
	unsigned int given = 0;
	int option;

	opterr = 0;
	while ((option = getopt_long(count, words, "hV", options, NULL)) != -1) {
		switch (option) {
		case 'h':
			usage();
			end();
		case 'V':
			printf("sriovctl %s\n", VERSION);
			end();
		case '?':
			unknown_option(words);
		default:
			take_argument(option, optarg);
			given |= option;
		}
	}
	return given;
}

static const char *option_name(unsigned int bit)
{
	const struct option *option;

	for (option = options; option->name; option++)
		if ((unsigned int)option->val == bit)
			return option->name;
	return "";
}

static void check_args(const struct command *command, const struct args *args)
{
	unsigned int wrong = args->options & ~command->options;
	bool all = args->options & OPTION_ALL;
	/* --all stands for the PFs. */
	size_t least = command->least - all;
	size_t most = all ? least : command->most;

	if (wrong)
		misuse("'%s' has no option '--%s'", command->name,
		       option_name(wrong & -wrong));
	if (!all && args->options & (OPTION_DRIVER | OPTION_ID))
		misuse("'--driver' and '--id' go with '--all'");
	if (args->count < least || args->count > most)
		misuse("'%s': wrong number of arguments; usage: sriovctl %s%s%s",
		       command->name, command->name,
		       command->usage[0] ? " " : "", command->usage);
}

int main(int count, char **words)
{
	unsigned int given;
	const struct command *command;
	struct args args;
	int status;

	setlocale(LC_ALL, "");
	given = read_options(count, words);
	if (optind == count)
		misuse("which command?");

	command = find_command(words[optind]);
	args = (struct args){
		.options = given,
		.words = words + optind + 1,
		.count = count - optind - 1,
		.driver = driver,
		.id = id,
	};
	check_args(command, &args);
	if (from) {
		snapshot_load(from);
		pf_use_config();
	}
	sysfs_init();
	status = command->run(&args);
	close_output();
	return status;
}
