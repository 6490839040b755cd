// SPDX-License-Identifier: GPL-2.0
/*
 * Numbers as text. vsnprintf() takes longer than all else that is done to read a
 * register and show it. Pure: builds unchanged in userspace.
 */
#include "number.h"

char *sriov_pf_put_hex(char *to, u64 value, unsigned int digits)
{
	*to++ = '0';
	*to++ = 'x';
	while (digits--)
		*to++ = "0123456789abcdef"[value >> 4 * digits & 15];
	return to;
}

char *sriov_pf_put_decimal(char *to, u32 value)
{
	char digits[sizeof("4294967295")];
	unsigned int count = 0;

	do
		digits[count++] = '0' + value % 10;
	while (value /= 10);
	while (count--)
		*to++ = digits[count];
	return to;
}

int sriov_pf_put_line(char *to, u32 value)
{
	char *end = sriov_pf_put_decimal(to, value);

	*end++ = '\n';
	return end - to;
}
