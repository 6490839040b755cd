/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/bitmap.h>, and what that includes. */
#ifndef USER_LINUX_BITMAP_H
#define USER_LINUX_BITMAP_H

#include <linux/bits.h>
#include <linux/limits.h>
#include <linux/types.h>

#define DECLARE_BITMAP(name, bits)					\
	unsigned long name[((bits) + BITS_PER_LONG - 1) / BITS_PER_LONG]

static inline bool test_bit(long nr, const unsigned long *map)
{
	return map[nr / BITS_PER_LONG] & BIT(nr % BITS_PER_LONG);
}

static inline void __set_bit(long nr, unsigned long *map)
{
	map[nr / BITS_PER_LONG] |= BIT(nr % BITS_PER_LONG);
}

/* The first bit set at @nr or after it; @size if there is none. */
static inline unsigned long find_next_bit(const unsigned long *map,
					  unsigned long size, unsigned long nr)
{
	while (nr < size && !test_bit(nr, map))
		nr++;
	return nr < size ? nr : size;
}

#endif
