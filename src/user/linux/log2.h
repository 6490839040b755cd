/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/log2.h>. */
#ifndef USER_LINUX_LOG2_H
#define USER_LINUX_LOG2_H

/* Of what is not 0 */
#define ilog2(n)	(63 - __builtin_clzll(n))

#endif
