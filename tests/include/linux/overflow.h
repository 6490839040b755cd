/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/overflow.h>. */
#ifndef TESTS_LINUX_OVERFLOW_H
#define TESTS_LINUX_OVERFLOW_H

#define check_mul_overflow(a, b, product)				\
	__builtin_mul_overflow(a, b, product)

#endif
