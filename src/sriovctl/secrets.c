// SPDX-License-Identifier: GPL-2.0
/* What identifies one device, and does not belong in a public report. */
#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "secrets.h"

/* In characters */
#define MAC_ADDRESS	(6 * 3 - 1)
#define SERIAL_NUMBER	(8 * 3 - 1)

/* How many characters from here on are pairs of digits with @between them. */
static size_t length_of_bytes(const char *text, char between)
{
	size_t length = 0;

	while (length % 3 == 2 ? text[length] == between :
				 isxdigit((unsigned char)text[length]))
		length++;
	return length;
}

static size_t length_of_secret(const char *text)
{
	size_t length = length_of_bytes(text, ':');

	/* InfiniBand has longer ones. */
	if (length >= MAC_ADDRESS)
		return length;
	return length_of_bytes(text, '-') == SERIAL_NUMBER ? SERIAL_NUMBER : 0;
}

void secrets_blank(char *text)
{
	char previous = '\0';
	size_t length, i;

	for (; *text; text++) {
		length = isalnum((unsigned char)previous) ? 0 : length_of_secret(text);
		for (i = 0; i < length; i++)
			if (i % 3 != 2)
				text[i] = '0';
		previous = *text;
	}
}
