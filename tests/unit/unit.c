// SPDX-License-Identifier: GPL-2.0
/* Runs tables of cases as cmocka tests. */
#include <stdio.h>

#include "unit.h"

#define MAX_CASES	64
#define MAX_NAME	128

int run_cases(const char *group, CMUnitTestFunction test,
	      CMFixtureFunction setup, const void *table, size_t size,
	      size_t count)
{
	static char names[MAX_CASES][MAX_NAME];
	struct CMUnitTest tests[MAX_CASES] = { 0 };
	size_t i;

	if (count > MAX_CASES)
		return 1;

	for (i = 0; i < count; i++) {
		const void *row = (const char *)table + i * size;

		snprintf(names[i], MAX_NAME, "%s: %s", group,
			 *(const char *const *)row);
		tests[i] = (struct CMUnitTest){
			.name = names[i],
			.test_func = test,
			.setup_func = setup,
			.initial_state = (void *)row,
		};
	}
	return _cmocka_run_group_tests(group, tests, count, NULL, NULL);
}
