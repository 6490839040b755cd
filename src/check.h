/* SPDX-License-Identifier: GPL-2.0 */
/* Can VFs be enabled, and if not, why. */
#ifndef SRIOV_PF_CHECK_H
#define SRIOV_PF_CHECK_H

#include <linux/bits.h>

#include <sriov_pf/malformed.h>
#include <sriov_pf/sriov.h>

#include "acs.h"

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

/* From the best to the worst */
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
 * @text: where the caller wants the text: why, with the figures and the remedy; or
 *	a remark; or empty. NULL if the text is not wanted
 * @size: bytes at @text; SRIOV_PF_FINDING_TEXT hold every text, others are cut off
 * @least: the text is wanted if @verdict is this one or a worse one; otherwise what is
 *	at @text does not change
 * @length: characters of the text
 */
struct sriov_pf_finding {
	enum sriov_pf_verdict verdict;
	int err;
	char *text;
	size_t size;
	enum sriov_pf_verdict least;
	size_t length;
};

/*
 * What a check needs to know. A fact that a check does not need has no influence on
 * it, and costs time: only what is needed is gathered.
 */
#define SRIOV_PF_NEEDS_REGISTERS	BIT(0)	/* the capability as it reads now */
#define SRIOV_PF_NEEDS_REASON		BIT(1)	/* likewise, if the kernel rejected it */
#define SRIOV_PF_NEEDS_DRIVER		BIT(2)	/* the PF's driver */
#define SRIOV_PF_NEEDS_BRIDGE		BIT(3)	/* the bridge above the PF */
#define SRIOV_PF_NEEDS_BARS		BIT(4)	/* the address space of VF BARs; registers too */
#define SRIOV_PF_NEEDS_LINK		BIT(5)	/* the function that the PF depends on */
#define SRIOV_PF_NEEDS_PLACES		BIT(6)	/* who has the VFs' routing IDs */
#define SRIOV_PF_NEEDS_USER		BIT(7)	/* who uses a VF */
#define SRIOV_PF_NEEDS_GROUPS		BIT(8)	/* the IOMMU groups of VFs */
/* What a change of the number of VFs needs to know */
#define SRIOV_PF_NEEDS_OF_CHANGE	GENMASK(7, 0)
#define SRIOV_PF_NEEDS_ALL		GENMASK(8, 0)

/* The function that Function Dependency Link names (9.3.3.8). */
enum sriov_pf_link {
	SRIOV_PF_LINK_SELF,
	SRIOV_PF_LINK_PF,
	SRIOV_PF_LINK_ABSENT,
	SRIOV_PF_LINK_NO_PF,
};

/*
 * Bytes that hold the name of a driver, and the address of a PCI device. The stack holds
 * several of each.
 */
#define SRIOV_PF_NAME		32
#define SRIOV_PF_ADDRESS	20

