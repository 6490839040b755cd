// SPDX-License-Identifier: GPL-2.0
/*
 * sriovctl - see and set the SR-IOV devices of this machine
 *
 * sriovctl(8) is its manual. This file has the commands.
 */
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "options.h"
#include "output.h"
#include "snapshot.h"
#include "sysfs.h"

static int cmd_help(const struct args *args);

/* All PFs, or those of a driver or a kind, instead of named ones */
#define OF_ALL	(OPTION_ALL | OPTION_DRIVER | OPTION_ID)
/* How a table looks */
#define OF_TABLE	(OPTION_OUTPUT | OPTION_NO_HEADINGS | OPTION_RAW)

static const struct command commands[] = {
	{ "list", "", "every PF, its VFs and what stands in their way",
	  cmd_list, 0, 0, OPTION_JSON | OF_TABLE | OPTION_FROM },
	{ "show", "PF", "every register of a PF's SR-IOV capability",
	  cmd_show, 1, 1, OPTION_JSON | OPTION_FROM },
	{ "vfs", "PF [N]", "each VF; with N, where N VFs would be",
	  cmd_vfs, 1, 2, OPTION_JSON | OF_TABLE },
	{ "explain", "PF [N]", "what stands in the way of N VFs, and what to do",
	  cmd_explain, 1, 2, OPTION_JSON | OPTION_FROM },
	{ "tree", "", "PFs and VFs below their bridges",
	  cmd_tree, 0, 0, OPTION_JSON },
	{ "metrics", "", "all figures, for Prometheus", cmd_metrics },
	{ "monitor", "", "a line for each event of PFs and VFs, until Ctrl-C",
	  cmd_monitor, 0, 0, OPTION_JSON },
	{ "capture", "[PF...]", "all that is known of PFs, as text for --from",
	  cmd_capture, 0, SIZE_MAX, OPTION_ANONYMOUS },
	{ "report", "", "what a report of a fault needs, as a tarball", cmd_report },
	{ "set", "PF... N", "enable N VFs; 0 disables all",
	  cmd_set, 2, SIZE_MAX, OPTION_FORCE | OF_ALL | OPTION_VF_DRIVER |
				OPTION_REPLACE | OPTION_DRY_RUN },
	{ "claim", "PF...", "have the sriov-pf driver bind a PF",
	  cmd_claim, 1, SIZE_MAX, OPTION_FORCE | OF_ALL },
	{ "release", "PF...", "undo claim", cmd_release, 1, SIZE_MAX, OPTION_ALL },
	{ "persist", "PF... N", "enable N VFs at every boot",
	  cmd_persist, 2, SIZE_MAX, OPTION_CLAIM | OPTION_SERIAL | OPTION_VF_DRIVER },
	{ "forget", "PF...", "undo persist", cmd_forget, 1, SIZE_MAX },
	{ "apply", "PF...", "enable now what persist keeps",
	  cmd_apply, 1, SIZE_MAX, OPTION_ALL | OPTION_RETRY | OPTION_WAIT },
	{ "help", "[COMMAND]", "this help, or that of a command", cmd_help, 0, 1 },
	/* Without help it is for programs alone. */
	{ "complete", "WORD...", NULL, cmd_complete, 1, SIZE_MAX },
};

#define NR_COMMANDS	ARRAY_SIZE(commands)

const struct command *command_at(size_t i)
{
	return i < NR_COMMANDS && commands[i].help ? &commands[i] : NULL;
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

		printf("  %-25s %s\n", command, commands[i].help);
	}
	putchar('\n');
	options_print();
	fputs("\n"
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

/* How a command is used, to be freed. */
static char *usage_of(const struct command *command)
{
	char *options __free_string = options_text(command->options);

	return xasprintf("sriovctl %s%s%s%s", command->name,
			 options[0] || command->usage[0] ? " " : "", options,
			 command->usage);
}

static int cmd_help(const struct args *args)
{
	const struct command *command;
	char *text __free_string = NULL;

	if (!args->count) {
		usage();
		return STATUS_OK;
	}
	command = find_command(args->words[0]);
	text = usage_of(command);
	printf("usage: %s\n  %s\n", text,
	       command->help ?: "what a shell offers in place of the last word");
	return STATUS_OK;
}

static unsigned int lowest(unsigned int bits)
{
	return bits & -bits;
}

static void check_options(const struct command *command, const struct args *args)
{
	unsigned int wrong = args->options & ~command->options;

	if (wrong)
		misuse("'%s' has no option '%s'", command->name,
		       option_name(lowest(wrong)));
	if (!(args->options & OPTION_ALL) &&
	    args->options & (OPTION_DRIVER | OPTION_ID))
		misuse("'--driver' and '--id' go with '--all'");
	if (args->options & OPTION_DRY_RUN && !(args->options & OPTION_REPLACE))
		misuse("'--dry-run' goes with '--replace'");
	if (args->options & OPTION_WAIT && !(args->options & OPTION_RETRY))
		misuse("'--wait' goes with '--retry'");
	if (args->options & OPTION_JSON && args->options & OF_TABLE)
		misuse("'--json' writes no table; leave out '%s'",
		       option_name(lowest(args->options & OF_TABLE)));
}

static void check_count(const struct command *command, const struct args *args)
{
	bool all = args->options & OPTION_ALL;
	/* --all stands for the PFs. */
	size_t least = command->least - all;
	size_t most = all ? least : command->most;

	if (args->count < least || args->count > most)
		misuse("'%s': wrong number of arguments; usage: %s", command->name,
		       usage_of(command));
}

static int run(const struct command *command, const struct args *args)
{
	check_options(command, args);
	check_count(command, args);
	if (args->from) {
		snapshot_load(args->from);
		pf_use_config();
	}
	sysfs_init();
	return command->run(args);
}

int main(int count, char **words)
{
	struct args args = {};
	int first, status = STATUS_OK;

	/* For the width of characters. All that is said is English. */
	setlocale(LC_CTYPE, "");
	first = options_read(count, words, &args);
	args.words = words + first + 1;
	args.count = count - first - 1;
	if (args.options & OPTION_HELP)
		usage();
	else if (args.options & OPTION_VERSION)
		printf("sriovctl %s\n", VERSION);
	else if (first == count)
		misuse("which command?");
	else
		status = run(find_command(words[first]), &args);
	close_output();
	return status;
}
