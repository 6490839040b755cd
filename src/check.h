/* SPDX-License-Identifier: GPL-2.0 */
/* Can VFs be enabled, and if not, why: what is asked, what is answered. */
#ifndef SRIOV_PF_CHECK_H
#define SRIOV_PF_CHECK_H

#include <sriov_pf/malformed.h>
#include <sriov_pf/sriov.h>

/* What can stand in the way of VFs, each a file in checks/. */
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
	SRIOV_PF_CHECK_VFS_IN_USE,
	SRIOV_PF_CHECK_STATE,
	SRIOV_PF_NR_CHECKS
};

enum sriov_pf_verdict {
	SRIOV_PF_OK,
	SRIOV_PF_WARNING,
	SRIOV_PF_BLOCKED,
};

/* Bytes that hold every finding's text. */
#define SRIOV_PF_FINDING_TEXT	320

/* Bytes that hold why a change failed, with what the checks had warned of. */
#define SRIOV_PF_WHY_TEXT		1024

/**
 * struct sriov_pf_finding - what a check found
 * @verdict: whether VFs can be enabled as far as this check goes
 * @err: what enabling VFs answers if they are blocked: a negative errno; else 0
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

/* Bytes for a driver's name, or for a device's. */
#define SRIOV_PF_NAME	32

/**
 * struct sriov_pf_bar_room - the room that a VF BAR has
 * @size: bytes for one VF, as the device is set now; 0 if there is no such BAR
 * @aperture: bytes that the kernel holds for the BARs of all VFs; 0 if it found
 *	no room
 * @window: bytes of the bridge window that it would have to be in; 0 if the
 *	bridge has none
 * @prefetchable: whether that window is the prefetchable one
 * @fixed: whether the device itself says where it is (7.8.5)
 * @address: there
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
 * @chain: faults of the chain that its capability was found in, ECAP_CHAIN_*
 * @page_size: of the machine, in bytes
 * @max_vfs: how many VFs its driver and the kernel allow
 * @enabled: how many VFs the kernel has
 * @changing: whether a change of the number of VFs is under way
 * @changing_to: to how many
 * @layout: where the kernel looks for its VFs; while it has none, what the
 *	registers say
 * @misplaced: whether the kernel looks for its VFs elsewhere than @layout says
 * @last_bus: the last bus number that the bridge above it passes on
 * @bridge: that bridge's name
 * @taken_vf: the first VF whose routing ID by @layout another function has;
 *	over 65535 if there is none
 * @taken_by: that function's name
 * @ari: whether that bridge forwards ARI (6.13)
 * @one_device: whether it passes on to device 0 of the PF's bus alone (7.3.1)
 * @bar: the room of each VF BAR, by slot
 * @link: what its Function Dependency Link leads to
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
 * sriov_pf_check() - does this stand in the way of VFs?
 * @check: what to look at
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
 * @num_vfs: the number wanted, other than the present one; 0 disables
 * @why: if not, filled with one line
 *
 * Return: 0 or a negative errno, as docs/ABI has them for num_vfs.
 */
int sriov_pf_check_change(const struct sriov_info *info,
			  const struct sriov_pf_facts *facts, u16 num_vfs,
			  char why[SRIOV_PF_FINDING_TEXT]);

/**
 * sriov_pf_check_vf_location() - would the kernel find the VFs it is to remove?
 * @info: the PF's capability, as it reads now
 * @facts: what surrounds the PF
 * @why: if not, filled with one line
 *
 * The kernel removes whatever function stands where it looks for a VF. After a
 * resume or a reset that can be the PF itself, or another function.
 *
 * Return: 0 or -EIO.
 */
int sriov_pf_check_vf_location(const struct sriov_info *info,
			       const struct sriov_pf_facts *facts,
			       char why[SRIOV_PF_FINDING_TEXT]);

/**
 * sriov_pf_describe_warnings() - what the checks warn of
 * @info: the PF's capability, as it reads now
 * @facts: what surrounds the PF
 * @buf: filled with "; checks/NAME warns: TEXT" for each check that does
 * @size: bytes of @buf; what does not fit is left out
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
 * VFs that cannot be reached do not count, although more would be tried.
 *
 * Return: what is enabled, if anything is; 0 if nothing can be enabled.
 */
u16 sriov_pf_max_num_vfs(const struct sriov_info *info,
			 const struct sriov_pf_facts *facts);

#endif
