/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/kernel.h>, and what that includes. */
#ifndef USER_LINUX_KERNEL_H
#define USER_LINUX_KERNEL_H

#include <stdarg.h>
#include <stdio.h>

#include <linux/build_bug.h>
#include <linux/limits.h>
#include <linux/types.h>

#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))
#define min_t(type, a, b)						\
({									\
	type __a = (a);							\
	type __b = (b);							\
									\
	__a < __b ? __a : __b;						\
})
#define max_t(type, a, b)						\
({									\
	type __a = (a);							\
	type __b = (b);							\
									\
	__a > __b ? __a : __b;						\
})

#define __printf(text, first)	__attribute__((format(printf, text, first)))

/* Unlike vsnprintf(), returns what was written, not what would have been. */
static inline __printf(3, 0)
int vscnprintf(char *buf, size_t size, const char *format, va_list args)
{
	int length = vsnprintf(buf, size, format, args);

	if (!size)
		return 0;

	return (size_t)length < size ? length : (int)size - 1;
}

static inline __printf(3, 4)
int scnprintf(char *buf, size_t size, const char *format, ...)
{
	va_list args;
	int length;

	va_start(args, format);
	length = vscnprintf(buf, size, format, args);
	va_end(args);
	return length;
}

#endif
