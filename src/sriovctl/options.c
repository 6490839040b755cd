// SPDX-License-Identifier: GPL-2.0
/* The options of the command line. */
#include <ctype.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"

/**
 * struct known - an option
 * @name: its name, with hyphens
 * @letter: its short name, or 0
 * @bit: its bit in struct args
 * @argument: what it takes, or NULL
 * @offset: where in struct args that goes
 * @help: what it means
 */
struct known {
	const char *name;
	char letter;
	unsigned int bit;
	const char *argument;
	size_t offset;
	const char *help;
};

static const struct known known[] = {
	{ "--json", 'J', OPTION_JSON, NULL, 0,
	  "list, show, vfs, explain, tree, monitor: print JSON" },
	{ "--output", 'o', OPTION_OUTPUT, "COLUMNS", offsetof(struct args, output),
	  "list, vfs: print these columns" },
	{ "--noheadings", 'n', OPTION_NO_HEADINGS, NULL, 0,
	  "list, vfs: print no heading" },
	{ "--raw", 'r', OPTION_RAW, NULL, 0,
	  "list, vfs: print one space between columns, for scripts" },
	{ "--from", 0, OPTION_FROM, "FILE", offsetof(struct args, from),
	  "list, show, explain: read an 'lspci -xxxx' or a capture" },
	{ "--anonymous", 0, OPTION_ANONYMOUS, NULL, 0,
	  "capture: leave out serial numbers" },
	{ "--force", 0, OPTION_FORCE, NULL, 0,
	  "claim: unbind another driver; set: remove VFs in use" },
	{ "--replace", 0, OPTION_REPLACE, NULL, 0,
	  "set: remove the VFs there are, then make N" },
	{ "--dry-run", 0, OPTION_DRY_RUN, NULL, 0,
	  "with --replace: say what would be removed, change nothing" },
	{ "--all", 0, OPTION_ALL, NULL, 0,
	  "set, claim, apply: every PF; release: every claimed PF" },
	{ "--driver", 0, OPTION_DRIVER, "NAME", offsetof(struct args, driver),
	  "with --all: only PFs with this driver" },
	{ "--id", 0, OPTION_ID, "VENDOR:DEVICE", offsetof(struct args, id),
	  "with --all: only PFs with these IDs" },
	{ "--claim", 0, OPTION_CLAIM, NULL, 0, "persist: claim the PF at every boot" },
	{ "--serial", 0, OPTION_SERIAL, NULL, 0,
	  "persist: find the PF by its serial number, not its address" },
	{ "--retry", 0, OPTION_RETRY, "N", offsetof(struct args, retry),
	  "apply: after a failure, try up to N times" },
	{ "--wait", 0, OPTION_WAIT, "SECONDS", offsetof(struct args, wait),
	  "with --retry: wait so long before each try (10)" },
	{ "--vf-driver", 0, OPTION_VF_DRIVER, "NAME",
	  offsetof(struct args, vf_driver), "set, persist: give the VFs this driver" },
	{ "--help", 'h', OPTION_HELP, NULL, 0, "print this help" },
	{ "--version", 'V', OPTION_VERSION, NULL, 0, "print the version" },
};

#define NR_KNOWN	ARRAY_SIZE(known)

static const struct known *find_letter(int letter)
{
	size_t i;

	for (i = 0; i < NR_KNOWN; i++)
		if (letter && known[i].letter == letter)
			return &known[i];
	return NULL;
}

static const struct known *find_bit(unsigned int bit)
{
	size_t i;

	for (i = 0; i < NR_KNOWN; i++)
		if (known[i].bit == bit)
			return &known[i];
	return NULL;
}

/* Long options have the value of their bit, above all letters. */
static void __noreturn refuse(char **words)
{
	const struct known *option = find_letter(optopt) ?: find_bit(optopt);

	if (option)
		misuse("'%s' wants %s", option->name, option->argument);
	if (isdigit(optopt))
		misuse("'-%c' is not a number of VFs", optopt);
	if (optopt)
		misuse("there is no option '-%c'", optopt);
	misuse("there is no option '%s'", words[optind - 1]);
}

static void take(const struct known *option, struct args *args)
{
	if (!option)
		return;
	args->options |= option->bit;
	if (option->argument)
		*(const char **)((char *)args + option->offset) = optarg;
}

int options_read(int count, char **words, struct args *args)
{
	char letters[2 * NR_KNOWN + 1], *end = letters;
	struct option options[NR_KNOWN + 1] = {};
	int option;
	size_t i;

	for (i = 0; i < NR_KNOWN; i++) {
		options[i] = (struct option){ known[i].name + 2, !!known[i].argument,
					      NULL, known[i].bit };
		if (known[i].letter)
			end += sprintf(end, "%c%s", known[i].letter,
				       known[i].argument ? ":" : "");
	}
	*end = '\0';
	opterr = 0;
	while ((option = getopt_long(count, words, letters, options, NULL)) != -1) {
		if (option == '?')
			refuse(words);
		take(find_letter(option) ?: find_bit(option), args);
	}
	return optind;
}

const char *option_name(unsigned int bit)
{
	const struct known *option = find_bit(bit);

	return option ? option->name : "";
}

unsigned int option_with_value(const char *word)
{
	size_t i;

	for (i = 0; i < NR_KNOWN; i++)
		if (known[i].argument &&
		    (!strcmp(word, known[i].name) ||
		     (word[0] == '-' && word[1] && word[1] == known[i].letter &&
		      !word[2])))
			return known[i].bit;
	return 0;
}

struct strings option_names(unsigned int bits)
{
	struct strings names = {};
	size_t i;

	for (i = 0; i < NR_KNOWN; i++)
		if (known[i].bit & bits)
			strings_add(&names, xstrdup(known[i].name));
	return names;
}

char *options_text(unsigned int bits)
{
	struct strings texts __free_strings = {};
	size_t i;

	for (i = 0; i < NR_KNOWN; i++)
		if (known[i].bit & bits)
			strings_add(&texts,
				    xasprintf("[%s%s%s] ", known[i].name,
					      known[i].argument ? " " : "",
					      known[i].argument ?: ""));
	return strings_join(&texts, "");
}

void options_print(void)
{
	char letter[] = "-x, ";
	size_t i;

	for (i = 0; i < NR_KNOWN; i++) {
		char *name __free_string =
			xasprintf("%s %s", known[i].name, known[i].argument ?: "");

		letter[1] = known[i].letter;
		printf("  %4s%-21s %s\n", known[i].letter ? letter : "", name,
		       known[i].help);
	}
}
