/* SPDX-License-Identifier: GPL-2.0 */
/* The Device Serial Number extended capability (PCIe 6.x section 7.9.3). */
#ifndef SRIOV_PF_DSN_H
#define SRIOV_PF_DSN_H

#include <linux/types.h>

#include <sriov_pf/ecap.h>

/* Bytes of a serial number as text: "01-23-45-67-89-ab-cd-ef", and its end. */
#define SRIOV_DSN_TEXT	24

/**
 * sriov_dsn_read() - read the serial number of a device
 * @cap: the Device Serial Number capability
 * @serial: filled with the serial number, an EUI-64
 *
 * Two accesses, the lower half first. All functions of a device that have the
 * capability have the same number (7.9.3).
 *
 * Return: 0; -EINVAL if the registers lie past the end of the capability; -ENODEV if
 * the device is gone, or another errno of the configuration space; @serial is
 * then untouched.
 */
int sriov_dsn_read(const struct ecap *cap, u64 *serial);

/**
 * sriov_dsn_format() - a serial number as text
 * @serial: the serial number
 * @text: filled with its 8 bytes in hexadecimal, the highest first, separated by
 *	hyphens, like the kernel's own file serial_number and like lspci
 */
void sriov_dsn_format(u64 serial, char text[SRIOV_DSN_TEXT]);

#endif
