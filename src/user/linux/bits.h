/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/bits.h>. */
#ifndef USER_LINUX_BITS_H
#define USER_LINUX_BITS_H

#define BITS_PER_LONG		(8 * (int)sizeof(long))
#define BIT(nr)			(1UL << (nr))
#define GENMASK(high, low)						\
	(~0UL << (low) & ~0UL >> (BITS_PER_LONG - 1 - (high)))

#endif
