/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The SR-IOV extended capability (PCIe 6.x section 9.3.3): its registers, what
 * they say once decoded, and what can be wrong with them.
 */
#ifndef SRIOV_PF_SRIOV_H
#define SRIOV_PF_SRIOV_H

#include <linux/types.h>

#include <sriov_pf/ecap.h>

#define SRIOV_DWORDS	16

/**
 * struct sriov_regs - the registers, as laid out in configuration space
 *
 * @header: SR-IOV Extended Capability Header (9.3.3.1)
 * @capabilities: SR-IOV Capabilities (9.3.3.2)
 * @control: SR-IOV Control (9.3.3.3)
 * @status: SR-IOV Status (9.3.3.4)
 * @initial_vfs: InitialVFs (9.3.3.5)
 * @total_vfs: TotalVFs (9.3.3.6)
 * @num_vfs: NumVFs (9.3.3.7)
 * @function_dependency_link: Function Dependency Link (9.3.3.8)
 * @reserved_13: no register
 * @vf_offset: First VF Offset (9.3.3.9)
 * @vf_stride: VF Stride (9.3.3.10)
 * @reserved_18: no register
 * @vf_device_id: VF Device ID (9.3.3.11)
 * @supported_page_sizes: Supported Page Sizes (9.3.3.12)
 * @system_page_size: System Page Size (9.3.3.13)
 * @vf_bar: VF BAR0 to VF BAR5 (9.3.3.14)
 * @vf_migration_state_array: VF Migration State Array Offset (9.3.3.15)
 *
 * Measured for ecap_read(), never stored.
 */
struct sriov_regs {
	u32 header;
	u32 capabilities;
	u16 control;
	u16 status;
	u16 initial_vfs;
	u16 total_vfs;
	u16 num_vfs;
	u8 function_dependency_link;
	u8 reserved_13;
	u16 vf_offset;
	u16 vf_stride;
	u16 reserved_18;
	u16 vf_device_id;
	u32 supported_page_sizes;
	u32 system_page_size;
	u32 vf_bar[PCI_SRIOV_NUM_BARS];
	u32 vf_migration_state_array;
};

/* A typed view of the SR-IOV capability, for ecap_read(). */
ECAP_VIEW(sriov_view, struct sriov_regs);

/**
 * struct sriov_capabilities - SR-IOV Capabilities register (9.3.3.2)
 * @raw: the register
 * @vf_migration_capable: VF Migration Capable
 * @ari_capable_hierarchy_preserved: ARI Capable Hierarchy Preserved
 * @vf_10bit_tag_requester_supported: VF 10-Bit Tag Requester Supported
 * @vf_migration_interrupt_message_number: MSI or MSI-X vector, 0 to 2047
 */
struct sriov_capabilities {
	u32 raw;
	bool vf_migration_capable;
	bool ari_capable_hierarchy_preserved;
	bool vf_10bit_tag_requester_supported;
	u16 vf_migration_interrupt_message_number;
};

/**
 * struct sriov_control - SR-IOV Control register (9.3.3.3)
 * @raw: the register
 * @vf_enable: VF Enable
 * @vf_migration_enable: VF Migration Enable
 * @vf_migration_interrupt_enable: VF Migration Interrupt Enable
 * @vf_mse: VF Memory Space Enable
 * @ari_capable_hierarchy: ARI Capable Hierarchy
 * @vf_10bit_tag_requester_enable: VF 10-Bit Tag Requester Enable
 */
struct sriov_control {
	u16 raw;
	bool vf_enable;
	bool vf_migration_enable;
	bool vf_migration_interrupt_enable;
	bool vf_mse;
	bool ari_capable_hierarchy;
	bool vf_10bit_tag_requester_enable;
};

/**
 * struct sriov_status - SR-IOV Status register (9.3.3.4)
 * @raw: the register
 * @vf_migration_status: VF Migration Status
 */
struct sriov_status {
	u16 raw;
	bool vf_migration_status;
};

/**
 * struct sriov_migration_array - VF Migration State Array Offset (9.3.3.15)
 * @bir: which BAR of the PF holds the array, 0 to 7
 * @offset: bytes from the start of that BAR
 */
struct sriov_migration_array {
	u8 bir;
	u32 offset;
};

