/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/kstrtox.h>. */
#ifndef USER_LINUX_KSTRTOX_H
#define USER_LINUX_KSTRTOX_H

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

#include <linux/limits.h>
#include <linux/types.h>

/*
 * As strict as the kernel's: no blanks, no minus sign, nothing behind the
 * number but one newline. What strtoull() would let pass is refused first.
 */
static inline int kstrtou32(const char *text, unsigned int base, u32 *result)
{
	unsigned long long value;
	char *end;

	text += *text == '+';
	if (!isxdigit((unsigned char)*text))
		return -EINVAL;

	errno = 0;
	value = strtoull(text, &end, base);
	if (errno == ERANGE)
		return -ERANGE;

	if (end == text)
		return -EINVAL;

	end += *end == '\n';
	if (*end)
		return -EINVAL;

	if (value > U32_MAX)
		return -ERANGE;

	*result = value;
	return 0;
}

#endif
