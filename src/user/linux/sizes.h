/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/sizes.h>. */
#ifndef USER_LINUX_SIZES_H
#define USER_LINUX_SIZES_H

#define SZ_4K	0x00001000
#define SZ_1M	0x00100000
#define SZ_2M	0x00200000
#define SZ_4M	0x00400000

#endif
