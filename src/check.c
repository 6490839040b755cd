// SPDX-License-Identifier: GPL-2.0
/*
 * Can VFs be enabled, and if not, why: findings from the decoded capability and
 * from what surrounds the PF. They predict what the kernel's sriov_enable()
 * returns, by the same rules, and give the reason. Pure: builds unchanged in
 * userspace.
 */
#include <linux/bitops.h>
#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/overflow.h>
#include <linux/sizes.h>
#include <linux/stddef.h>
#include <linux/string.h>

#include "check.h"

#define LAST_BUS	0xff

/* Formatting a text costs more than all else that a check does. */
static bool is_text_wanted(const struct sriov_pf_finding *finding)
{
	return finding->text && finding->verdict >= finding->least;
}

static void __printf(4, 5) found(struct sriov_pf_finding *finding,
				 enum sriov_pf_verdict verdict, int err,
				 const char *format, ...)
{
	va_list args;

	finding->verdict = verdict;
	finding->err = err;
	if (!is_text_wanted(finding))
		return;

	va_start(args, format);
	finding->length = vscnprintf(finding->text, finding->size, format,
				     args);
	va_end(args);
}

/* A remark that is a text as it stands. */
static void remark_text(struct sriov_pf_finding *finding, const char *text)
{
	if (!is_text_wanted(finding))
		return;

	finding->length = strnlen(text, finding->size - 1);
	memcpy(finding->text, text, finding->length);
	finding->text[finding->length] = '\0';
}

#define remark(finding, ...)	found(finding, SRIOV_PF_OK, 0, __VA_ARGS__)
#define warn(finding, ...)	found(finding, SRIOV_PF_WARNING, 0, __VA_ARGS__)
#define block(finding, err, ...) found(finding, SRIOV_PF_BLOCKED, err, __VA_ARGS__)
/* If some VFs can be enabled, what blocks the others is a warning. */
#define limit(finding, some, err, ...)					\
	found(finding, (some) ? SRIOV_PF_WARNING : SRIOV_PF_BLOCKED,	\
	      (some) ? 0 : (err), __VA_ARGS__)

/* The kernel refuses these, or VFs would be where other functions are. */
#define REFUSED		(BIT(SRIOV_FAULT_NO_VFS) |		\
			 BIT(SRIOV_FAULT_INITIAL_VFS) |		\
			 BIT(SRIOV_FAULT_VF_OFFSET) |		\
			 BIT(SRIOV_FAULT_VF_STRIDE) |		\
			 BIT(SRIOV_FAULT_ROUTING_ID) |		\
			 BIT(SRIOV_FAULT_ROUTING_ID_OF_PF))

/* The kernel may have rejected a capability for these. It ignores other faults. */
#define REJECTED	(BIT(SRIOV_FAULT_NO_4K_PAGES) |		\
			 BIT(SRIOV_FAULT_BAR_IO))

/* What places VFs: every register up to VF Stride */
#define PLACES_VFS	offsetofend(struct sriov_regs, vf_stride)

/* The faults that keep the kernel from enabling VFs. */
static u32 blocking_faults(const struct sriov_info *info,
			   const struct sriov_pf_facts *facts)
{
	u32 blocking = REFUSED;

	if (!facts->context.accepted)
		blocking |= REJECTED;
	if (info->size < PLACES_VFS)
		blocking |= BIT(SRIOV_FAULT_TRUNCATED);
	return blocking;
}

static void check_capability(const struct sriov_info *info,
			     const struct sriov_pf_facts *facts,
			     struct sriov_pf_finding *finding)
{
	u32 faults = sriov_check_capability(info, facts->chain, &facts->context);
	u32 blocking = faults & blocking_faults(info, facts);
	char what[SRIOV_FAULT_TEXT];

	if (!faults)
		return;

	sriov_describe_fault(__ffs(blocking ?: faults), info, &facts->context,
			     what, sizeof(what));
	found(finding, blocking ? SRIOV_PF_BLOCKED : SRIOV_PF_WARNING,
	      blocking ? -EIO : 0, "%s%s: %s", what,
	      faults & (faults - 1) ? ", and more" : "",
	      blocking & BIT(SRIOV_FAULT_NO_VFS) ?
	      "enable SR-IOV in the device's firmware or in the BIOS setup" :
	      "update the device's firmware");
}

