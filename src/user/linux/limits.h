/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/limits.h>. */
#ifndef USER_LINUX_LIMITS_H
#define USER_LINUX_LIMITS_H

#include_next <linux/limits.h>
#include <linux/types.h>

#define U16_MAX	((u16)~0U)
#define U32_MAX	((u32)~0U)
#define U64_MAX	((u64)~0ULL)

#endif
