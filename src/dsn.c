// SPDX-License-Identifier: GPL-2.0
/*
 * The Device Serial Number extended capability. Pure: builds unchanged in
 * userspace.
 */
#include <linux/export.h>
#include <linux/kernel.h>

#include <sriov_pf/dsn.h>

/* The registers (7.9.3). */
struct dsn_regs {
	u32 header;
	u32 low;
	u32 high;
};

ECAP_VIEW(dsn_view, struct dsn_regs);

int sriov_dsn_read(const struct ecap *cap, u64 *serial)
{
	struct dsn_view view;
	u32 low, high;
	int err = ecap_cast(cap, &view);

	if (!err)
		err = ecap_read(&view, low, &low);
	if (!err)
		err = ecap_read(&view, high, &high);
	if (!err)
		*serial = (u64)high << 32 | low;
	return err;
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
