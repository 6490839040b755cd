/* SPDX-License-Identifier: GPL-2.0 */
/* The SR-IOV extended capability (PCIe 6.x section 9.3.3): registers, decoded. */
#ifndef SRIOV_PF_SRIOV_H
#define SRIOV_PF_SRIOV_H

#include <linux/types.h>

#include <sriov_pf/ecap.h>

#define SRIOV_DWORDS	16

/* Bits that the kernel's headers do not name, of SR-IOV Capabilities, ... */
#define SRIOV_CAP_ARI_PRESERVED		BIT(1)
#define SRIOV_CAP_10BIT_TAG		BIT(2)
#define SRIOV_CAP_MESSAGE_NUMBER	GENMASK(31, 21)

/* ... SR-IOV Control, ... */
#define SRIOV_CTRL_10BIT_TAG		BIT(5)

/* ... and VF Migration State Array Offset. */
#define SRIOV_VFM_BIR_MASK		GENMASK(2, 0)
#define SRIOV_VFM_OFFSET_MASK		GENMASK(31, 3)

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
 * ecap_read() takes offsets and widths from this struct. Nothing stores it.
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
	SRIOV_BAR_IO,		/* is I/O space */
	SRIOV_BAR_TYPE,		/* a reserved memory type */
	SRIOV_BAR_LAST,		/* 64 bits wide in the last slot */
};

/**
 * struct sriov_vf_bar - one VF BAR (9.3.3.14)
 * @raw: the register; both slots for a 64-bit BAR, the lower slot low
 * @address: bus address of VF 0's BAR: @raw less the flag bits
 * @fault: if not SRIOV_BAR_OK, only @raw and @slot are valid
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

/* Each decodes one register into its struct above. */
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
 * Return: the BAR. A register of zero is decoded as a 32-bit BAR at address 0:
 * only sizing tells whether the device implements it.
 */
struct sriov_vf_bar sriov_decode_vf_bar(unsigned int slot, u32 low, u32 high);

/**
 * sriov_next_vf_bar() - iterate over the VF BARs
 * @registers: the six VF BAR registers, as sriov_read_vf_bars() reads them
 * @sized: bit n if slot n is known to hold a BAR although it reads as zero; 0
 *	if nothing is known
 * @bar: the present BAR, replaced by the next one; all zero before the first
 *	call. A 64-bit BAR takes two slots and is returned once.
 *
 * Return: 1 for a BAR; 0 after the last one; -EINVAL for a register that is no
 * memory BAR (I/O space, a reserved type, 64 bits wide in the last slot):
 * @bar->fault says why, and the next call continues after it.
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
 * Reads each of the 15 dwords after the header once, and none past the end of the
 * capability. The header is the one that the walk read.
 *
 * Return: 0; -ENODEV if the device is gone, and @info is then not valid.
 */
int sriov_decode(const struct ecap *cap, unsigned int sized,
		 struct sriov_info *info);

/**
 * sriov_read_registers() - read the capability undecoded
 * @cap: the capability
 * @registers: filled, with zero past the end of the capability
 *
 * Return: the number of dwords read, or -ENODEV if the device is gone.
 */
int sriov_read_registers(const struct ecap *cap, u32 registers[SRIOV_DWORDS]);

/**
 * sriov_register_at() - one register out of those that were read
 * @registers: the capability, as sriov_read_registers() fills it
 * @where: the register's offset from the start of the capability, below 64
 * @width: its bytes: 1, 2 or 4
 *
 * Return: the register, zero-extended.
 */
u32 sriov_register_at(const u32 registers[SRIOV_DWORDS], size_t where,
		      size_t width);

/**
 * sriov_read_vf_bar() - read a VF BAR
 * @cap: the capability
 * @bar: a BAR decoded from @cap; its @raw and @address are read again
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
 * sriov_vf_routing_id() - the routing ID of a VF (9.2.1.2)
 * @info: the PF's registers
 * @pf: the PF's own routing ID: bus number << 8 | devfn
 * @vf: which VF, from 0
 *
 * Return: the routing ID; over 0xffff if the registers place the VF past the last
 * bus.
 */
u64 sriov_vf_routing_id(const struct sriov_info *info, u16 pf, u16 vf);

#endif