u32 sriov_pf_page_size_to_use(u32 supported, u32 page_size)
{
	u32 usable = supported & ~(page_size / SZ_4K - 1);

	return usable & -usable;
}

static u32 page_size_to_use(const struct sriov_info *info,
			    const struct sriov_pf_facts *facts)
{
	return sriov_pf_page_size_to_use(info->supported_page_sizes,
					 facts->page_size);
}

/* The rules of the kernel's sriov_init(), in the same order. */
static const char *why_rejected(const struct sriov_info *info,
				const struct sriov_pf_facts *facts)
{
	if (!info->total_vfs)
		return "TotalVFs is 0: enable SR-IOV in the device's firmware or in the BIOS setup";
	if (!page_size_to_use(info, facts))
		return "it supports no page size that this machine can use";
	if (!info->vf_offset)
		return "First VF Offset is 0";
	if (!info->vf_stride && info->total_vfs > 1)
		return "VF Stride is 0";
	return "the registers show no reason, see the kernel log";
}

static void check_pci_core(const struct sriov_info *info,
			   const struct sriov_pf_facts *facts,
			   struct sriov_pf_finding *finding)
{
	if (!facts->context.accepted)
		block(finding, -EIO,
		      "the kernel rejected the SR-IOV capability: %s",
		      why_rejected(info, facts));
}

static void check_driver(const struct sriov_info *info,
			 const struct sriov_pf_facts *facts,
			 struct sriov_pf_finding *finding)
{
	if (facts->configures)
		remark_text(finding, facts->driver);
	else if (facts->driver[0])
		block(finding, -ENOENT,
		      "driver %s cannot enable VFs: unbind it and bind sriov-pf (sriovctl claim)",
		      facts->driver);
	else
		block(finding, -ENOENT,
		      "no driver is bound: load the device's own driver, or bind sriov-pf (sriovctl claim)");
}

static void check_initial_vfs(const struct sriov_info *info,
			      const struct sriov_pf_facts *facts,
			      struct sriov_pf_finding *finding)
{
	if (info->initial_vfs == info->total_vfs)
		return;
	if (info->initial_vfs > info->total_vfs ||
	    !info->capabilities.vf_migration_capable)
		block(finding, -EIO,
		      "InitialVFs is %u and TotalVFs %u, but without VF migration they must be equal: update the device's firmware",
		      info->initial_vfs, info->total_vfs);
	else
		warn(finding,
		     "InitialVFs is %u of %u: the other VFs appear only by migration",
		     info->initial_vfs, info->total_vfs);
}

static void check_page_size(const struct sriov_info *info,
			    const struct sriov_pf_facts *facts,
			    struct sriov_pf_finding *finding)
{
	u32 wanted = page_size_to_use(info, facts);

	if (!wanted)
		block(finding, -EIO,
		      "none of the supported page sizes 0x%08x holds a page of %u bytes",
		      info->supported_page_sizes, facts->page_size);
	else if (info->system_page_size != wanted)
		warn(finding,
		     "system page size is 0x%08x, the kernel set 0x%08x: a reset may have changed it, enabling VFs sets it again",
		     info->system_page_size, wanted);
}

/* A size in the largest unit that is exact: 16384 bytes are 16 KiB. */
struct size {
	unsigned long long count;
	const char *unit;
};

/* For "%llu %s" */
#define PUT(size)	(size).count, (size).unit

static struct size size_of(u64 bytes)
{
	static const char * const units[] = {
		"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB",
	};
	unsigned int unit = 0;

	while (bytes && !(bytes & 1023)) {
		bytes >>= 10;
		unit++;
	}
	return (struct size){ bytes, units[unit] };
}

/* The registers may ask for more than 64 bits can address. */
static u64 bytes_for_all(const struct sriov_info *info, u64 size)
{
	u64 bytes;

	return check_mul_overflow(size, (u64)info->total_vfs, &bytes) ?
	       U64_MAX : bytes;
}

