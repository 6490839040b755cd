/* SPDX-License-Identifier: GPL-2.0 */
/* Can VFs be enabled, and if not, why. */
#ifndef SRIOV_PF_CHECK_H
#define SRIOV_PF_CHECK_H

#include <sriov_pf/malformed.h>
#include <sriov_pf/sriov.h>

/* What can prevent VFs. Each check is a file in checks/. */
enum sriov_pf_check {
	SRIOV_PF_CHECK_CAPABILITY,
	SRIOV_PF_CHECK_PCI_CORE,
	SRIOV_PF_CHECK_DRIVER,
	SRIOV_PF_CHECK_INITIAL_VFS,
	SRIOV_PF_CHECK_PAGE_SIZE,
	SRIOV_PF_CHECK_VF_BARS,
	SRIOV_PF_CHECK_BUS_NUMBERS,
	SRIOV_PF_CHECK_DEPENDENCY_LINK,
	SRIOV_PF_CHECK_ARI,
	SRIOV_PF_CHECK_ISOLATION,
	SRIOV_PF_CHECK_VFS_IN_USE,
	SRIOV_PF_CHECK_STATE,
	SRIOV_PF_NR_CHECKS
};

enum sriov_pf_verdict {
	SRIOV_PF_OK,
	SRIOV_PF_WARNING,
	SRIOV_PF_BLOCKED,
};

/* Bytes that hold the text of every finding. */
#define SRIOV_PF_FINDING_TEXT	320

/* Bytes that hold why a change failed, with what the checks warn of. */
#define SRIOV_PF_WHY_TEXT		1024

/**
 * struct sriov_pf_finding - what a check found
 * @verdict: whether VFs can be enabled, by this check alone
 * @err: the negative errno of enabling VFs if @verdict is SRIOV_PF_BLOCKED; else 0
 * @text: why, with the figures and the remedy; or a remark; or empty
 */
struct sriov_pf_finding {
	enum sriov_pf_verdict verdict;
	int err;
	char text[SRIOV_PF_FINDING_TEXT];
};

/* The function that Function Dependency Link names (9.3.3.8). */
enum sriov_pf_link {
	SRIOV_PF_LINK_SELF,
	SRIOV_PF_LINK_PF,
	SRIOV_PF_LINK_ABSENT,
	SRIOV_PF_LINK_NO_PF,
};

/* Bytes that hold the name of a driver or of a device. */
#define SRIOV_PF_NAME	32

/* Whether each VF will have an IOMMU group of its own; and if not, why. */
enum sriov_pf_isolation {
	SRIOV_PF_ISOLATED,
	SRIOV_PF_NO_IOMMU,	/* there are no groups */
	SRIOV_PF_NO_ACS,	/* a bridge above lacks ACS */
	SRIOV_PF_ACS_OFF,	/* it has ACS, but not turned on */
	SRIOV_PF_GROUPED,	/* it has ACS, but the kernel does not trust that */
	SRIOV_PF_OTHER_GROUPS,	/* the platform makes groups by other rules */
};

/**
 * struct sriov_pf_bar_room - the address space of a VF BAR
 * @size: size for one VF as the device is set now, in bytes; 0 if there is no such
 *	BAR
 * @aperture: what the kernel holds for the BARs of all VFs, in bytes; 0 if it
 *	found no room
 * @window: size of the bridge window that it needs to be in, in bytes; 0 if the
 *	bridge has none. Only valid if @aperture is 0
 * @prefetchable: whether that window is the prefetchable one
 * @fixed: whether Enhanced Allocation fixes its address (7.8.5)
 * @address: that address
 */
struct sriov_pf_bar_room {
	u64 size;
	u64 aperture;
	u64 window;
	bool prefetchable;
	bool fixed;
	u64 address;
};

/**
 * struct sriov_pf_layout - where the kernel looks for VFs
 * @offset: First VF Offset
 * @stride: VF Stride
 */
struct sriov_pf_layout {
	u16 offset;
	u16 stride;
};

/**
 * struct sriov_pf_facts - what surrounds a PF, as far as VFs depend on it
 * @context: its routing ID, and whether the kernel accepted its capability
 * @chain: faults of its chain of extended capabilities, ECAP_CHAIN_*
 * @page_size: page size of the machine, in bytes
 * @max_vfs: how many VFs the PF's driver and the kernel allow
 * @enabled: how many VFs the kernel has
 * @changing: whether a change of the number of VFs is in progress
 * @changing_to: the number that is being set
 * @layout: where the kernel looks for the VFs; without VFs, what the registers
 *	hold
 * @misplaced: whether the kernel looks for the VFs in other places than @layout
 * @last_bus: the last bus number that the bridge above the PF forwards
 * @bridge: the name of that bridge
 * @taken_vf: the first VF whose routing ID, by @layout, belongs to another
 *	function; over 65535 if there is none
 * @taken_by: the name of that function
 * @ari: whether the bridge forwards ARI (6.13)
 * @one_device: whether the bridge forwards to device 0 of the PF's bus only (7.3.1)
 * @bar: the address space of each VF BAR, by slot
 * @isolation: whether each VF will have an IOMMU group of its own
 * @acs_bridge: the name of the bridge that is to blame if not
 * @group: the number of the group that all VFs will then be in
 * @link: the function that the PF's Function Dependency Link names
 * @driver: the name of its driver; empty if it has none
 * @configures: whether that driver can enable VFs
 * @user: the name of a VF that is open in userspace; empty if none is
 * @user_driver: the driver through which it is open
 */