/* What can be wrong with one VF BAR register. */
enum sriov_bar_fault {
	SRIOV_BAR_OK,
	SRIOV_BAR_IO,		/* claims to be I/O space */
	SRIOV_BAR_TYPE,		/* a reserved memory type */
	SRIOV_BAR_LAST,		/* 64 bits wide in the last slot */
};

/**
 * struct sriov_vf_bar - one VF BAR (9.3.3.14)
 * @raw: the register; both slots for a 64-bit BAR, the lower slot low
 * @address: bus address of VF 0's BAR: @raw less the flag bits
 * @fault: why nothing but @raw and @slot is to be believed
 * @slot: the first slot it takes, 0 to 5
 * @width: 32 or 64 bits; 0 if no BAR starts in this slot
 * @prefetchable: whether reads have no side effects
 */
struct sriov_vf_bar {
	u64 raw;
	u64 address;
	enum sriov_bar_fault fault;
	u8 slot;
	u8 width;
	bool prefetchable;
};

/**
 * struct sriov_info - every register of one SR-IOV capability, decoded
 * @offset: where the capability starts in configuration space
 * @size: bytes of it, up to 64: less if another capability begins too soon,
 *	and then registers past it read as zero
 * @version: Capability Version
 * @registers: the registers, undecoded
 * @capabilities: SR-IOV Capabilities
 * @control: SR-IOV Control
 * @status: SR-IOV Status
 * @initial_vfs: InitialVFs
 * @total_vfs: TotalVFs
 * @num_vfs: NumVFs
 * @function_dependency_link: function number that this PF depends on
 * @vf_offset: First VF Offset
 * @vf_stride: VF Stride
 * @vf_device_id: VF Device ID
 * @supported_page_sizes: bit n for pages of 2^(n+12) bytes
 * @system_page_size: likewise, one bit
 * @vf_bar: by slot; those with a @width of 0 are not implemented
 * @vf_migration_state_array: VF Migration State Array Offset
 */
struct sriov_info {
	u16 offset;
	u16 size;
	u8 version;
	u32 registers[SRIOV_DWORDS];
	struct sriov_capabilities capabilities;
	struct sriov_control control;
	struct sriov_status status;
	u16 initial_vfs;
	u16 total_vfs;
	u16 num_vfs;
	u8 function_dependency_link;
	u16 vf_offset;
	u16 vf_stride;
	u16 vf_device_id;
	u32 supported_page_sizes;
	u32 system_page_size;
	struct sriov_vf_bar vf_bar[PCI_SRIOV_NUM_BARS];
	struct sriov_migration_array vf_migration_state_array;
};

/* One register each, as their structs above say. */
struct sriov_capabilities sriov_decode_capabilities(u32 raw);
struct sriov_control sriov_decode_control(u16 raw);
struct sriov_status sriov_decode_status(u16 raw);
struct sriov_migration_array sriov_decode_migration_array(u32 raw);

/**
 * sriov_decode_vf_bar() - decode the VF BAR that starts in a slot
 * @slot: 0 to 5
 * @low: the register in @slot
 * @high: the register in the next slot; 0 for the last one
 *
 * Return: the BAR. One that reads as zero is decoded as a 32-bit one; whether
 * it is there at all only its sizing tells.
 */
struct sriov_vf_bar sriov_decode_vf_bar(unsigned int slot, u32 low, u32 high);

/**
 * sriov_next_vf_bar() - the VF BARs one after the other
 * @registers: the six VF BAR registers, as sriov_read_vf_bars() reads them
 * @sized: bit n if slot n is known to hold a BAR although it reads as zero; 0
 *	where nothing is known
 * @bar: zeroed to begin with; the BAR at hand, replaced by the next one. A
 *	64-bit BAR is met once, with both its slots.
 *
 * Return: 1 for a BAR; 0 after the last one; -EINVAL for a register that is no
 * memory BAR (I/O space, a reserved type, 64 bits wide in the last slot), with
 * @bar->fault saying why and the next call going on behind it.
 */
int sriov_next_vf_bar(const u32 registers[PCI_SRIOV_NUM_BARS],
		      unsigned int sized, struct sriov_vf_bar *bar);

/**
 * sriov_read_vf_bars() - read all VF BAR registers
 * @cap: the capability
 * @registers: filled, by slot
 *
 * Return: 0; -EINVAL if the capability ends before them; -ENODEV if the device
 * is gone.
 */