/* Only the machine's firmware can provide a window for such a BAR. */
static void block_fixed_bar(const struct sriov_info *info,
			    const struct sriov_pf_bar_room *room,
			    unsigned int slot, struct sriov_pf_finding *finding)
{
	struct size all = size_of(bytes_for_all(info, room->size));
	struct size each = size_of(room->size);

	block(finding, -ENOMEM,
	      "VF BAR %u needs %llu %s (%llu %s for each of %u VFs) at 0x%llx, where the device has fixed it (Enhanced Allocation), and has none: no window of the host bridge holds them, or something else is there; update the machine's firmware, which makes these windows",
	      slot, PUT(all), PUT(each), info->total_vfs,
	      (unsigned long long)room->address);
}

static void block_bar_without_room(const struct sriov_info *info,
				   const struct sriov_pf_facts *facts,
				   unsigned int slot,
				   struct sriov_pf_finding *finding)
{
	const struct sriov_pf_bar_room *room = &facts->bar[slot];
	struct size all = size_of(bytes_for_all(info, room->size));
	struct size each = size_of(room->size);
	struct size window = size_of(room->window);

	if (room->fixed) {
		block_fixed_bar(info, room, slot, finding);
		return;
	}
	block(finding, -ENOMEM,
	      "VF BAR %u needs %llu %s (%llu %s for each of %u VFs) and has none: the %s window of %s has %llu %s in all; boot with pci=realloc, or enable 64-bit decoding or larger windows in the BIOS setup",
	      slot, PUT(all), PUT(each), info->total_vfs,
	      room->prefetchable ? "prefetchable" : "memory", facts->bridge,
	      PUT(window));
}

/* How many VFs have room in a VF BAR; any number where there is no such BAR. */
static u64 vfs_in_bar(const struct sriov_pf_bar_room *room)
{
	return room->size ? div64_u64(room->aperture, room->size) : U64_MAX;
}

/* The VF BAR that has room for the fewest VFs. */
static unsigned int tightest_bar(const struct sriov_pf_facts *facts)
{
	unsigned int slot, tightest = 0;

	for (slot = 1; slot < PCI_SRIOV_NUM_BARS; slot++)
		if (vfs_in_bar(&facts->bar[slot]) <
		    vfs_in_bar(&facts->bar[tightest]))
			tightest = slot;
	return tightest;
}

/* A VF BAR has room for some VFs only if it was resized. */
static void limit_by_room(const struct sriov_pf_facts *facts, bool some,
			  struct sriov_pf_finding *finding)
{
	unsigned int slot = tightest_bar(facts);
	const struct sriov_pf_bar_room *room = &facts->bar[slot];
	struct size each = size_of(room->size);
	struct size all = size_of(room->aperture);

	limit(finding, some, -ENOMEM,
	      "VF BAR %u has room for %llu VFs (%llu %s each, %llu %s in all): set a smaller size",
	      slot, (unsigned long long)vfs_in_bar(room), PUT(each), PUT(all));
}

static void check_vf_bars(const struct sriov_info *info,
			  const struct sriov_pf_facts *facts,
			  struct sriov_pf_finding *finding)
{
	unsigned int slot = tightest_bar(facts);

	u64 vfs = vfs_in_bar(&facts->bar[slot]);

	if (vfs >= max_t(u16, info->total_vfs, 1))
		return;
	if (facts->bar[slot].aperture)
		limit_by_room(facts, vfs, finding);
	else
		block_bar_without_room(info, facts, slot, finding);
}

/* How many VFs, from VF 0 on, have a bus number that the bridge forwards. */
static u32 vfs_on_buses(const struct sriov_info *info,
			const struct sriov_pf_facts *facts)
{
	u32 first = facts->context.routing_id + info->vf_offset;
	u32 end = (facts->last_bus + 1) << 8;

	if (first >= end)
		return 0;
	if (!info->vf_stride)
		return info->total_vfs;

	return min_t(u32, info->total_vfs,
		     (end - 1 - first) / info->vf_stride + 1);
}

/* How many VFs, from VF 0 on, have a routing ID of their own. */
static u32 vfs_with_place(const struct sriov_info *info,
			  const struct sriov_pf_facts *facts)
{
	return min_t(u32, facts->taken_vf, vfs_on_buses(info, facts));
}

