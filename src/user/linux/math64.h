/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/math64.h>. */
#ifndef USER_LINUX_MATH64_H
#define USER_LINUX_MATH64_H

#include <linux/types.h>

static inline u64 div64_u64(u64 dividend, u64 divisor)
{
	return dividend / divisor;
}

#endif