int sriov_read_vf_bars(const struct sriov_view *cap,
		       u32 registers[PCI_SRIOV_NUM_BARS]);

/**
 * sriov_read_vf_bar64() - read a 64-bit VF BAR
 * @cap: the capability
 * @slot: its first slot, 0 to 4
 * @value: both registers, flag bits included, the lower slot low
 *
 * Return: 0; -EINVAL if no 64-bit memory BAR starts in @slot, @slot is past
 * the last pair, or the capability ends before it; -ENODEV if the device is
 * gone; @value is untouched on error.
 */
int sriov_read_vf_bar64(const struct sriov_view *cap, unsigned int slot,
			u64 *value);

/**
 * sriov_decode() - read and decode a whole SR-IOV capability
 * @cap: the capability, as found by ecap_find()
 * @sized: bit n if slot n is known to hold a BAR although it reads as zero
 * @info: filled
 *
 * Reads each of the capability's 15 dwords after the header once, and none
 * past its end; the header is the one that the walk read.
 *
 * Return: 0; -ENODEV if the device is gone; @info is then not to be used.
 */
int sriov_decode(const struct ecap *cap, unsigned int sized,
		 struct sriov_info *info);

/**
 * sriov_read_registers() - read the capability undecoded
 * @cap: the capability
 * @registers: filled; what lies past the end of the capability reads as zero
 *
 * Return: the number of dwords read, or -ENODEV if the device is gone.
 */
int sriov_read_registers(const struct ecap *cap, u32 registers[SRIOV_DWORDS]);

/**
 * sriov_read_vf_bar() - read a VF BAR
 * @cap: the capability
 * @bar: a BAR that was decoded from it; its raw value and address are renewed
 *
 * One access for a 32-bit BAR, two for a 64-bit one.
 *
 * Return: 0; -EINVAL if the BAR lies past the end of the capability; -ENODEV
 * if the device is gone.
 */
int sriov_read_vf_bar(const struct sriov_view *cap, struct sriov_vf_bar *bar);

/**
 * sriov_size_vf_bar() - ask the device how large a VF BAR is
 * @cap: the capability, with VF Enable and VF MSE clear
 * @slot: the BAR's first slot, 0 to 5
 * @size: bytes for one VF; 0 if no BAR starts in @slot
 *
 * Writes all ones to the BAR's registers, one after the other, and puts back
 * what they held (9.3.3.14).
 *
 * Return: 0; -EINVAL for a slot past the last, or past the end of the
 * capability, or a register that is no memory BAR; -EOPNOTSUPP where nothing
 * can be written; -ENODEV if the device is gone; @size is untouched on error.
 */
int sriov_size_vf_bar(const struct sriov_view *cap, unsigned int slot,
		      u64 *size);

/**
 * sriov_vf_routing_id() - where a VF will be found
 * @info: the PF's registers
 * @pf: the PF's own routing ID: bus number << 8 | devfn
 * @vf: which VF, from 0
 *
 * Return: the routing ID, which is past 0xffff if the registers say nonsense.
 */
u64 sriov_vf_routing_id(const struct sriov_info *info, u16 pf, u16 vf);

/**
 * struct sriov_slot - where a PF stands
 * @routing_id: the PF's own routing ID
 * @accepted: whether the kernel's PCI core took up the capability. It has then
 *	seen a valid First VF Offset and VF Stride for every NumVFs, and what
 *	stands there now concerns the present NumVFs alone (9.3.3.9, 9.3.3.10).
 */
struct sriov_slot {
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
 * @slot: where the PF stands
 *
 * Return: bit n for enum sriov_fault n; 0 for a sound capability.
 */
u32 sriov_check_capability(const struct sriov_info *info, unsigned int chain,
			   const struct sriov_slot *slot);

/* Bytes that hold every description of a fault. */
#define SRIOV_FAULT_TEXT	128

/**
 * sriov_describe_fault() - say what is malformed, with the figures
 * @fault: what sriov_check_capability() found
 * @info: the capability
 * @slot: where the PF stands
 * @buf: filled with one line, no newline
 * @size: bytes in @buf; SRIOV_FAULT_TEXT are enough
 *
 * Return: the number of characters, without the terminating zero.
 */
int sriov_describe_fault(enum sriov_fault fault, const struct sriov_info *info,
			 const struct sriov_slot *slot, char *buf, size_t size);

#endif
