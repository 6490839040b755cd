/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/bitfield.h>. */
#ifndef USER_LINUX_BITFIELD_H
#define USER_LINUX_BITFIELD_H

#define FIELD_GET(mask, reg)						\
	((typeof(mask))(((reg) & (mask)) >> __builtin_ctzll(mask)))

#define FIELD_PREP(mask, value)						\
	((typeof(mask))(value) << __builtin_ctzll(mask) & (mask))

#endif
