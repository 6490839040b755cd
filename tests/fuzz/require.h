/* SPDX-License-Identifier: GPL-2.0 */
/* Assertions for every input. */
#ifndef TESTS_REQUIRE_H
#define TESTS_REQUIRE_H

#include <stdio.h>
#include <stdlib.h>

/* Unlike assert(), never compiled out. */
#define require(condition)						\
do {									\
	if (!(condition)) {						\
		fprintf(stderr, "%s:%d: %s: does not hold: %s\n",	\
			__FILE__, __LINE__, __func__, #condition);	\
		abort();						\
	}								\
} while (0)

#endif
