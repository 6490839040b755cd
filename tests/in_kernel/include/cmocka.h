/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Stands for cmocka, in the kernel: as much of it as tests/unit uses. A test that fails
 * goes on, for nothing can jump out of it.
 */
#ifndef IN_KERNEL_CMOCKA_H
#define IN_KERNEL_CMOCKA_H

#include <linux/module.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>

typedef void (*CMUnitTestFunction)(void **state);
typedef int (*CMFixtureFunction)(void **state);

struct CMUnitTest {
	const char *name;
	CMUnitTestFunction test_func;
	CMFixtureFunction setup_func;
	CMFixtureFunction teardown_func;
	void *initial_state;
};

#define cmocka_unit_test(test)	{ .name = #test, .test_func = test }
#define cmocka_unit_test_setup(test, setup)				\
	{ .name = #test, .test_func = test, .setup_func = setup }
#define cmocka_run_group_tests(tests, setup, teardown)			\
	_cmocka_run_group_tests(#tests, tests, ARRAY_SIZE(tests), setup, teardown)

/* Returns the number of tests that failed. */
int _cmocka_run_group_tests(const char *group, const struct CMUnitTest *tests,
			    size_t count, CMFixtureFunction setup,
			    CMFixtureFunction teardown);

/* One thing that a test asks for: if it is not @good, the test has failed. */
void unit_require(bool good, const char *what, const char *file, int line);

#define require(good, what)	unit_require(good, what, __FILE__, __LINE__)

#define assert_true(a)		require(a, #a)
#define assert_false(a)		require(!(a), "!" #a)
#define assert_null(a)		require(!(a), #a " is NULL")
#define assert_int_equal(a, b)	require((u64)(a) == (u64)(b), #a " == " #b)
#define assert_in_range(a, least, most)					\
	require((u64)(a) >= (u64)(least) && (u64)(a) <= (u64)(most), #a " in range")
#define assert_ptr_equal(a, b)	require((a) == (b), #a " == " #b)
#define assert_ptr_not_equal(a, b)	require((a) != (b), #a " != " #b)
#define assert_string_equal(a, b)	require(!strcmp(a, b), #a " equals " #b)
#define assert_string_not_equal(a, b)	require(strcmp(a, b), #a " differs from " #b)
#define assert_memory_equal(a, b, size)	require(!memcmp(a, b, size), #a " equals " #b)
#define fail()			require(false, "not to come here")
#define fail_msg(...)							\
do {									\
	pr_err("sriov_pf_unit: " __VA_ARGS__);				\
	fail();								\
} while (0)

#define test_malloc(size)	kmalloc(size, GFP_KERNEL)
#define test_free(memory)	kfree(memory)

/* Its name differs for each program: see Kbuild. */
int main(void);

#endif