/* Why VF @vf has no routing ID of its own; the errno is that of enabling it. */
static void limit_by_place(const struct sriov_info *info,
			   const struct sriov_pf_facts *facts, u16 vf, bool some,
			   struct sriov_pf_finding *finding)
{
	u64 id = sriov_vf_routing_id(info, facts->context.routing_id, vf);
	unsigned int bus = id >> 8;

	if (bus <= facts->last_bus)
		limit(finding, some, -EEXIST,
		      "VF %u would have the routing ID of %s: remove that function, or update the device's firmware",
		      vf, facts->taken_by);
	else if (bus > LAST_BUS)
		limit(finding, some, -ENOMEM,
		      "VF %u needs bus 0x%x, but the last bus is 0xff: move the device to a lower bus",
		      vf, bus);
	else
		limit(finding, some, -ENOMEM,
		      "VF %u needs bus 0x%02x, but the last bus of %s is 0x%02x: boot with pci=assign-busses,hpbussize=%u, or move the device",
		      vf, bus, facts->bridge, facts->last_bus,
		      bus - (facts->context.routing_id >> 8) + 1);
}

static void check_bus_numbers(const struct sriov_info *info,
			      const struct sriov_pf_facts *facts,
			      struct sriov_pf_finding *finding)
{
	u32 placed = vfs_with_place(info, facts);

	if (placed < info->total_vfs)
		limit_by_place(info, facts, placed, placed, finding);
}

static void check_dependency_link(const struct sriov_info *info,
				  const struct sriov_pf_facts *facts,
				  struct sriov_pf_finding *finding)
{
	u8 link = info->function_dependency_link;

	switch (facts->link) {
	case SRIOV_PF_LINK_SELF:
		break;
	case SRIOV_PF_LINK_PF:
		remark(finding, "depends on function 0x%02x", link);
		break;
	case SRIOV_PF_LINK_ABSENT:
		block(finding, -ENODEV,
		      "this PF depends on function 0x%02x, which is absent: rescan, or enable it in the device's firmware",
		      link);
		break;
	case SRIOV_PF_LINK_NO_PF:
		block(finding, -ENOSYS,
		      "this PF depends on function 0x%02x, which is no PF: enable its SR-IOV in the device's firmware",
		      link);
		break;
	}
}

/* The first VF on the PF's bus whose device number is not 0. */
static u16 vf_past_device_0(const struct sriov_info *info,
			    const struct sriov_pf_facts *facts)
{
	u32 first = facts->context.routing_id + info->vf_offset;
	u32 device_1 = (facts->context.routing_id & 0xff00) + 8;
	u32 stride = info->vf_stride ?: 1;

	return first < device_1 ? (device_1 - first - 1) / stride + 1 : 0;
}

static bool is_out_of_reach(const struct sriov_info *info,
			    const struct sriov_pf_facts *facts, u16 vf)
{
	u64 id = sriov_vf_routing_id(info, facts->context.routing_id, vf);

	return facts->one_device && vf < info->total_vfs &&
	       id >> 8 == facts->context.routing_id >> 8 && (id & 0xff) >= 8;
}

static void check_ari(const struct sriov_info *info,
		      const struct sriov_pf_facts *facts,
		      struct sriov_pf_finding *finding)
{
	bool hierarchy = info->control.ari_capable_hierarchy;
	/* The bit of the lowest PF applies to the whole device (9.3.3.3.5). */
	bool lowest = !(facts->context.routing_id & 0xff);
	u16 vf = vf_past_device_0(info, facts);

	if (is_out_of_reach(info, facts, vf))
		warn(finding,
		     "VF %u is not a function of device 0, and without ARI %s forwards to device 0 only: move the device below a port with ARI",
		     vf, facts->bridge);
	else if (hierarchy && !facts->ari)
		warn(finding,
		     "ARI Capable Hierarchy is set but %s does not forward ARI: some VFs may be unreachable; remove the PF and rescan",
		     facts->bridge);
	else if (lowest && facts->ari && !hierarchy)
		warn(finding,
		     "%s forwards ARI but ARI Capable Hierarchy is clear: VFs may take more bus numbers; remove the PF and rescan",
		     facts->bridge);
	else
		remark_text(finding, facts->ari ? "ARI is on" : "without ARI");
}

