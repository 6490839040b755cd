/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for that of C's library. */
#include <linux/errno.h>
