/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/bitops.h>. */
#ifndef USER_LINUX_BITOPS_H
#define USER_LINUX_BITOPS_H

/* The lowest bit that is set; @word is not 0. */
static inline unsigned long __ffs(unsigned long word)
{
	return __builtin_ctzl(word);
}

#endif