static void check_isolation(const struct sriov_info *info,
			    const struct sriov_pf_facts *facts,
			    struct sriov_pf_finding *finding)
{
	switch (facts->isolation) {
	case SRIOV_PF_ISOLATED:
		break;
	case SRIOV_PF_NO_IOMMU:
		remark_text(finding, "there is no IOMMU, or it is off");
		break;
	case SRIOV_PF_NO_GROUP_YET:
		warn(finding,
		     "unknown: the PF has no IOMMU group, but may get one with its first driver");
		break;
	case SRIOV_PF_NO_ACS:
		warn(finding,
		     "bridge %s has no ACS: all VFs will share IOMMU group %u with it and what is below it; move the device below a bridge with ACS",
		     facts->acs_bridge, facts->group);
		break;
	case SRIOV_PF_ACS_OFF:
		warn(finding,
		     "ACS of bridge %s is off: all VFs will share IOMMU group %u with the bridge above the PF and what is below it; boot without pci=disable_acs_redir, or turn ACS on in the BIOS setup",
		     facts->acs_bridge, facts->group);
		break;
	case SRIOV_PF_GROUPED:
		warn(finding,
		     "the PF is in IOMMU group %u with bridge %s, although ACS is on there: all VFs will be in that group too, unless ACS was turned on after the PF was found; remove the PF and rescan to see",
		     facts->group, facts->acs_bridge);
		break;
	case SRIOV_PF_OTHER_GROUPS:
		warn(finding,
		     "unknown: this platform has rules of its own for IOMMU groups");
		break;
	}
}

static void check_vfs_in_use(const struct sriov_info *info,
			     const struct sriov_pf_facts *facts,
			     struct sriov_pf_finding *finding)
{
	if (facts->user[0])
		block(finding, -EBUSY,
		      "VF %s is in use through %s: stop the virtual machine or program that uses it",
		      facts->user, facts->user_driver);
}

static void warn_of_reset_size(const struct sriov_pf_facts *facts,
			       struct sriov_pf_finding *finding)
{
	struct size now = size_of(facts->reset_size);
	struct size again = size_of(facts->bar[facts->reset_bar].size);

	warn(finding,
	     "VF BAR %u has %llu %s for each VF, because the device was reset: enabling VFs sets it to %llu %s again",
	     facts->reset_bar, PUT(now), PUT(again));
}

static void check_state(const struct sriov_info *info,
			const struct sriov_pf_facts *facts,
			struct sriov_pf_finding *finding)
{
	bool on = info->control.vf_enable;

	if (facts->changing)
		remark(finding, "a change to %u VFs is in progress",
		       facts->changing_to);
	else if (!facts->enabled && on)
		warn(finding,
		     "VF Enable is set and NumVFs is %u, but the kernel has no VFs: something else wrote to the device; reset it",
		     info->num_vfs);
	else if (facts->enabled && !on)
		block(finding, -EIO,
		      "VF Enable is clear, but the kernel has %u VFs: the device was reset; write 0 to num_vfs, then %u",
		      facts->enabled, facts->enabled);
	else if (facts->enabled && info->num_vfs != facts->enabled)
		block(finding, -EIO,
		      "the device has %u VFs, but the kernel has %u: write 0 to num_vfs, then %u",
		      info->num_vfs, facts->enabled, facts->enabled);
	else if (facts->reset_size)
		warn_of_reset_size(facts, finding);
}

const char *sriov_pf_check_name(enum sriov_pf_check check)
{
	static const char * const names[] = {
		[SRIOV_PF_CHECK_CAPABILITY] = "capability",
		[SRIOV_PF_CHECK_PCI_CORE] = "pci_core",
		[SRIOV_PF_CHECK_DRIVER] = "driver",
		[SRIOV_PF_CHECK_INITIAL_VFS] = "initial_vfs",
		[SRIOV_PF_CHECK_PAGE_SIZE] = "page_size",
		[SRIOV_PF_CHECK_VF_BARS] = "vf_bars",
		[SRIOV_PF_CHECK_BUS_NUMBERS] = "bus_numbers",
		[SRIOV_PF_CHECK_DEPENDENCY_LINK] = "dependency_link",
		[SRIOV_PF_CHECK_ARI] = "ari",
		[SRIOV_PF_CHECK_ISOLATION] = "isolation",
		[SRIOV_PF_CHECK_VFS_IN_USE] = "vfs_in_use",
		[SRIOV_PF_CHECK_STATE] = "state",
	};

	static_assert(ARRAY_SIZE(names) == SRIOV_PF_NR_CHECKS);
	return names[check];
}

