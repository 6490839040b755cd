/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/overflow.h>. */
#ifndef USER_LINUX_OVERFLOW_H
#define USER_LINUX_OVERFLOW_H

#define check_mul_overflow(a, b, product)				\
	__builtin_mul_overflow(a, b, product)

#endif
