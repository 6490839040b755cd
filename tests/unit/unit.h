/* SPDX-License-Identifier: GPL-2.0 */
/* What every unit test includes: cmocka, and tables of cases. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <linux/bits.h>
#include <linux/kernel.h>
#include <linux/types.h>

/*
 * Run @test once for each case of @table; each case is a test with a name of
 * its own. A case is a struct whose first member is the name. @test finds the
 * case in *state.
 */
#define run_table(test, table, setup)					\
	run_cases(#test, test, setup, table, sizeof((table)[0]),	\
		  ARRAY_SIZE(table))

/* Returns the number of cases that failed. */
int run_cases(const char *group, CMUnitTestFunction test,
	      CMFixtureFunction setup, const void *table, size_t size,
	      size_t count);

#endif