const char *sriov_pf_verdict_name(enum sriov_pf_verdict verdict)
{
	static const char * const names[] = {
		[SRIOV_PF_OK] = "ok",
		[SRIOV_PF_WARNING] = "warning",
		[SRIOV_PF_BLOCKED] = "blocked",
	};

	return names[verdict];
}

unsigned int sriov_pf_check_needs(enum sriov_pf_check check)
{
	static const u16 needs[] = {
		[SRIOV_PF_CHECK_CAPABILITY] = SRIOV_PF_NEEDS_REGISTERS,
		[SRIOV_PF_CHECK_PCI_CORE] = SRIOV_PF_NEEDS_REASON,
		[SRIOV_PF_CHECK_DRIVER] = SRIOV_PF_NEEDS_DRIVER,
		[SRIOV_PF_CHECK_INITIAL_VFS] = SRIOV_PF_NEEDS_REGISTERS,
		[SRIOV_PF_CHECK_PAGE_SIZE] = SRIOV_PF_NEEDS_REGISTERS,
		[SRIOV_PF_CHECK_VF_BARS] = SRIOV_PF_NEEDS_REGISTERS |
					   SRIOV_PF_NEEDS_BARS |
					   SRIOV_PF_NEEDS_BRIDGE,
		[SRIOV_PF_CHECK_BUS_NUMBERS] = SRIOV_PF_NEEDS_REGISTERS |
					       SRIOV_PF_NEEDS_PLACES |
					       SRIOV_PF_NEEDS_BRIDGE,
		[SRIOV_PF_CHECK_DEPENDENCY_LINK] = SRIOV_PF_NEEDS_REGISTERS |
						   SRIOV_PF_NEEDS_LINK,
		[SRIOV_PF_CHECK_ARI] = SRIOV_PF_NEEDS_REGISTERS |
				       SRIOV_PF_NEEDS_BRIDGE,
		[SRIOV_PF_CHECK_ISOLATION] = SRIOV_PF_NEEDS_GROUPS,
		[SRIOV_PF_CHECK_VFS_IN_USE] = SRIOV_PF_NEEDS_USER,
		[SRIOV_PF_CHECK_STATE] = SRIOV_PF_NEEDS_REGISTERS |
					 SRIOV_PF_NEEDS_BARS,
	};

	static_assert(ARRAY_SIZE(needs) == SRIOV_PF_NR_CHECKS);
	return needs[check];
}

/* Registers past the end of a capability were not read: they cannot be judged. */
static bool lacks_registers(enum sriov_pf_check check,
			    const struct sriov_info *info)
{
	return check != SRIOV_PF_CHECK_CAPABILITY &&
	       sriov_pf_check_needs(check) & SRIOV_PF_NEEDS_REGISTERS &&
	       info->size < sizeof(struct sriov_regs);
}

void sriov_pf_check(enum sriov_pf_check check, const struct sriov_info *info,
		    const struct sriov_pf_facts *facts,
		    struct sriov_pf_finding *finding)
{
	static void (* const checks[])(const struct sriov_info *info,
				       const struct sriov_pf_facts *facts,
				       struct sriov_pf_finding *finding) = {
		[SRIOV_PF_CHECK_CAPABILITY] = check_capability,
		[SRIOV_PF_CHECK_PCI_CORE] = check_pci_core,
		[SRIOV_PF_CHECK_DRIVER] = check_driver,
		[SRIOV_PF_CHECK_INITIAL_VFS] = check_initial_vfs,
		[SRIOV_PF_CHECK_PAGE_SIZE] = check_page_size,
		[SRIOV_PF_CHECK_VF_BARS] = check_vf_bars,
		[SRIOV_PF_CHECK_BUS_NUMBERS] = check_bus_numbers,
		[SRIOV_PF_CHECK_DEPENDENCY_LINK] = check_dependency_link,
		[SRIOV_PF_CHECK_ARI] = check_ari,
		[SRIOV_PF_CHECK_ISOLATION] = check_isolation,
		[SRIOV_PF_CHECK_VFS_IN_USE] = check_vfs_in_use,
		[SRIOV_PF_CHECK_STATE] = check_state,
	};

