/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/stddef.h>. */
#ifndef USER_LINUX_STDDEF_H
#define USER_LINUX_STDDEF_H

#include_next <linux/stddef.h>
#include <stddef.h>

#define offsetofend(type, member)					\
	(offsetof(type, member) + sizeof(((type *)0)->member))

#endif
