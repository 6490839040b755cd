// SPDX-License-Identifier: GPL-2.0
/*
 * sriovctl complete: what a shell offers in the place of the last word. The scripts in
 * scripts/completion call it. Each line is a word, and perhaps a tab and what it means;
 * ":files" is all names of files.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "claims.h"
#include "cmd.h"
#include "kept.h"
#include "names.h"
#include "options.h"
#include "snapshot.h"
#include "sysfs.h"

/**
 * struct line - what stands on the command line before the word that is completed
 * @command: the command; NULL if there is none yet
 * @words: its arguments; the caller of args owns them
 * @count: how many
 * @option: the option whose value is completed; or 0
 * @from: the value of --from; or NULL
 */
struct line {
	const struct command *command;
	const char *words[64];
	size_t count;
	unsigned int option;
	const char *from;
};

/* For a word that is none, nothing is offered. */
static const struct command *find_command(const char *name)
{
	static const struct command none = { .name = "", .usage = "" };
	size_t i;

	for (i = 0; command_at(i); i++)
		if (!strcmp(command_at(i)->name, name))
			return command_at(i);
	return &none;
}

static void take_word(struct line *line, const char *word)
{
	if (line->option) {
		if (line->option == OPTION_FROM)
			line->from = word;
		line->option = 0;
	} else if (word[0] == '-') {
		line->option = option_with_value(word);
	} else if (!line->command) {
		line->command = find_command(word);
	} else if (line->count < ARRAY_SIZE(line->words)) {
		line->words[line->count++] = word;
	}
}

static void offer(const char *word, const char *meaning)
{
	printf("%s%s%s\n", word, is_empty(meaning) ? "" : "\t", meaning ?: "");
}

static void offer_commands(void)
{
	size_t i;

	for (i = 0; command_at(i); i++)
		offer(command_at(i)->name, command_at(i)->help);
}

/* Those of the command; before there is one, those that need none, and --json. */
static void offer_options(const struct command *command)
{
	struct strings names __free_strings =
		option_names(command ? command->options :
			     OPTION_JSON | OPTION_HELP | OPTION_VERSION);
	size_t i;

	for (i = 0; i < names.count; i++)
		offer(names.item[i], NULL);
}

static bool is_given(const struct line *line, const char *word)
{
	size_t i;

	for (i = 0; i < line->count; i++)
		if (!strcmp(line->words[i], word))
			return true;
	return false;
}

/* Devices that are not there have no name. */
static void offer_pfs(const struct line *line)
{
	struct strings pfs __free_strings = {};
	size_t i;

	if (!strcmp(line->command->name, "forget"))
		pfs = kept_all();
	else if (!strcmp(line->command->name, "release"))
		pfs = claims_all();
	else
		pfs = pf_all();

	for (i = 0; i < pfs.count; i++) {
		struct pf *pf __free_pf = pf_of_device(pfs.item[i]);
		char *name __free_string = name_of_device(pf);

		if (!is_given(line, pfs.item[i]))
			offer(pfs.item[i], name);
	}
}

/* The numbers that are likely: none, and all that the last PF can have. */
static void offer_numbers(const struct line *line)
{
	struct strings pfs __free_strings = pf_all();
	struct pf *pf __free_pf = NULL;
	uint64_t total;

	if (!line->count || !strings_have(&pfs, line->words[line->count - 1]))
		return;

	pf = pf_open(line->words[line->count - 1]);
	total = pf_number(pf, "total_vfs", 0);
	offer("0", NULL);
	if (total)
		printf("%" PRIu64 "\n", total);
}

static void offer_drivers(void)
{
	struct strings pfs __free_strings = pf_all();
	struct strings drivers __free_strings = {};
	size_t i;

	for (i = 0; i < pfs.count; i++) {
		char *driver __free_string = driver_of(pfs.item[i]);

		if (!driver || strings_have(&drivers, driver))
			continue;
		offer(driver, NULL);
		strings_add(&drivers, xstrdup(driver));
	}
}

static void offer_ids(void)
{
	struct strings pfs __free_strings = pf_all();
	struct strings all __free_strings = {};
	size_t i;

	for (i = 0; i < pfs.count; i++) {
		struct pf *pf __free_pf = pf_open(pfs.item[i]);
		char *ids = pf_ids(pf);
		char *name __free_string = name_of_device(pf);

		if (!strings_have(&all, ids))
			offer(ids, name);
		strings_add(&all, ids);
	}
}

static void offer_vf_drivers(void)
{
	struct strings drivers __free_strings = sysfs_names(PCI "/drivers");
	size_t i;

	for (i = 0; i < drivers.count; i++)
		offer(drivers.item[i], NULL);
}

static void offer_values(unsigned int option)
{
	switch (option) {
	case OPTION_FROM:
		offer(":files", NULL);
		break;
	case OPTION_DRIVER:
		offer_drivers();
		break;
	case OPTION_ID:
		offer_ids();
		break;
	case OPTION_VF_DRIVER:
		offer_vf_drivers();
		break;
	default:
		break;
	}
}

/* The usage of a command, "PF... N", says what its arguments are. */
static void offer_arguments(const struct line *line)
{
	char *usage __free_string = xstrdup(line->command->usage);
	char *word, *rest = usage;
	size_t place = 0;
	bool repeated;

	while ((word = strsep(&rest, " "))) {
		if (!*word)
			continue;
		repeated = strstr(word, "...");
		word += *word == '[';
		if (place == line->count || (repeated && place < line->count)) {
			if (!strncmp(word, "PF", 2))
				offer_pfs(line);
			if (!strncmp(word, "COMMAND", 7))
				offer_commands();
		}
		/* After PFs that may be any number of them, the number is the last word. */
		if (*word == 'N' && line->count && place <= line->count)
			offer_numbers(line);
		place++;
	}
}

int cmd_complete(const struct args *args)
{
	const char *last = args->words[args->count - 1];
	struct line line = {};
	size_t i;

	for (i = 0; i + 1 < args->count; i++)
		take_word(&line, args->words[i]);
	if (line.from && !line.option) {
		snapshot_load(line.from);
		pf_use_config();
	}
	if (line.option)
		offer_values(line.option);
	else if (last[0] == '-')
		offer_options(line.command);
	else if (!line.command)
		offer_commands();
	else
		offer_arguments(&line);
	return STATUS_OK;
}