	static_assert(ARRAY_SIZE(checks) == SRIOV_PF_NR_CHECKS);
	finding->verdict = SRIOV_PF_OK;
	finding->err = 0;
	finding->length = 0;
	if (is_text_wanted(finding))
		finding->text[0] = '\0';
	if (lacks_registers(check, info))
		warn(finding, "unknown: the capability is truncated");
	else
		checks[check](info, facts, finding);
}

/* Checks that must pass before VFs are enabled, most basic first. */
static const enum sriov_pf_check basic[] = {
	SRIOV_PF_CHECK_CAPABILITY,
	SRIOV_PF_CHECK_PCI_CORE,
};

static const enum sriov_pf_check enabling[] = {
	SRIOV_PF_CHECK_INITIAL_VFS,
	SRIOV_PF_CHECK_PAGE_SIZE,
	SRIOV_PF_CHECK_VF_BARS,
	SRIOV_PF_CHECK_DEPENDENCY_LINK,
};

/* Checks that must pass before any change, even to 0. */
static const enum sriov_pf_check changing[] = {
	SRIOV_PF_CHECK_DRIVER,
	SRIOV_PF_CHECK_VFS_IN_USE,
};

/* Fills @finding with the first check that blocks. Returns whether there is one. */
static bool first_block(const enum sriov_pf_check *checks, size_t count,
			const struct sriov_info *info,
			const struct sriov_pf_facts *facts,
			struct sriov_pf_finding *finding)
{
	size_t i;

	for (i = 0; i < count; i++) {
		sriov_pf_check(checks[i], info, facts, finding);
		if (finding->verdict == SRIOV_PF_BLOCKED)
			return true;
	}
	return false;
}

#define FIRST_BLOCK(checks, info, facts, finding)			\
	first_block(checks, ARRAY_SIZE(checks), info, facts, finding)

static bool too_many(u16 num_vfs, u16 most, const char *whose,
		     struct sriov_pf_finding *finding)
{
	if (num_vfs <= most)
		return false;

	block(finding, -ERANGE, "%u VFs requested, %s %u", num_vfs, whose, most);
	return true;
}

static bool no_place(const struct sriov_info *info,
		     const struct sriov_pf_facts *facts, u16 num_vfs,
		     struct sriov_pf_finding *finding)
{
	u32 placed = vfs_with_place(info, facts);

	if (num_vfs <= placed)
		return false;

	limit_by_place(info, facts, placed, false, finding);
	return true;
}

static bool no_room(const struct sriov_pf_facts *facts, u16 num_vfs,
		    struct sriov_pf_finding *finding)
{
	if (num_vfs <= vfs_in_bar(&facts->bar[tightest_bar(facts)]))
		return false;

	limit_by_room(facts, false, finding);
	return true;
}

static bool some_enabled(const struct sriov_pf_facts *facts,
			 struct sriov_pf_finding *finding)
{
	if (!facts->enabled)
		return false;

	block(finding, -EBUSY, "%u VFs are enabled: write 0 first",
	      facts->enabled);
	return true;
}

/* Whether VFs cannot be enabled; @finding says why. */
static bool cannot_enable(const struct sriov_info *info,
			  const struct sriov_pf_facts *facts, u16 num_vfs,
			  struct sriov_pf_finding *finding)
{
	return too_many(num_vfs, info->total_vfs, "TotalVFs is", finding) ||
	       FIRST_BLOCK(basic, info, facts, finding) ||
	       too_many(num_vfs, facts->max_vfs, "the driver allows", finding) ||
	       FIRST_BLOCK(changing, info, facts, finding) ||
	       some_enabled(facts, finding) ||
	       FIRST_BLOCK(enabling, info, facts, finding) ||
	       no_room(facts, num_vfs, finding) ||
	       no_place(info, facts, num_vfs, finding);
}

