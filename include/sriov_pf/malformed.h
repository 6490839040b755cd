/* SPDX-License-Identifier: GPL-2.0 */
/* What makes an SR-IOV capability malformed, and how to say it. */
#ifndef SRIOV_PF_MALFORMED_H
#define SRIOV_PF_MALFORMED_H

#include <linux/types.h>

#include <sriov_pf/sriov.h>

/**
 * struct sriov_context - what a capability is judged by, beside itself
 * @routing_id: the PF's own routing ID
 * @accepted: whether the kernel's PCI core accepted the capability. The kernel
 *	has then seen a valid First VF Offset and VF Stride for each NumVFs. The
 *	registers now hold those for the present NumVFs (9.3.3.9, 9.3.3.10).
 */
struct sriov_context {
	u16 routing_id;
	bool accepted;
};

/* What makes a capability malformed, most basic first. */
enum sriov_fault {
	SRIOV_FAULT_CHAIN_LOOPS,
	SRIOV_FAULT_CHAIN_LOW,
	SRIOV_FAULT_CHAIN_UNALIGNED,
	SRIOV_FAULT_CHAIN_ALL_ONES,
	SRIOV_FAULT_TRUNCATED,
	SRIOV_FAULT_NO_VFS,
	SRIOV_FAULT_INITIAL_VFS,
	SRIOV_FAULT_NUM_VFS,
	SRIOV_FAULT_VF_OFFSET,
	SRIOV_FAULT_VF_STRIDE,
	SRIOV_FAULT_ROUTING_ID,
	SRIOV_FAULT_ROUTING_ID_OF_PF,
	SRIOV_FAULT_NO_4K_PAGES,
	SRIOV_FAULT_SYSTEM_PAGE_SIZE,
	SRIOV_FAULT_BAR_IO,
	SRIOV_FAULT_BAR_TYPE,
	SRIOV_FAULT_BAR_LAST,
	SRIOV_NR_FAULTS
};

/**
 * sriov_check_capability() - what is malformed in a capability
 * @info: the capability
 * @chain: faults of the chain it was found in, ECAP_CHAIN_*
 * @context: what surrounds it
 *
 * Return: bit n for enum sriov_fault n; 0 for a sound capability.
 */
u32 sriov_check_capability(const struct sriov_info *info, unsigned int chain,
			   const struct sriov_context *context);

/* Bytes that hold every description of a fault. */
#define SRIOV_FAULT_TEXT	128

/**
 * sriov_describe_fault() - say what is malformed, with the figures
 * @fault: what sriov_check_capability() found
 * @info: the capability
 * @context: what surrounds it
 * @buf: filled with one line, no newline
 * @size: bytes in @buf; SRIOV_FAULT_TEXT are enough
 *
 * Return: the number of characters, without the terminating zero.
 */
int sriov_describe_fault(enum sriov_fault fault, const struct sriov_info *info,
			 const struct sriov_context *context, char *buf, size_t size);

#endif
