/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for the kernel's <linux/export.h>: nothing is exported here. */
#ifndef USER_LINUX_EXPORT_H
#define USER_LINUX_EXPORT_H

#define EXPORT_SYMBOL_GPL(symbol)	extern typeof(symbol) symbol

#endif