int sriov_pf_check_change(const struct sriov_info *info,
			  const struct sriov_pf_facts *facts, u16 num_vfs,
			  char why[SRIOV_PF_FINDING_TEXT])
{
	struct sriov_pf_finding finding = {
		.text = why,
		.size = SRIOV_PF_FINDING_TEXT,
		.least = SRIOV_PF_BLOCKED,
	};
	bool refused = num_vfs ? cannot_enable(info, facts, num_vfs, &finding) :
				 FIRST_BLOCK(changing, info, facts, &finding);

	return refused ? finding.err : 0;
}

/* Whether the layout that the kernel uses gives each VF a routing ID of its own. */
static bool is_sound_layout(const struct sriov_pf_facts *facts)
{
	return facts->layout.offset &&
	       (facts->layout.stride || facts->enabled == 1);
}

int sriov_pf_check_vf_location(const struct sriov_info *info,
			       const struct sriov_pf_facts *facts,
			       char why[SRIOV_PF_FINDING_TEXT])
{
	if (!facts->enabled)
		return 0;
	if (!is_sound_layout(facts)) {
		scnprintf(why, SRIOV_PF_FINDING_TEXT,
			  "First VF Offset is %u and VF Stride is %u, so the %u VFs cannot be found: reset the device first",
			  facts->layout.offset, facts->layout.stride,
			  facts->enabled);
		return -EIO;
	}
	if (facts->misplaced) {
		scnprintf(why, SRIOV_PF_FINDING_TEXT,
			  "the kernel would look for the %u VFs in the wrong place: reset the device first",
			  facts->enabled);
		return -EIO;
	}
	if (facts->taken_vf < facts->enabled) {
		scnprintf(why, SRIOV_PF_FINDING_TEXT,
			  "the kernel would remove %s in place of VF %u: reset the device first",
			  facts->taken_by, facts->taken_vf);
		return -EIO;
	}
	return 0;
}

/* How many VFs, from VF 0 on, the bridge can reach. */
static u32 vfs_in_reach(const struct sriov_info *info,
			const struct sriov_pf_facts *facts)
{
	u16 vf = vf_past_device_0(info, facts);

	return is_out_of_reach(info, facts, vf) ? vf : U32_MAX;
}

u16 sriov_pf_max_num_vfs(const struct sriov_info *info,
			 const struct sriov_pf_facts *facts)
{
	u64 vfs;

	if (facts->enabled)
		return facts->enabled;
	if (sriov_pf_check_change(info, facts, 1, NULL))
		return 0;

	vfs = min_t(u64, vfs_with_place(info, facts),
		    vfs_in_bar(&facts->bar[tightest_bar(facts)]));
	vfs = min_t(u64, vfs, vfs_in_reach(info, facts));
	return min_t(u64, vfs, facts->max_vfs);
}

/* Appends what a check warns of to a text of @len characters; returns its length. */
static size_t add_warning(enum sriov_pf_check check,
			  const struct sriov_info *info,
			  const struct sriov_pf_facts *facts, char *buf,
			  size_t len, size_t size)
{
	size_t before = len + scnprintf(buf + len, size - len,
					"; checks/%s: warning: ",
					sriov_pf_check_name(check));
	struct sriov_pf_finding finding = {
		.text = buf + before,
		.size = size - before,
	};

	sriov_pf_check(check, info, facts, &finding);
	if (finding.verdict == SRIOV_PF_WARNING)
		return before + finding.length;

	buf[len] = '\0';
	return len;
}

void sriov_pf_describe_warnings(const struct sriov_info *info,
				const struct sriov_pf_facts *facts, char *buf,
				size_t size)
{
	unsigned int check;
	size_t len = 0;

	buf[0] = '\0';
	/* That VFs share a group keeps none from being enabled. */
	for (check = 0; check < SRIOV_PF_NR_CHECKS; check++)
		if (check != SRIOV_PF_CHECK_ISOLATION)
			len = add_warning(check, info, facts, buf, len, size);
}
