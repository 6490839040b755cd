// SPDX-License-Identifier: GPL-2.0
/*
 * Runs the unit tests when the module is loaded. The log has one line for each program, and
 * one for each test that failed; then the module is not loaded (EIO).
 */
#include <linux/kernel.h>

#include "cmocka.h"

static unsigned int passed, failed;
static const char *current_test;
static bool test_failed;

void unit_require(bool good, const char *what, const char *file, int line)
{
	if (good)
		return;
	test_failed = true;
	pr_err("sriov_pf_unit: %s: %s:%d: not so: %s\n", current_test,
	       kbasename(file), line, what);
}

static bool passes(const struct CMUnitTest *test)
{
	void *state = test->initial_state;

	current_test = test->name;
	test_failed = test->setup_func && test->setup_func(&state);
	if (!test_failed)
		test->test_func(&state);
	return !test_failed;
}

int _cmocka_run_group_tests(const char *group, const struct CMUnitTest *tests,
			    size_t count, CMFixtureFunction setup,
			    CMFixtureFunction teardown)
{
	unsigned int before = failed;
	size_t i;

	for (i = 0; i < count; i++)
		if (passes(&tests[i]))
			passed++;
		else
			failed++;
	return failed - before;
}

static bool run(const char *name, int (*program)(void))
{
	unsigned int before = passed;
	int bad = program();

	pr_info("sriov_pf_unit: %s: %u passed, %d failed\n", name, passed - before, bad);
	return !bad;
}

#define PROGRAM(name)	int name##_main(void)
PROGRAMS
#undef PROGRAM

static int __init unit_init(void)
{
	bool good = true;

#define PROGRAM(name)	(good &= run(#name, name##_main))
	PROGRAMS
#undef PROGRAM
	return good ? 0 : -EIO;
}

static void __exit unit_exit(void)
{
}

module_init(unit_init);
module_exit(unit_exit);
MODULE_DESCRIPTION("The unit tests of sriov_pf");
MODULE_LICENSE("GPL");
