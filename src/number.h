/* SPDX-License-Identifier: GPL-2.0 */
/* Numbers as text. */
#ifndef SRIOV_PF_NUMBER_H
#define SRIOV_PF_NUMBER_H

#include <linux/types.h>

/* Bytes that hold every number and a terminating zero. */
#define SRIOV_PF_NUMBER_TEXT	sizeof("0x0123456789abcdef")

/**
 * sriov_pf_put_hex() - write "0x" and a number
 * @to: where; SRIOV_PF_NUMBER_TEXT bytes are enough
 * @value: the number
 * @digits: how many hexadecimal digits of it are written, from 1 to 16
 *
 * Return: where the text ends. No zero is written there.
 */
char *sriov_pf_put_hex(char *to, u64 value, unsigned int digits);

/**
 * sriov_pf_put_decimal() - write a number in decimal
 * @to: where; SRIOV_PF_NUMBER_TEXT bytes are enough
 * @value: the number
 *
 * Return: where the text ends. No zero is written there.
 */
char *sriov_pf_put_decimal(char *to, u32 value);

/**
 * sriov_pf_put_line() - write a number in decimal and a newline
 * @to: where; SRIOV_PF_NUMBER_TEXT bytes are enough
 * @value: the number
 *
 * Return: the number of characters. No zero follows them.
 */
int sriov_pf_put_line(char *to, u32 value);

#endif
