/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Replaces the kernel's <linux/bitmap.h> in a proof. It asserts that a bit is in
 * its bitmap, not only in the object around the bitmap. find_next_bit() has no
 * loop; it assumes what its users may rely on.
 */
#ifndef PROOF_LINUX_BITMAP_H
#define PROOF_LINUX_BITMAP_H

#include <linux/bits.h>
#include <linux/limits.h>
#include <linux/types.h>

#define DECLARE_BITMAP(name, bits)					\
	unsigned long name[((bits) + BITS_PER_LONG - 1) / BITS_PER_LONG]

#define BITS_OF(map)	(8 * sizeof(map))

#define bit_is_set(nr, map)						\
	((map)[(nr) / BITS_PER_LONG] >> (nr) % BITS_PER_LONG & 1)

#define test_bit(nr, map)						\
({									\
	unsigned long __nr = (nr);					\
									\
	__CPROVER_assert(__nr < BITS_OF(map), "a bit tested is in the map");\
	bit_is_set(__nr, map);						\
})

#define __set_bit(nr, map)						\
({									\
	unsigned long __nr = (nr);					\
									\
	__CPROVER_assert(__nr < BITS_OF(map), "a bit set is in the map");\
	(map)[__nr / BITS_PER_LONG] |= BIT(__nr % BITS_PER_LONG);	\
})

unsigned long nondet_found(void);

/* Any one slot: see at.c. */
extern unsigned long skipped;

/* The first bit set at @nr or after it; @size if there is none. */
#define find_next_bit(map, size, nr)					\
({									\
	unsigned long __nr = (nr), __size = (size);			\
	unsigned long __found = nondet_found();				\
									\
	__CPROVER_assert(__size <= BITS_OF(map), "the bits searched are in the map");\
	__CPROVER_assume(__nr < __size ? __found >= __nr && __found <= __size :\
					 __found == __size);		\
	__CPROVER_assume(__found == __size || bit_is_set(__found, map));\
	__CPROVER_assume(skipped < __nr || skipped >= __found ||	\
			 !bit_is_set(skipped, map));			\
	__found;							\
})

#endif
