/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for that of C's library. */
#include <linux/kernel.h>
#include <linux/printk.h>

#define fprintf(file, ...)	pr_err("sriov_pf_unit: " __VA_ARGS__)
