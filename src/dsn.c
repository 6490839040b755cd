// SPDX-License-Identifier: GPL-2.0
/*
 * The Device Serial Number extended capability. Pure: builds unchanged in
 * userspace.
 */
#include <linux/export.h>
#include <linux/kernel.h>

#include <sriov_pf/dsn.h>

/* The registers, after the header (7.9.3). */
#define DSN_LOW		4
#define DSN_HIGH	8
#define DSN_SIZE	12

int sriov_dsn_read(const struct ecap *cap, u64 *serial)
{
	u32 low, high;
	int err;

	if (cap->size < DSN_SIZE)
		return -EINVAL;

	err = ecap_read32(cap, DSN_LOW, &low);
	if (err)
		return err;

	err = ecap_read32(cap, DSN_HIGH, &high);
	if (err)
		return err;

	*serial = (u64)high << 32 | low;
	return 0;
}
EXPORT_SYMBOL_GPL(sriov_dsn_read);

void sriov_dsn_format(u64 serial, char text[SRIOV_DSN_TEXT])
{
	scnprintf(text, SRIOV_DSN_TEXT,
		  "%02x-%02x-%02x-%02x-%02x-%02x-%02x-%02x",
		  (u8)(serial >> 56), (u8)(serial >> 48), (u8)(serial >> 40),
		  (u8)(serial >> 32), (u8)(serial >> 24), (u8)(serial >> 16),
		  (u8)(serial >> 8), (u8)serial);
}
EXPORT_SYMBOL_GPL(sriov_dsn_format);
