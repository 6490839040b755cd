/* SPDX-License-Identifier: GPL-2.0 */
/* The module under test exports these names. */
#ifndef IN_KERNEL_UNEXPORTED_H
#define IN_KERNEL_UNEXPORTED_H

#include <linux/export.h>
#include <linux/module.h>

#undef EXPORT_SYMBOL_GPL
#define EXPORT_SYMBOL_GPL(symbol)	extern typeof(symbol) symbol

#endif