/**
 * struct sriov_pf_bar_room - the address space of a VF BAR
 * @size: size for one VF when VFs are enabled, in bytes; 0 if there is no such BAR
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
 *
 * Members with SRIOV_PF_NEEDS_* are valid if that was asked for; the others always.
 *
 * @context: its routing ID, and whether the kernel accepted its capability
 * @chain: faults of its chain of extended capabilities, ECAP_CHAIN_*
 * @page_size: page size of the machine, in bytes
 * @max_vfs: how many VFs the PF's driver and the kernel allow
 * @enabled: how many VFs the kernel has
 * @changing: whether a change of the number of VFs is in progress
 * @changing_to: the number that is being set
 * @layout: where the kernel looks for the VFs; without VFs, what the registers
 *	hold (SRIOV_PF_NEEDS_PLACES)
 * @misplaced: whether the kernel looks for the VFs in other places than @layout
 *	(SRIOV_PF_NEEDS_PLACES)
 * @last_bus: the last bus number that the bridge above the PF forwards
 *	(SRIOV_PF_NEEDS_BRIDGE)
 * @bridge: the name of that bridge (SRIOV_PF_NEEDS_BRIDGE)
 * @taken_vf: the first VF whose routing ID, by @layout, belongs to another
 *	function; over 65535 if there is none (SRIOV_PF_NEEDS_PLACES)
 * @taken_by: the name of that function (SRIOV_PF_NEEDS_PLACES)
 * @ari: whether the bridge forwards ARI (6.13; SRIOV_PF_NEEDS_BRIDGE)
 * @one_device: whether the bridge forwards to device 0 of the PF's bus only (7.3.1;
 *	SRIOV_PF_NEEDS_BRIDGE)
 * @bar: the address space of each VF BAR, by slot (SRIOV_PF_NEEDS_BARS)
 * @reset_size: the size that a VF BAR has for one VF as the device is set now, in bytes,
 *	if a reset has changed it and enabling VFs sets that of @bar again; 0 if there
 *	is no such VF BAR (SRIOV_PF_NEEDS_BARS)
 * @reset_bar: the first slot of that VF BAR; only valid if @reset_size is not 0
 * @isolation: whether each VF will have an IOMMU group of its own
 *	(SRIOV_PF_NEEDS_GROUPS)
 * @acs_bridge: the name of the bridge that is to blame if not
 * @group: the number of the group that all VFs will then be in
 * @link: the function that the PF's Function Dependency Link names
 *	(SRIOV_PF_NEEDS_LINK)
 * @driver: the name of its driver; empty if it has none (SRIOV_PF_NEEDS_DRIVER)
 * @configures: whether that driver can enable VFs (SRIOV_PF_NEEDS_DRIVER)
 * @user: the name of a VF that is open in userspace; empty if none is
 *	(SRIOV_PF_NEEDS_USER)
 * @user_driver: the driver through which it is open (SRIOV_PF_NEEDS_USER)
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
	char taken_by[SRIOV_PF_ADDRESS];
	bool ari;
	bool one_device;
	u8 reset_bar;
	struct sriov_pf_bar_room bar[PCI_SRIOV_NUM_BARS];
	u64 reset_size;
	enum sriov_pf_isolation isolation;
	char acs_bridge[SRIOV_PF_ADDRESS];
	unsigned int group;
	enum sriov_pf_link link;
	char driver[SRIOV_PF_NAME];
	bool configures;
	char user[SRIOV_PF_ADDRESS];
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
 * sriov_pf_check_needs() - what a check needs to know
 * @check: the check
 *
 * Return: SRIOV_PF_NEEDS_*, combined.
 */
unsigned int sriov_pf_check_needs(enum sriov_pf_check check);

/**
 * sriov_pf_check() - does this prevent VFs?
 * @check: the check
 * @info: the PF's capability, as it reads now; not looked at by a check that does not
 *	need registers
 * @facts: what surrounds the PF, as far as the check needs it
 * @finding: filled; the caller has set @text, @size and @least
 */
void sriov_pf_check(enum sriov_pf_check check, const struct sriov_info *info,
		    const struct sriov_pf_facts *facts,
		    struct sriov_pf_finding *finding);

/**
 * sriov_pf_check_change() - may the number of VFs be changed?
 * @info: the PF's capability, as it reads now
 * @facts: what surrounds the PF
 * @num_vfs: the number wanted, which differs from the present one; 0 disables
 * @why: filled with one line if the change is refused; NULL if nobody wants to know
 *
 * Needs all facts.
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
 * After a resume or a reset that can be the PF itself, or another function. Needs
 * SRIOV_PF_NEEDS_REGISTERS and SRIOV_PF_NEEDS_PLACES.
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
 *
 * Needs all facts.
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
 * them. Needs all facts.
 *
 * Return: the present number if VFs are enabled; 0 if none can be enabled.
 */
u16 sriov_pf_max_num_vfs(const struct sriov_info *info,
			 const struct sriov_pf_facts *facts);

#endif
