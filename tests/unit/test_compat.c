// SPDX-License-Identifier: GPL-2.0
/* The kernels whose sriov_numvfs is known to hold the rescan lock. */
#include "compat.h"
#include "unit.h"

struct version_case {
	const char *name;
	u32 version;
	bool holds;
};

#define V(a, b, c)	KERNEL_VERSION(a, b, c)

static const struct version_case version_cases[] = {
	{ "6.1.156, not taken", V(6, 1, 156), false },
	{ "6.1.158, taken inside the PCI core", V(6, 1, 158), false },
	{ "6.1.164, the last one that takes it inside", V(6, 1, 164), false },
	{ "6.1.165, taken by sriov_numvfs", V(6, 1, 165), true },
	{ "6.1.300, which the version code shows as 6.1.255", V(6, 1, 300),
	  true },
	{ "6.2.0, no longer maintained", V(6, 2, 0), false },
	{ "6.6.112", V(6, 6, 112), false },
	{ "6.6.113, taken inside", V(6, 6, 113), false },
	{ "6.6.255, not known", V(6, 6, 255), false },
	{ "6.8.12 of Ubuntu, where the sublevel says nothing", V(6, 8, 12),
	  false },
	{ "6.12.0 of RHEL and SUSE, which hide the sublevel", V(6, 12, 0),
	  false },
	{ "6.12.53", V(6, 12, 53), false },
	{ "6.12.57 of Debian 13, taken inside", V(6, 12, 57), false },
	{ "6.12.74, the last one that takes it inside", V(6, 12, 74), false },
	{ "6.12.75, taken by sriov_numvfs", V(6, 12, 75), true },
	{ "6.12.118", V(6, 12, 118), true },
	{ "6.14.0 of Ubuntu", V(6, 14, 0), false },
	{ "6.17.4, taken inside", V(6, 17, 4), false },
	{ "6.17.255", V(6, 17, 255), false },
	{ "6.18.0, taken inside", V(6, 18, 0), false },
	{ "6.18.15, the last one that takes it inside", V(6, 18, 15), false },
	{ "6.18.16, taken by sriov_numvfs", V(6, 18, 16), true },
	{ "6.19.0, taken inside", V(6, 19, 0), false },
	{ "6.19.5, the last one that takes it inside", V(6, 19, 5), false },
	{ "6.19.6, taken by sriov_numvfs", V(6, 19, 6), true },
	{ "7.0.0, and all later kernels", V(7, 0, 0), true },
	{ "7.3.4", V(7, 3, 4), true },
	{ "8.0.0", V(8, 0, 0), true },
};

static void holds_the_rescan_lock(void **state)
{
	const struct version_case *row = *state;

	assert_int_equal(sriov_numvfs_holds_rescan_lock(row->version),
			 row->holds);
}

int main(void)
{
	return run_table(holds_the_rescan_lock, version_cases, NULL);
}