struct sriov_pf_facts {
	struct sriov_context context;
	unsigned int chain;
	u32 page_size;
	u16 max_vfs;
	u16 enabled;
	bool changing;
	u16 changing_to;
	struct sriov_pf_layout layout;
	bool misplaced;
	u8 last_bus;
	char bridge[SRIOV_PF_NAME];
	u32 taken_vf;
	char taken_by[SRIOV_PF_NAME];
	bool ari;
	bool one_device;
	struct sriov_pf_bar_room bar[PCI_SRIOV_NUM_BARS];
	enum sriov_pf_isolation isolation;
	char acs_bridge[SRIOV_PF_NAME];
	unsigned int group;
	enum sriov_pf_link link;
	char driver[SRIOV_PF_NAME];
	bool configures;
	char user[SRIOV_PF_NAME];
	char user_driver[SRIOV_PF_NAME];
};

/**
 * sriov_pf_check_name() - the name of a check, which is that of its file
 * @check: the check
 */
const char *sriov_pf_check_name(enum sriov_pf_check check);

/**
 * sriov_pf_verdict_name() - "ok", "warning" or "blocked"
 * @verdict: the verdict
 */
const char *sriov_pf_verdict_name(enum sriov_pf_verdict verdict);

/**
 * sriov_pf_check() - does this prevent VFs?
 * @check: the check
 * @info: the PF's capability, as it reads now
 * @facts: what surrounds the PF
 * @finding: filled
 */
void sriov_pf_check(enum sriov_pf_check check, const struct sriov_info *info,
		    const struct sriov_pf_facts *facts,
		    struct sriov_pf_finding *finding);

/**
 * sriov_pf_check_change() - may the number of VFs be changed?
 * @info: the PF's capability, as it reads now
 * @facts: what surrounds the PF
 * @num_vfs: the number wanted, which differs from the present one; 0 disables
 * @why: filled with one line if the change is refused
 *
 * Return: 0, or a negative errno that docs/ABI describes under num_vfs.
 */
int sriov_pf_check_change(const struct sriov_info *info,
			  const struct sriov_pf_facts *facts, u16 num_vfs,
			  char why[SRIOV_PF_FINDING_TEXT]);

/**
 * sriov_pf_check_vf_location() - does the kernel look for the VFs where they are?
 * @info: the PF's capability, as it reads now
 * @facts: what surrounds the PF
 * @why: filled with one line if not
 *
 * To disable VFs, the kernel removes the function at the routing ID of each VF.
 * After a resume or a reset that can be the PF itself, or another function.
 *
 * Return: 0 or -EIO.
 */
int sriov_pf_check_vf_location(const struct sriov_info *info,
			       const struct sriov_pf_facts *facts,
			       char why[SRIOV_PF_FINDING_TEXT]);

/**
 * sriov_pf_describe_warnings() - list what the checks warn of
 * @info: the PF's capability, as it reads now
 * @facts: what surrounds the PF
 * @buf: filled with "; checks/NAME: warning: TEXT" for each check that warns
 * @size: size of @buf in bytes; the text is cut off there
 */
void sriov_pf_describe_warnings(const struct sriov_info *info,
				const struct sriov_pf_facts *facts, char *buf,
				size_t size);

/**
 * sriov_pf_page_size_to_use() - the System Page Size that the kernel sets
 * @supported: Supported Page Sizes (9.3.3.12): bit n for 2^(n+12) bytes
 * @page_size: the machine's, in bytes
 *
 * Return: the smallest one that holds a page, as one bit; 0 if there is none.
 */
u32 sriov_pf_page_size_to_use(u32 supported, u32 page_size);

/**
 * sriov_pf_max_num_vfs() - the largest number of VFs that would be accepted
 * @info: the PF's capability, as it reads now
 * @facts: what surrounds the PF
 *
 * VFs that the bridge cannot reach do not count, although the kernel would enable
 * them.
 *
 * Return: the present number if VFs are enabled; 0 if none can be enabled.
 */
u16 sriov_pf_max_num_vfs(const struct sriov_info *info,
			 const struct sriov_pf_facts *facts);

#endif
