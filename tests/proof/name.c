// SPDX-License-Identifier: GPL-2.0
/*
 * every id has a name
 *
 * Assumes: nothing: any id.
 */
#include "cap.h"
#include "ecap_name.c"

int main(void)
{
	const char *name = ecap_name(nondet_u16());

	PROVE(__CPROVER_r_ok(name, 2), "it is text");
	PROVE(name[0], "it is not empty");
	if (name[0] == 'u')
		REACHED("an unknown id");
	else
		REACHED("a known id");
}
