/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/compiler.h>. */
#ifndef USER_LINUX_COMPILER_H
#define USER_LINUX_COMPILER_H

#define __packed	__attribute__((packed))

#define __same_type(a, b)						\
	__builtin_types_compatible_p(typeof(a), typeof(b))

#define __noreturn	__attribute__((noreturn))

#endif
