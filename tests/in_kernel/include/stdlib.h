/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for that of C's library. */
#include <linux/bug.h>
#include <linux/slab.h>

#define abort()		BUG()
#define malloc(size)	kmalloc(size, GFP_KERNEL)
#define free(memory)	kfree(memory)
