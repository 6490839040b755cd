/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/build_bug.h>. */
#ifndef USER_LINUX_BUILD_BUG_H
#define USER_LINUX_BUILD_BUG_H

#define static_assert(expr, ...) __static_assert(expr, ##__VA_ARGS__, #expr)
#define __static_assert(expr, message, ...) _Static_assert(expr, message)

#endif
