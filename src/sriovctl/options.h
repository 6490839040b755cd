/* SPDX-License-Identifier: GPL-2.0 */
/* The options of the command line. */
#ifndef SRIOVCTL_OPTIONS_H
#define SRIOVCTL_OPTIONS_H

#include "cmd.h"

/*
 * Reads the options and their arguments into @args, and moves all other words to the
 * end. Ends the program if an option is not known.
 *
 * Return: the index of the first of these words.
 */
int options_read(int count, char **words, struct args *args);

/* The name of the option with a bit, with its hyphens. */
const char *option_name(unsigned int bit);

/* The bit of the option that is @word, if its value is the next word; or 0. */
unsigned int option_with_value(const char *word);

/* The names of the options with these bits. */
struct strings option_names(unsigned int bits);

/* "[--json] [--from FILE] " and so on for each bit, to be freed. */
char *options_text(unsigned int bits);

/* What each option means, a line each. */
void options_print(void);

#endif
