// SPDX-License-Identifier: GPL-2.0
/* Whether VFs can be enabled, and the messages if they cannot. */
#include <errno.h>
#include <string.h>

#include <linux/sizes.h>

#include "check.h"
#include "finding.h"
#include "image.h"
#include "unit.h"

static struct image image;
static struct ecap cap;
static struct sriov_info info;
static struct sriov_pf_facts facts;

/* igb, claimed, below a port with ARI. There is room for all its VFs. */
static const struct sriov_pf_facts igb_facts = {
	.context = { IGB_ROUTING_ID, true },
	.page_size = 4096,
	.max_vfs = 8,
	.last_bus = 0x01,
	.bridge = "bridge 0000:00:01.0",
	.taken_vf = U32_MAX,
	.taken_by = "0000:01:10.4",
	.ari = true,
	.bar = {
		[0] = { 16384, 65536ULL * 16384, 0, true },
		[3] = { 16384, 65536ULL * 16384, 0, true },
	},
	.layout = { 128, 2 },
	.link = SRIOV_PF_LINK_SELF,
	.driver = "sriov-pf",
	.configures = true,
};

static int setup(void **state)
{
	cap = image_init_igb(&image);
	put16(&image, IGB_SRIOV + PCI_SRIOV_CTRL, PCI_SRIOV_CTRL_ARI);
	facts = igb_facts;
	return 0;
}

static void decode(void)
{
	assert_int_equal(sriov_decode(&cap, 0, &info), 0);
}

/* Changes of a register, by its offset in the capability, and of a fact. */
struct reg {
	u8 width;
	u16 where;
	u32 value;
};

struct fact {
	size_t where;
	size_t size;
	const void *value;
};

#define MAX_CHANGES	5

#define W16(reg, value)		{ 2, PCI_SRIOV_##reg, value }
#define W32(reg, value)		{ 4, PCI_SRIOV_##reg, value }
#define TOTAL(vfs)		W16(INITIAL_VF, vfs), W16(TOTAL_VF, vfs)
#define REGS(...)		.reg = { __VA_ARGS__ }

#define MEMBER(member)		(((struct sriov_pf_facts *)0)->member)
#define FACT(member, ...)						\
	{ offsetof(struct sriov_pf_facts, member), sizeof(MEMBER(member)),	\
	  &(const typeof(MEMBER(member))) { __VA_ARGS__ } }
#define FACTS(...)		.fact = { __VA_ARGS__ }

static void set_reg(const struct reg *reg)
{
	u16 where = IGB_SRIOV + reg->where;

	if (reg->width == 2)
		put16(&image, where, reg->value);
	if (reg->width == 4)
		put32(&image, where, reg->value);
}

static void set_fact(const struct fact *fact)
{
	if (fact->size)
		memcpy((char *)&facts + fact->where, fact->value, fact->size);
}

static void apply(const struct reg reg[MAX_CHANGES],
		  const struct fact fact[MAX_CHANGES])
{
	unsigned int i;

	for (i = 0; i < MAX_CHANGES; i++) {
		set_reg(&reg[i]);
		set_fact(&fact[i]);
	}
	decode();
}

/* The result of each check */

struct finding_case {
	const char *name;
	enum sriov_pf_check check;
	struct reg reg[MAX_CHANGES];
	struct fact fact[MAX_CHANGES];
	enum sriov_pf_verdict verdict;
	int err;
	const char *text;
};

/* The text follows. */
#define OK			.verdict = SRIOV_PF_OK, .err = 0
#define WARNS			.verdict = SRIOV_PF_WARNING, .err = 0
#define BLOCKS(error)		.verdict = SRIOV_PF_BLOCKED, .err = (error)

#define AT_FAULT	": update the device's firmware"
#define TURN_ON								\
	": enable SR-IOV in the device's firmware or in the BIOS setup"
#define TURNED_DOWN	"the kernel rejected the SR-IOV capability: "
#define NOT_ACCEPTED	FACT(context, IGB_ROUTING_ID, false)
#define BRIDGE		"bridge 0000:00:01.0"

static const struct finding_case capability_cases[] = {
	{ "capability: sound", SRIOV_PF_CHECK_CAPABILITY, OK, "" },
	{ "capability: one fault", SRIOV_PF_CHECK_CAPABILITY, REGS(W16(NUM_VF, 9)),
	  WARNS, "NumVFs 9 exceeds TotalVFs 8" AT_FAULT },
	{ "capability: two faults", SRIOV_PF_CHECK_CAPABILITY,
	  REGS(W16(NUM_VF, 9), W32(SYS_PGSIZE, 0)),
	  WARNS, "NumVFs 9 exceeds TotalVFs 8, and more" AT_FAULT },
	{ "capability: the chain's fault comes first", SRIOV_PF_CHECK_CAPABILITY,
	  REGS(W16(NUM_VF, 9)), FACTS(FACT(chain, ECAP_CHAIN_LOOPS)),
	  WARNS,
	  "the chain of extended capabilities loops, and more" AT_FAULT },
	{ "capability: the last fault of the list", SRIOV_PF_CHECK_CAPABILITY,
	  REGS(W32(BAR + 20, 0xfe00000c)),
	  WARNS,
	  "VF BAR 5 (0xfe00000c) is 64 bits wide in the last slot" AT_FAULT },
	{ "capability: TotalVFs 0", SRIOV_PF_CHECK_CAPABILITY, REGS(TOTAL(0)),
	  BLOCKS(-EIO), "TotalVFs is 0" TURN_ON },
	{ "capability: TotalVFs 0 in a chain that ends badly",
	  SRIOV_PF_CHECK_CAPABILITY,
	  REGS(TOTAL(0)), FACTS(FACT(chain, ECAP_CHAIN_ALL_ONES)),
	  BLOCKS(-EIO), "TotalVFs is 0, and more" TURN_ON },
	{ "capability: a fault that the kernel refuses comes first",
	  SRIOV_PF_CHECK_CAPABILITY,
	  REGS(W16(NUM_VF, 9), W16(INITIAL_VF, 9)),
	  FACTS(FACT(chain, ECAP_CHAIN_LOOPS)),
	  BLOCKS(-EIO), "InitialVFs 9 exceeds TotalVFs 8, and more" AT_FAULT },
	{ "capability: a VF BAR in I/O space that was rejected",
	  SRIOV_PF_CHECK_CAPABILITY, REGS(W32(BAR, 0xfe00e001)),
	  FACTS(NOT_ACCEPTED),
	  BLOCKS(-EIO),
	  "VF BAR 0 (0xfe00e001) is I/O space" AT_FAULT },
	{ "capability: a VF BAR in I/O space that was accepted",
	  SRIOV_PF_CHECK_CAPABILITY, REGS(W32(BAR, 0xfe00e001)),
	  WARNS, "VF BAR 0 (0xfe00e001) is I/O space" AT_FAULT },
	{ "capability: no 4 KiB pages, rejected", SRIOV_PF_CHECK_CAPABILITY,
	  REGS(W32(SUP_PGSIZE, 0x552), W32(SYS_PGSIZE, 0x2)),
	  FACTS(NOT_ACCEPTED), BLOCKS(-EIO),
	  "the supported page sizes 0x00000552 do not include 4 KiB"
	  AT_FAULT },
	{ "capability: no 4 KiB pages, accepted", SRIOV_PF_CHECK_CAPABILITY,
	  REGS(W32(SUP_PGSIZE, 0x552), W32(SYS_PGSIZE, 0x2)), WARNS,
	  "the supported page sizes 0x00000552 do not include 4 KiB"
	  AT_FAULT },
	{ "capability: offset 0, not accepted yet", SRIOV_PF_CHECK_CAPABILITY,
	  REGS(W16(VF_OFFSET, 0)), FACTS(NOT_ACCEPTED),
	  BLOCKS(-EIO), "First VF Offset is 0" AT_FAULT },
	{ "capability: offset 0, accepted", SRIOV_PF_CHECK_CAPABILITY,
	  REGS(W16(VF_OFFSET, 0)), OK, "" },

	{ "pci_core: accepted", SRIOV_PF_CHECK_PCI_CORE, OK, "" },
	{ "pci_core: rejected for TotalVFs", SRIOV_PF_CHECK_PCI_CORE,
	  REGS(TOTAL(0)),
	  FACTS(NOT_ACCEPTED),
	  BLOCKS(-EIO), TURNED_DOWN "TotalVFs is 0" TURN_ON },
	{ "pci_core: rejected for its page sizes", SRIOV_PF_CHECK_PCI_CORE,
	  REGS(W32(SUP_PGSIZE, 0x7)),
	  FACTS(NOT_ACCEPTED, FACT(page_size, 65536)),
	  BLOCKS(-EIO),
	  TURNED_DOWN "it supports no page size that this machine can use" },
	{ "pci_core: rejected for its offset", SRIOV_PF_CHECK_PCI_CORE,
	  REGS(W16(VF_OFFSET, 0)), FACTS(NOT_ACCEPTED),
	  BLOCKS(-EIO), TURNED_DOWN "First VF Offset is 0" },
	{ "pci_core: rejected for its stride", SRIOV_PF_CHECK_PCI_CORE,
	  REGS(W16(VF_STRIDE, 0), TOTAL(2)), FACTS(NOT_ACCEPTED),
	  BLOCKS(-EIO), TURNED_DOWN "VF Stride is 0" },
	{ "pci_core: rejected, one VF needs no stride", SRIOV_PF_CHECK_PCI_CORE,
	  REGS(W16(VF_STRIDE, 0), TOTAL(1)), FACTS(NOT_ACCEPTED),
	  BLOCKS(-EIO),
	  TURNED_DOWN "the registers show no reason, see the kernel log" },
	{ "pci_core: rejected for no known reason", SRIOV_PF_CHECK_PCI_CORE,
	  FACTS(NOT_ACCEPTED),
	  BLOCKS(-EIO),
	  TURNED_DOWN "the registers show no reason, see the kernel log" },
};

static const struct finding_case driver_cases[] = {
	{ "driver: can enable VFs", SRIOV_PF_CHECK_DRIVER, OK, "sriov-pf" },
	{ "driver: cannot enable VFs", SRIOV_PF_CHECK_DRIVER,
	  FACTS(FACT(driver, "e1000e"), FACT(configures, false)),
	  BLOCKS(-ENOENT),
	  "driver e1000e cannot enable VFs: unbind it and bind sriov-pf (sriovctl claim)",
	},
	{ "driver: none", SRIOV_PF_CHECK_DRIVER,
	  FACTS(FACT(driver, ""), FACT(configures, false)),
	  BLOCKS(-ENOENT),
	  "no driver is bound: load the device's own driver, or bind sriov-pf (sriovctl claim)",
	},

	{ "isolation: each VF has a group", SRIOV_PF_CHECK_ISOLATION, OK, "" },
	{ "isolation: no IOMMU", SRIOV_PF_CHECK_ISOLATION,
	  FACTS(FACT(isolation, SRIOV_PF_NO_IOMMU)),
	  OK, "there is no IOMMU, or it is off" },
	{ "isolation: no ACS", SRIOV_PF_CHECK_ISOLATION,
	  FACTS(FACT(isolation, SRIOV_PF_NO_ACS), FACT(group, 3),
		FACT(acs_bridge, "0000:00:01.0")),
	  WARNS,
	  "bridge 0000:00:01.0 has no ACS: all VFs will share IOMMU group 3 with it and what is below it; move the device below a bridge with ACS",
	},
	{ "isolation: ACS is off", SRIOV_PF_CHECK_ISOLATION,
	  FACTS(FACT(isolation, SRIOV_PF_ACS_OFF), FACT(group, 12),
		FACT(acs_bridge, "0000:00:01.0")),
	  WARNS,
	  "ACS of bridge 0000:00:01.0 is off: all VFs will share IOMMU group 12 with the bridge above the PF and what is below it; boot without pci=disable_acs_redir, or turn ACS on in the BIOS setup",
	},
	{ "isolation: no group yet", SRIOV_PF_CHECK_ISOLATION,
	  FACTS(FACT(isolation, SRIOV_PF_NO_GROUP_YET)),
	  WARNS,
	  "unknown: the PF has no IOMMU group, but may get one with its first driver" },
	{ "isolation: the PF is in the group of a bridge with ACS",
	  SRIOV_PF_CHECK_ISOLATION,
	  FACTS(FACT(isolation, SRIOV_PF_GROUPED), FACT(group, 0),
		FACT(acs_bridge, "0000:00:01.0")),
	  WARNS,
	  "the PF is in IOMMU group 0 with bridge 0000:00:01.0, although ACS is on there: all VFs will be in that group too, unless ACS was turned on after the PF was found; remove the PF and rescan to see",
	},
	{ "isolation: other rules", SRIOV_PF_CHECK_ISOLATION,
	  FACTS(FACT(isolation, SRIOV_PF_OTHER_GROUPS)),
	  WARNS,
	  "unknown: this platform has rules of its own for IOMMU groups" },

	{ "vfs_in_use: no VF is open", SRIOV_PF_CHECK_VFS_IN_USE, OK, "" },
	{ "vfs_in_use: a VF is open", SRIOV_PF_CHECK_VFS_IN_USE,
	  FACTS(FACT(user, "0000:01:10.2"), FACT(user_driver, "vfio-pci")),
	  BLOCKS(-EBUSY),
	  "VF 0000:01:10.2 is in use through vfio-pci: stop the virtual machine or program that uses it",
	},

	{ "state: no VFs", SRIOV_PF_CHECK_STATE, OK, "" },
	{ "state: VFs are being enabled", SRIOV_PF_CHECK_STATE,
	  REGS(W16(NUM_VF, 4), W16(CTRL, PCI_SRIOV_CTRL_VFE)),
	  FACTS(FACT(changing, true), FACT(changing_to, 4)),
	  OK, "a change to 4 VFs is in progress" },
	{ "state: VFs are being disabled", SRIOV_PF_CHECK_STATE,
	  REGS(W16(NUM_VF, 4)),
	  FACTS(FACT(changing, true), FACT(enabled, 4)),
	  OK, "a change to 0 VFs is in progress" },
	{ "state: VFs", SRIOV_PF_CHECK_STATE,
	  REGS(W16(NUM_VF, 4), W16(CTRL, PCI_SRIOV_CTRL_VFE)),
	  FACTS(FACT(enabled, 4)), OK, "" },
	{ "state: only NumVFs is set", SRIOV_PF_CHECK_STATE,
	  REGS(W16(NUM_VF, 4)), OK, "" },
	{ "state: VFs that the kernel does not have", SRIOV_PF_CHECK_STATE,
	  REGS(W16(NUM_VF, 2), W16(CTRL, PCI_SRIOV_CTRL_VFE)),
	  WARNS,
	  "VF Enable is set and NumVFs is 2, but the kernel has no VFs: something else wrote to the device; reset it",
	},
	{ "state: VFs that the device has lost", SRIOV_PF_CHECK_STATE,
	  REGS(W16(NUM_VF, 4)), FACTS(FACT(enabled, 4)),
	  BLOCKS(-EIO),
	  "VF Enable is clear, but the kernel has 4 VFs: the device was reset; write 0 to num_vfs, then 4",
	},
	{ "state: another number of VFs", SRIOV_PF_CHECK_STATE,
	  REGS(W16(NUM_VF, 2), W16(CTRL, PCI_SRIOV_CTRL_VFE)),
	  FACTS(FACT(enabled, 4)),
	  BLOCKS(-EIO),
	  "the device has 2 VFs, but the kernel has 4: write 0 to num_vfs, then 4" },
	{ "state: a size that a reset has changed", SRIOV_PF_CHECK_STATE,
	  FACTS(FACT(bar[3].size, SZ_4M), FACT(reset_bar, 3),
		FACT(reset_size, SZ_1M)),
	  WARNS,
	  "VF BAR 3 has 1 MiB for each VF, because the device was reset: enabling VFs sets it to 4 MiB again",
	},
	{ "state: a size that a reset has changed, with VFs", SRIOV_PF_CHECK_STATE,
	  REGS(W16(NUM_VF, 4)),
	  FACTS(FACT(enabled, 4), FACT(reset_size, SZ_1M)),
	  BLOCKS(-EIO),
	  "VF Enable is clear, but the kernel has 4 VFs: the device was reset; write 0 to num_vfs, then 4",
	},
};

#define MIGRATION	W32(CAP, PCI_SRIOV_CAP_VFM)

static const struct finding_case register_cases[] = {
	{ "initial_vfs: all", SRIOV_PF_CHECK_INITIAL_VFS, OK, "" },
	{ "initial_vfs: all, with migration", SRIOV_PF_CHECK_INITIAL_VFS,
	  REGS(MIGRATION),
	  OK, "" },
	{ "initial_vfs: fewer", SRIOV_PF_CHECK_INITIAL_VFS,
	  REGS(W16(INITIAL_VF, 4)),
	  BLOCKS(-EIO),
	  "InitialVFs is 4 and TotalVFs 8, but without VF migration they must be equal: update the device's firmware",
	},
	{ "initial_vfs: fewer, with migration", SRIOV_PF_CHECK_INITIAL_VFS,
	  REGS(W16(INITIAL_VF, 4), MIGRATION),
	  WARNS,
	  "InitialVFs is 4 of 8: the other VFs appear only by migration" },
	{ "initial_vfs: more, with migration", SRIOV_PF_CHECK_INITIAL_VFS,
	  REGS(W16(INITIAL_VF, 9), MIGRATION),
	  BLOCKS(-EIO),
	  "InitialVFs is 9 and TotalVFs 8, but without VF migration they must be equal: update the device's firmware",
	},

	{ "page_size: of 4 KiB", SRIOV_PF_CHECK_PAGE_SIZE, OK, "" },
	{ "page_size: of 64 KiB", SRIOV_PF_CHECK_PAGE_SIZE,
	  REGS(W32(SYS_PGSIZE, 0x10)),
	  FACTS(FACT(page_size, 65536)), OK, "" },
	{ "page_size: of 16 KiB, but 64 KiB will do", SRIOV_PF_CHECK_PAGE_SIZE,
	  REGS(W32(SYS_PGSIZE, 0x10)), FACTS(FACT(page_size, 16384)), OK, "" },
	{ "page_size: none", SRIOV_PF_CHECK_PAGE_SIZE, REGS(W32(SUP_PGSIZE, 0)),
	  BLOCKS(-EIO),
	  "none of the supported page sizes 0x00000000 holds a page of 4096 bytes",
	},
	{ "page_size: none is large enough", SRIOV_PF_CHECK_PAGE_SIZE,
	  REGS(W32(SUP_PGSIZE, 0xf)),
	  FACTS(FACT(page_size, 65536)),
	  BLOCKS(-EIO),
	  "none of the supported page sizes 0x0000000f holds a page of 65536 bytes",
	},
	{ "page_size: the largest", SRIOV_PF_CHECK_PAGE_SIZE,
	  REGS(W32(SUP_PGSIZE, 0x80000000), W32(SYS_PGSIZE, 0x80000000)),
	  OK, "" },
	{ "page_size: not what the kernel set", SRIOV_PF_CHECK_PAGE_SIZE,
	  REGS(W32(SYS_PGSIZE, 0x10)),
	  WARNS,
	  "system page size is 0x00000010, the kernel set 0x00000001: a reset may have changed it, enabling VFs sets it again",
	},

	{ "dependency_link: itself", SRIOV_PF_CHECK_DEPENDENCY_LINK, OK, "" },
	{ "dependency_link: a PF", SRIOV_PF_CHECK_DEPENDENCY_LINK,
	  REGS(W16(FUNC_LINK, 0x01)),
	  FACTS(FACT(link, SRIOV_PF_LINK_PF)), OK, "depends on function 0x01" },
	{ "dependency_link: an absent function", SRIOV_PF_CHECK_DEPENDENCY_LINK,
	  REGS(W16(FUNC_LINK, 0xff)),
	  FACTS(FACT(link, SRIOV_PF_LINK_ABSENT)),
	  BLOCKS(-ENODEV),
	  "this PF depends on function 0xff, which is absent: rescan, or enable it in the device's firmware",
	},
	{ "dependency_link: not a PF", SRIOV_PF_CHECK_DEPENDENCY_LINK,
	  REGS(W16(FUNC_LINK, 0x10)),
	  FACTS(FACT(link, SRIOV_PF_LINK_NO_PF)),
	  BLOCKS(-ENOSYS),
	  "this PF depends on function 0x10, which is no PF: enable its SR-IOV in the device's firmware",
	},
};

#define REMEDY								\
	" in all; boot with pci=realloc, or enable 64-bit decoding or larger windows in the BIOS setup"

#define FIXED								\
	"where the device has fixed it (Enhanced Allocation), and has none: no window of the host bridge holds them, or something else is there; update the machine's firmware, which makes these windows"

static const struct finding_case bar_cases[] = {
	{ "vf_bars: room for all", SRIOV_PF_CHECK_VF_BARS, OK, "" },
	{ "vf_bars: none at all", SRIOV_PF_CHECK_VF_BARS,
	  FACTS(FACT(bar[0], 0), FACT(bar[3], 0)), OK, "" },
	{ "vf_bars: exactly enough room", SRIOV_PF_CHECK_VF_BARS,
	  FACTS(FACT(bar[3], 16384, 131072)), OK, "" },
	{ "vf_bars: resized, room for some", SRIOV_PF_CHECK_VF_BARS,
	  FACTS(FACT(bar[3], 32768, 131072)),
	  WARNS, "VF BAR 3 has room for 4 VFs (32 KiB each, 128 KiB in all): set a smaller size" },
	{ "vf_bars: resized, the tightest of two", SRIOV_PF_CHECK_VF_BARS,
	  FACTS(FACT(bar[0], 65536, 131072), FACT(bar[3], 32768, 131072)),
	  WARNS, "VF BAR 0 has room for 2 VFs (64 KiB each, 128 KiB in all): set a smaller size" },
	{ "vf_bars: resized, room for none", SRIOV_PF_CHECK_VF_BARS,
	  FACTS(FACT(bar[3], 262144, 131072)),
	  BLOCKS(-ENOMEM), "VF BAR 3 has room for 0 VFs (256 KiB each, 128 KiB in all): set a smaller size" },
	{ "vf_bars: no room", SRIOV_PF_CHECK_VF_BARS, REGS(TOTAL(100)),
	  FACTS(FACT(bar[0], 16384, 0, 1048576, true)),
	  BLOCKS(-ENOMEM),
	  "VF BAR 0 needs 1600 KiB (16 KiB for each of 100 VFs) and has none: the prefetchable window of "
	  BRIDGE " has 1 MiB" REMEDY },
	{ "vf_bars: no room for the second", SRIOV_PF_CHECK_VF_BARS,
	  FACTS(FACT(bar[3], 16384, 0, 65536, false)),
	  BLOCKS(-ENOMEM),
	  "VF BAR 3 needs 128 KiB (16 KiB for each of 8 VFs) and has none: the memory window of "
	  BRIDGE " has 64 KiB" REMEDY },
	{ "vf_bars: no room for either", SRIOV_PF_CHECK_VF_BARS,
	  FACTS(FACT(bar[0], 16, 0), FACT(bar[3], 16384, 0)),
	  BLOCKS(-ENOMEM),
	  "VF BAR 0 needs 128 bytes (16 bytes for each of 8 VFs) and has none: the memory window of "
	  BRIDGE " has 0 bytes" REMEDY },
	{ "vf_bars: no room in the last slot", SRIOV_PF_CHECK_VF_BARS,
	  FACTS(FACT(bar[5], 4096, 0), FACT(bridge, "the host bridge")),
	  BLOCKS(-ENOMEM),
	  "VF BAR 5 needs 32 KiB (4 KiB for each of 8 VFs) and has none: the memory window of the host bridge has 0 bytes"
	  REMEDY },
	{ "vf_bars: no room at the fixed address", SRIOV_PF_CHECK_VF_BARS,
	  REGS(TOTAL(128)),
	  FACTS(FACT(bar[0], 0x200000, 0, 65536, false, true,
		     0x8430a0000000)),
	  BLOCKS(-ENOMEM),
	  "VF BAR 0 needs 256 MiB (2 MiB for each of 128 VFs) at 0x8430a0000000, " FIXED },
	{ "vf_bars: room at the fixed address", SRIOV_PF_CHECK_VF_BARS,
	  FACTS(FACT(bar[0], 0x200000, 0x1000000, 0, false, true, 0x8430a0000000)),
	  OK, "" },
	{ "vf_bars: the sum exceeds 64 bits, fixed", SRIOV_PF_CHECK_VF_BARS,
	  REGS(TOTAL(65535)),
	  FACTS(FACT(bar[0], 1ULL << 63, 0, 0, true, true,
		     0xfffffffffffffffc)),
	  BLOCKS(-ENOMEM),
	  "VF BAR 0 needs 18446744073709551615 bytes (8 EiB for each of 65535 VFs) at 0xfffffffffffffffc, " FIXED },
	{ "vf_bars: the largest sum that fits 64 bits", SRIOV_PF_CHECK_VF_BARS,
	  FACTS(FACT(bar[0], 1ULL << 60, 0, 0, true)),
	  BLOCKS(-ENOMEM),
	  "VF BAR 0 needs 8 EiB (1 EiB for each of 8 VFs) and has none: the prefetchable window of "
	  BRIDGE " has 0 bytes" REMEDY },
	{ "vf_bars: the sum exceeds 64 bits", SRIOV_PF_CHECK_VF_BARS,
	  FACTS(FACT(bar[0], 1ULL << 63, 0, 0, true)),
	  BLOCKS(-ENOMEM),
	  "VF BAR 0 needs 18446744073709551615 bytes (8 EiB for each of 8 VFs) and has none: the prefetchable window of "
	  BRIDGE " has 0 bytes" REMEDY },
};

#define ENDS_AT_1							\
	", but the last bus of " BRIDGE " is 0x01: boot with pci=assign-busses,hpbussize="
#define OR_MOVE		", or move the device"
#define TAKEN								\
	" would have the routing ID of 0000:01:10.4: remove that function, or update the device's firmware"
#define LAYOUT(offset, stride)						\
	W16(VF_OFFSET, offset), W16(VF_STRIDE, stride)

static const struct finding_case place_cases[] = {
	{ "bus_numbers: a place for all", SRIOV_PF_CHECK_BUS_NUMBERS, OK, "" },
	{ "bus_numbers: the last place of the bus", SRIOV_PF_CHECK_BUS_NUMBERS,
	  REGS(LAYOUT(0xf8, 1)), OK, "" },
	{ "bus_numbers: one past the bus", SRIOV_PF_CHECK_BUS_NUMBERS,
	  REGS(LAYOUT(0xf9, 1)),
	  WARNS, "VF 7 needs bus 0x02" ENDS_AT_1 "2" OR_MOVE },
	{ "bus_numbers: all past the bus", SRIOV_PF_CHECK_BUS_NUMBERS,
	  REGS(LAYOUT(0x100, 1)),
	  BLOCKS(-ENOMEM), "VF 0 needs bus 0x02" ENDS_AT_1 "2" OR_MOVE },
	{ "bus_numbers: a bus for each", SRIOV_PF_CHECK_BUS_NUMBERS,
	  REGS(LAYOUT(0x80, 0x100)),
	  FACTS(FACT(last_bus, 0x08)), OK, "" },
	{ "bus_numbers: one bus is missing", SRIOV_PF_CHECK_BUS_NUMBERS,
	  REGS(LAYOUT(0x80, 0x100)),
	  FACTS(FACT(last_bus, 0x07)),
	  WARNS,
	  "VF 7 needs bus 0x08, but the last bus of " BRIDGE
	  " is 0x07: boot with pci=assign-busses,hpbussize=8" OR_MOVE },
	{ "bus_numbers: a bridge that ends before the PF",
	  SRIOV_PF_CHECK_BUS_NUMBERS,
	  FACTS(FACT(last_bus, 0x00)),
	  BLOCKS(-ENOMEM),
	  "VF 0 needs bus 0x01, but the last bus of " BRIDGE
	  " is 0x00: boot with pci=assign-busses,hpbussize=1" OR_MOVE },
	{ "bus_numbers: past bus 0xff", SRIOV_PF_CHECK_BUS_NUMBERS,
	  REGS(LAYOUT(0xff, 0xffff)),
	  FACTS(FACT(context, 0xff00, true), FACT(last_bus, 0xff)),
	  WARNS,
	  "VF 1 needs bus 0x1ff, but the last bus is 0xff: move the device to a lower bus" },
	{ "bus_numbers: no stride, all in one place",
	  SRIOV_PF_CHECK_BUS_NUMBERS,
	  REGS(LAYOUT(0x80, 0)), OK, "" },
	{ "bus_numbers: the first is taken", SRIOV_PF_CHECK_BUS_NUMBERS,
	  FACTS(FACT(taken_vf, 0)), BLOCKS(-EEXIST), "VF 0" TAKEN },
	{ "bus_numbers: the last is taken", SRIOV_PF_CHECK_BUS_NUMBERS,
	  FACTS(FACT(taken_vf, 7)), WARNS, "VF 7" TAKEN },
	{ "bus_numbers: the place after the last VF is taken",
	  SRIOV_PF_CHECK_BUS_NUMBERS,
	  FACTS(FACT(taken_vf, 8)), OK, "" },
	{ "bus_numbers: taken before the bus ends", SRIOV_PF_CHECK_BUS_NUMBERS,
	  REGS(LAYOUT(0xf9, 1)), FACTS(FACT(taken_vf, 6)),
	  WARNS, "VF 6" TAKEN },
	{ "bus_numbers: taken where the bus ends", SRIOV_PF_CHECK_BUS_NUMBERS,
	  REGS(LAYOUT(0xf9, 1)), FACTS(FACT(taken_vf, 7)),
	  WARNS, "VF 7 needs bus 0x02" ENDS_AT_1 "2" OR_MOVE },
};

#define NO_ARI		FACT(ari, false)
#define ONE_DEVICE	NO_ARI, FACT(one_device, true)
#define CLEAR		W16(CTRL, 0)
#define NO_FUNCTION							\
	" is not a function of device 0, and without ARI " BRIDGE		\
	" forwards to device 0 only: move the device below a port with ARI"

static const struct finding_case ari_cases[] = {
	{ "ari: on", SRIOV_PF_CHECK_ARI, OK, "ARI is on" },
	{ "ari: off", SRIOV_PF_CHECK_ARI, REGS(CLEAR), FACTS(NO_ARI),
	  OK, "without ARI" },
	{ "ari: all VFs out of reach", SRIOV_PF_CHECK_ARI, REGS(CLEAR),
	  FACTS(ONE_DEVICE), WARNS, "VF 0" NO_FUNCTION },
	{ "ari: some VFs out of reach", SRIOV_PF_CHECK_ARI,
	  REGS(CLEAR, LAYOUT(1, 1)), FACTS(ONE_DEVICE),
	  WARNS, "VF 7" NO_FUNCTION },
	{ "ari: some VFs out of reach, in steps", SRIOV_PF_CHECK_ARI,
	  REGS(CLEAR, LAYOUT(1, 3)), FACTS(ONE_DEVICE),
	  WARNS, "VF 3" NO_FUNCTION },
	{ "ari: some VFs out of reach, of PF 3", SRIOV_PF_CHECK_ARI,
	  REGS(CLEAR, LAYOUT(4, 1)),
	  FACTS(ONE_DEVICE, FACT(context, IGB_ROUTING_ID + 3, true)),
	  WARNS, "VF 1" NO_FUNCTION },
	{ "ari: out of reach, with ARI Capable Hierarchy", SRIOV_PF_CHECK_ARI,
	  FACTS(ONE_DEVICE), WARNS, "VF 0" NO_FUNCTION },
	{ "ari: seven VFs of device 0", SRIOV_PF_CHECK_ARI,
	  REGS(CLEAR, W16(TOTAL_VF, 7), LAYOUT(1, 1)), FACTS(ONE_DEVICE),
	  OK, "without ARI" },
	{ "ari: all VFs on the next bus, in reach", SRIOV_PF_CHECK_ARI,
	  REGS(CLEAR, LAYOUT(0x100, 1)), FACTS(ONE_DEVICE),
	  OK, "without ARI" },
	{ "ari: VFs of device 0, then on the next bus", SRIOV_PF_CHECK_ARI,
	  REGS(CLEAR, LAYOUT(1, 0xff)), FACTS(ONE_DEVICE),
	  OK, "without ARI" },
	{ "ari: VFs of device 0, then past it on the next bus", SRIOV_PF_CHECK_ARI,
	  REGS(CLEAR, LAYOUT(1, 0x108)), FACTS(ONE_DEVICE),
	  OK, "without ARI" },
	{ "ari: no stride, all VFs of device 0", SRIOV_PF_CHECK_ARI,
	  REGS(CLEAR, LAYOUT(1, 0)), FACTS(ONE_DEVICE), OK, "without ARI" },
	{ "ari: no stride, all VFs out of reach", SRIOV_PF_CHECK_ARI,
	  REGS(CLEAR, LAYOUT(8, 0)), FACTS(ONE_DEVICE),
	  WARNS, "VF 0" NO_FUNCTION },
	{ "ari: no VFs at all", SRIOV_PF_CHECK_ARI, REGS(CLEAR, TOTAL(0)),
	  FACTS(ONE_DEVICE), OK, "without ARI" },
	{ "ari: set in the PF, off in the bridge", SRIOV_PF_CHECK_ARI,
	  FACTS(NO_ARI),
	  WARNS,
	  "ARI Capable Hierarchy is set but " BRIDGE
	  " does not forward ARI: some VFs may be unreachable; remove the PF and rescan",
	},
	{ "ari: clear in the PF, on in the bridge", SRIOV_PF_CHECK_ARI,
	  REGS(CLEAR),
	  WARNS,
	  BRIDGE
	  " forwards ARI but ARI Capable Hierarchy is clear: VFs may take more bus numbers; remove the PF and rescan",
	},
	{ "ari: set in the lowest PF, for all PFs", SRIOV_PF_CHECK_ARI,
	  REGS(CLEAR),
	  FACTS(FACT(context, IGB_ROUTING_ID + 1, true)), OK, "ARI is on" },
};

static void same_finding(const struct finding *finding,
			 const struct finding_case *row)
{
	assert_string_equal(finding->text, row->text);
	assert_int_equal(finding->length, strlen(row->text));
	assert_int_equal(finding->verdict, row->verdict);
	assert_int_equal(finding->err, row->err);
}

/* The finding does not depend on facts that the check does not need. */
static void check_finds(void **state)
{
	const struct finding_case *row = *state;
	struct sriov_pf_finding verdict = {};
	struct finding finding;

	apply(row->reg, row->fact);
	find(row->check, &info, &facts, &finding);
	same_finding(&finding, row);
	find_by_needs(row->check, &info, &facts, &finding);
	same_finding(&finding, row);
	sriov_pf_check(row->check, &info, &facts, &verdict);
	assert_int_equal(verdict.verdict, row->verdict);
	assert_int_equal(verdict.err, row->err);
}

/* Checks of a truncated capability */

static const char * const said_of_60_bytes[SRIOV_PF_NR_CHECKS] = {
	[SRIOV_PF_CHECK_PCI_CORE] = "",
	[SRIOV_PF_CHECK_DRIVER] = "sriov-pf",
	[SRIOV_PF_CHECK_ISOLATION] = "",
	[SRIOV_PF_CHECK_VFS_IN_USE] = "",
};

static void checks_of_missing_registers_are_unknown(void **state)
{
	struct finding finding;
	unsigned int check;

	cap.size = PCI_EXT_CAP_SRIOV_SIZEOF - 4;
	decode();
	for (check = 0; check < SRIOV_PF_NR_CHECKS; check++) {
		const char *said = said_of_60_bytes[check];

		if (check == SRIOV_PF_CHECK_CAPABILITY)
			continue;
		find(check, &info, &facts, &finding);
		assert_string_equal(finding.text, said ?:
				    "unknown: the capability is truncated");
		assert_int_equal(finding.verdict,
				 said ? SRIOV_PF_OK : SRIOV_PF_WARNING);
		assert_int_equal(finding.err, 0);
	}
}

/* It blocks only if the registers that place the VFs are missing. */
static const struct cut_case {
	u16 size;
	struct finding_case expect;
} cuts[] = {
	{ 60, { WARNS, "the capability has 60 bytes, not 64" AT_FAULT } },
	{ 24, { WARNS, "the capability has 24 bytes, not 64" AT_FAULT } },
	{ 20, { BLOCKS(-EIO),
		"the capability has 20 bytes, not 64" AT_FAULT } },
	{ 4, { BLOCKS(-EIO), "the capability has 4 bytes, not 64" AT_FAULT } },
};

static void truncated_capability(void **state)
{
	struct finding finding;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cuts); i++) {
		cap.size = cuts[i].size;
		decode();
		find(SRIOV_PF_CHECK_CAPABILITY, &info, &facts, &finding);
		same_finding(&finding, &cuts[i].expect);
	}
}

/* The length of the texts, with the longest numbers and names */

static void set_extremes(void)
{
	unsigned int slot;

	memset(&image.bytes[IGB_SRIOV + PCI_SRIOV_CAP], 0xff,
	       PCI_EXT_CAP_SRIOV_SIZEOF - PCI_SRIOV_CAP);
	put16(&image, IGB_SRIOV + PCI_SRIOV_INITIAL_VF, U16_MAX - 1);
	decode();
	facts = (struct sriov_pf_facts){
		.context = { .routing_id = 0xff00 },
		.page_size = 1U << 31,
		.max_vfs = U16_MAX,
		.last_bus = 0xff,
		.taken_vf = U32_MAX,
		.reset_size = U64_MAX,
	};
	memset(facts.bridge, 'b', SRIOV_PF_NAME - 1);
	memset(facts.taken_by, 't', SRIOV_PF_ADDRESS - 1);
	memset(facts.driver, 'd', SRIOV_PF_NAME - 1);
	memset(facts.user, 'u', SRIOV_PF_ADDRESS - 1);
	memset(facts.user_driver, 'v', SRIOV_PF_NAME - 1);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		facts.bar[slot] = (struct sriov_pf_bar_room){
			.size = U64_MAX, .window = U64_MAX,
			.prefetchable = true,
		};
}

/* Each bit of @choices selects another case. Returns the number of bits. */
static unsigned int choose(unsigned int choices)
{
	unsigned int bit = 0;

#define CHOOSE(member, value)						\
do {									\
	if (choices & BIT(bit))						\
		(member) = (value);					\
	bit++;								\
} while (0)
	CHOOSE(info.num_vfs, U16_MAX - 1);
	CHOOSE(info.vf_offset, 0);
	CHOOSE(info.vf_stride, 0);
	CHOOSE(info.supported_page_sizes, 0);
	CHOOSE(info.capabilities.vf_migration_capable, false);
	CHOOSE(info.control.vf_enable, false);
	CHOOSE(info.control.ari_capable_hierarchy, false);
	CHOOSE(facts.enabled, U16_MAX);
	CHOOSE(facts.configures, true);
	CHOOSE(facts.ari, true);
	CHOOSE(facts.one_device, true);
	CHOOSE(facts.last_bus, 0xfe);
	CHOOSE(facts.taken_vf, U16_MAX - 1);
#undef CHOOSE
	return bit;
}

/* A text that fills the buffer may have been truncated. */
static size_t length_of(const char text[SRIOV_PF_FINDING_TEXT])
{
	size_t length = strnlen(text, SRIOV_PF_FINDING_TEXT);

	assert_in_range(length, 0, SRIOV_PF_FINDING_TEXT - 2);
	assert_null(strpbrk(text, "\n%"));
	return length;
}

static size_t longest_finding(void)
{
	struct finding finding;
	size_t length, longest = 0;
	unsigned int check;

	for (check = 0; check < SRIOV_PF_NR_CHECKS; check++) {
		find(check, &info, &facts, &finding);
		length = length_of(finding.text);
		if (length > longest)
			longest = length;
	}
	return longest;
}

static void no_finding_is_too_long(void **state)
{
	unsigned int choices, bits = choose(0);
	struct sriov_info info_is;
	struct sriov_pf_facts facts_are;
	size_t longest = 0;

	set_extremes();
	info_is = info;
	facts_are = facts;
	for (choices = 0; choices < BIT(bits); choices++) {
		size_t length;

		info = info_is;
		facts = facts_are;
		facts.link = choices % 4;
		choose(choices);
		length = longest_finding();
		if (length > longest)
			longest = length;
	}
	/* The longest texts were tried, too. */
	assert_in_range(longest, 256, SRIOV_PF_FINDING_TEXT - 2);
}

/* The names of files in sysfs, and the first words in these files. */
static void checks_and_verdicts_have_names(void **state)
{
	static const char * const names[] = {
		"capability", "pci_core", "driver", "initial_vfs", "page_size",
		"vf_bars", "bus_numbers", "dependency_link", "ari",
		"isolation", "vfs_in_use", "state",
	};
	unsigned int check;

	assert_int_equal(ARRAY_SIZE(names), SRIOV_PF_NR_CHECKS);
	for (check = 0; check < SRIOV_PF_NR_CHECKS; check++)
		assert_string_equal(sriov_pf_check_name(check), names[check]);
	assert_string_equal(sriov_pf_verdict_name(SRIOV_PF_OK), "ok");
	assert_string_equal(sriov_pf_verdict_name(SRIOV_PF_WARNING), "warning");
	assert_string_equal(sriov_pf_verdict_name(SRIOV_PF_BLOCKED), "blocked");
}

static const struct CMUnitTest findings[] = {
	cmocka_unit_test(checks_and_verdicts_have_names),
	cmocka_unit_test_setup(checks_of_missing_registers_are_unknown, setup),
	cmocka_unit_test_setup(truncated_capability, setup),
	cmocka_unit_test_setup(no_finding_is_too_long, setup),
};

/* What a change returns */

struct change_case {
	const char *name;
	u16 num_vfs;
	struct reg reg[MAX_CHANGES];
	struct fact fact[MAX_CHANGES];
	int err;
	const char *why;
};

#define REFUSED(error)		.err = (error)
#define NO_DRIVER							\
	"no driver is bound: load the device's own driver, or bind sriov-pf (sriovctl claim)"
#define IN_USE								\
	"VF 0000:01:10.2 is in use through vfio-pci: stop the virtual machine or program that uses it"
#define UNBOUND		FACT(driver, ""), FACT(configures, false)
#define USED								\
	FACT(user, "0000:01:10.2"), FACT(user_driver, "vfio-pci")

static const struct change_case change_cases[] = {
	{ "one", 1 },
	{ "all", 8 },
	{ "none", 0, FACTS(FACT(enabled, 4)) },
	{ "more than TotalVFs", 9, FACTS(FACT(max_vfs, 9)),
	  REFUSED(-ERANGE), "9 VFs requested, TotalVFs is 8" },
	{ "the largest number", 65535,
	  REFUSED(-ERANGE), "65535 VFs requested, TotalVFs is 8" },
	{ "as many as the driver allows", 4, FACTS(FACT(max_vfs, 4)) },
	{ "more than the driver allows", 5, FACTS(FACT(max_vfs, 4)),
	  REFUSED(-ERANGE), "5 VFs requested, the driver allows 4" },
	{ "malformed capability", 1, REGS(W16(INITIAL_VF, 9)),
	  REFUSED(-EIO), "InitialVFs 9 exceeds TotalVFs 8" AT_FAULT },
	{ "malformed capability, but the kernel does not care", 8,
	  REGS(W32(SYS_PGSIZE, 0), W16(NUM_VF, 9)),
	  FACTS(FACT(chain, ECAP_CHAIN_LOOPS)) },
	{ "more than a resized VF BAR has room for", 5,
	  FACTS(FACT(bar[3], 32768, 131072)),
	  REFUSED(-ENOMEM), "VF BAR 3 has room for 4 VFs (32 KiB each, 128 KiB in all): set a smaller size" },
	{ "as many as a resized VF BAR has room for", 4,
	  FACTS(FACT(bar[3], 32768, 131072)) },
	{ "capability that the PCI core rejected", 1,
	  FACTS(NOT_ACCEPTED),
	  REFUSED(-EIO),
	  TURNED_DOWN "the registers show no reason, see the kernel log" },
	{ "without a driver", 1, FACTS(UNBOUND),
	  REFUSED(-ENOENT), NO_DRIVER },
	{ "none, without a driver", 0, FACTS(FACT(enabled, 4), UNBOUND),
	  REFUSED(-ENOENT), NO_DRIVER },
	{ "with a VF in use", 1, FACTS(FACT(enabled, 4), USED),
	  REFUSED(-EBUSY), IN_USE },
	{ "none, with a VF in use", 0, FACTS(FACT(enabled, 4), USED),
	  REFUSED(-EBUSY), IN_USE },
	{ "with other VFs enabled", 1, FACTS(FACT(enabled, 4)),
	  REFUSED(-EBUSY), "4 VFs are enabled: write 0 first" },
	{ "InitialVFs less than TotalVFs", 1, REGS(W16(INITIAL_VF, 7)),
	  REFUSED(-EIO),
	  "InitialVFs is 7 and TotalVFs 8, but without VF migration they must be equal: update the device's firmware",
	},
	{ "more than InitialVFs, with migration", 8,
	  REGS(W16(INITIAL_VF, 7), MIGRATION) },
	{ "no page size large enough", 1, FACTS(FACT(page_size, 1 << 23)),
	  REFUSED(-EIO),
	  "none of the supported page sizes 0x00000553 holds a page of 8388608 bytes",
	},
	{ "page size other than the one set", 8, REGS(W32(SYS_PGSIZE, 0x10)) },
	{ "no room for a VF BAR", 1, FACTS(FACT(bar[3], 16384, 0)),
	  REFUSED(-ENOMEM),
	  "VF BAR 3 needs 128 KiB (16 KiB for each of 8 VFs) and has none: the memory window of "
	  BRIDGE " has 0 bytes" REMEDY },
	{ "absent dependency", 1, FACTS(FACT(link, SRIOV_PF_LINK_ABSENT)),
	  REFUSED(-ENODEV),
	  "this PF depends on function 0x00, which is absent: rescan, or enable it in the device's firmware",
	},
	{ "dependency on a function that is not a PF", 1,
	  FACTS(FACT(link, SRIOV_PF_LINK_NO_PF)),
	  REFUSED(-ENOSYS),
	  "this PF depends on function 0x00, which is no PF: enable its SR-IOV in the device's firmware",
	},
	{ "dependency on a PF", 8, FACTS(FACT(link, SRIOV_PF_LINK_PF)) },
	{ "place of a VF is taken", 8, FACTS(FACT(taken_vf, 4)),
	  REFUSED(-EEXIST), "VF 4" TAKEN },
	{ "VFs below the place that is taken", 4, FACTS(FACT(taken_vf, 4)) },
	{ "no bus for the last", 8, REGS(LAYOUT(0xf9, 1)),
	  REFUSED(-ENOMEM), "VF 7 needs bus 0x02" ENDS_AT_1 "2" OR_MOVE },
	{ "a bus for all but the last", 7, REGS(LAYOUT(0xf9, 1)) },
	{ "with VFs out of reach", 8, REGS(CLEAR), FACTS(ONE_DEVICE) },
	{ "with VF Enable set already", 8,
	  REGS(W16(CTRL, PCI_SRIOV_CTRL_VFE | PCI_SRIOV_CTRL_ARI)) },
	{ "none, with registers of 0", 0,
	  REGS(TOTAL(0), LAYOUT(0, 0)),
	  FACTS(FACT(enabled, 4), NOT_ACCEPTED, FACT(max_vfs, 0)) },
};

static void change_returns(void **state)
{
	const struct change_case *row = *state;
	char why[SRIOV_PF_FINDING_TEXT] = "untouched";

	apply(row->reg, row->fact);
	assert_int_equal(sriov_pf_check_change(&info, &facts, row->num_vfs, why),
			 row->err);
	assert_string_equal(why, row->why ?: "untouched");
}

static void change_of_a_truncated_capability(void **state)
{
	char why[SRIOV_PF_FINDING_TEXT];

	cap.size = PCI_EXT_CAP_SRIOV_SIZEOF - 4;
	decode();
	assert_int_equal(sriov_pf_check_change(&info, &facts, 1, why), 0);

	cap.size = PCI_SRIOV_VF_OFFSET;
	decode();
	assert_int_equal(sriov_pf_check_change(&info, &facts, 1, why), -EIO);
	assert_string_equal(why, "the capability has 20 bytes, not 64"
			    AT_FAULT);

	cap.size = PCI_SRIOV_INITIAL_VF;
	decode();
	assert_int_equal(sriov_pf_check_change(&info, &facts, 1, why), -ERANGE);
	assert_string_equal(why, "1 VFs requested, TotalVFs is 0");
	assert_int_equal(sriov_pf_check_change(&info, &facts, 0, why), 0);
}

/*
 * Everything that can prevent 4 VFs, in the order in which it is checked. With
 * all of it present, the first one is reported.
 */
static const struct change_case obstacles[] = {
	{ REGS(W16(TOTAL_VF, 3)),
	  REFUSED(-ERANGE), "4 VFs requested, TotalVFs is 3" },
	{ REGS(W16(VF_STRIDE, 0), W16(NUM_VF, 2)),
	  REFUSED(-EIO), "VF Stride is 0 with 8 VFs" AT_FAULT },
	{ FACTS(NOT_ACCEPTED),
	  REFUSED(-EIO),
	  TURNED_DOWN "it supports no page size that this machine can use" },
	{ FACTS(FACT(max_vfs, 3)),
	  REFUSED(-ERANGE), "4 VFs requested, the driver allows 3" },
	{ FACTS(UNBOUND), REFUSED(-ENOENT), NO_DRIVER },
	{ FACTS(USED), REFUSED(-EBUSY), IN_USE },
	{ FACTS(FACT(enabled, 2)),
	  REFUSED(-EBUSY), "2 VFs are enabled: write 0 first" },
	{ REGS(W16(INITIAL_VF, 7)),
	  REFUSED(-EIO),
	  "InitialVFs is 7 and TotalVFs 8, but without VF migration they must be equal: update the device's firmware",
	},
	{ FACTS(FACT(page_size, 1 << 23)),
	  REFUSED(-EIO),
	  "none of the supported page sizes 0x00000553 holds a page of 8388608 bytes",
	},
	{ FACTS(FACT(bar[3], 16384, 0)),
	  REFUSED(-ENOMEM),
	  "VF BAR 3 needs 128 KiB (16 KiB for each of 8 VFs) and has none: the memory window of "
	  BRIDGE " has 0 bytes" REMEDY },
	{ FACTS(FACT(link, SRIOV_PF_LINK_ABSENT)),
	  REFUSED(-ENODEV),
	  "this PF depends on function 0x00, which is absent: rescan, or enable it in the device's firmware",
	},
	{ FACTS(FACT(taken_vf, 3)), REFUSED(-EEXIST), "VF 3" TAKEN },
};

static void obstacles_are_reported_in_order(void **state)
{
	char why[SRIOV_PF_FINDING_TEXT];
	size_t first, i;

	for (first = 0; first < ARRAY_SIZE(obstacles); first++) {
		setup(NULL);
		for (i = first; i < ARRAY_SIZE(obstacles); i++)
			apply(obstacles[i].reg, obstacles[i].fact);
		assert_int_equal(sriov_pf_check_change(&info, &facts, 4, why),
				 obstacles[first].err);
		assert_string_equal(why, obstacles[first].why);
	}
}

/* A change to 0 VFs checks only two of them, in the same order. */
static void change_to_0_reports_in_the_same_order(void **state)
{
	char why[SRIOV_PF_FINDING_TEXT];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(obstacles); i++)
		apply(obstacles[i].reg, obstacles[i].fact);
	assert_int_equal(sriov_pf_check_change(&info, &facts, 0, why), -ENOENT);
	assert_string_equal(why, NO_DRIVER);
	facts.configures = true;
	assert_int_equal(sriov_pf_check_change(&info, &facts, 0, why), -EBUSY);
	assert_string_equal(why, IN_USE);
	facts.user[0] = '\0';
	assert_int_equal(sriov_pf_check_change(&info, &facts, 0, why), 0);
}

/* The kernel must find all VFs that it removes, and no other device. */
static const struct location {
	struct sriov_pf_layout layout;
	u16 enabled;
	bool misplaced;
	u32 taken_vf;
	int err;
	const char *why;
} locations[] = {
	{ { 0, 0 }, 0, false, U32_MAX, 0 },
	{ { 0, 0 }, 0, true, 0, 0 },
	{ { 0, 0 }, 1, false, U32_MAX, -EIO,
	  "First VF Offset is 0 and VF Stride is 0, so the 1 VFs cannot be found: reset the device first" },
	{ { 0, 2 }, 4, false, U32_MAX, -EIO,
	  "First VF Offset is 0 and VF Stride is 2, so the 4 VFs cannot be found: reset the device first" },
	{ { 128, 0 }, 4, false, U32_MAX, -EIO,
	  "First VF Offset is 128 and VF Stride is 0, so the 4 VFs cannot be found: reset the device first" },
	{ { 128, 0 }, 1, false, U32_MAX, 0 },
	{ { 128, 2 }, 4, false, U32_MAX, 0 },
	{ { 128, 2 }, 4, true, U32_MAX, -EIO,
	  "the kernel would look for the 4 VFs in the wrong place: reset the device first" },
	{ { 128, 2 }, 4, false, 4, 0 },
	{ { 128, 2 }, 4, false, 3, -EIO,
	  "the kernel would remove 0000:01:10.4 in place of VF 3: reset the device first" },
};

static void vfs_that_cannot_be_found(void **state)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(locations); i++) {
		const struct location *row = &locations[i];
		char why[SRIOV_PF_FINDING_TEXT] = "untouched";

		facts.layout = row->layout;
		facts.enabled = row->enabled;
		facts.misplaced = row->misplaced;
		facts.taken_vf = row->taken_vf;
		assert_int_equal(sriov_pf_check_vf_location(&info, &facts, why),
				 row->err);
		assert_string_equal(why, row->why ?: "untouched");
	}
}

/* If enabling fails, the warnings of the checks are added to the message. */
static void warnings_are_described(void **state)
{
	char text[SRIOV_PF_WHY_TEXT];
	size_t size;

	decode();
	sriov_pf_describe_warnings(&info, &facts, text, sizeof(text));
	assert_string_equal(text, "");

	facts.one_device = true;
	facts.ari = false;
	put16(&image, IGB_SRIOV + PCI_SRIOV_NUM_VF, 9);
	decode();
	sriov_pf_describe_warnings(&info, &facts, text, sizeof(text));
	assert_string_equal(text,
			    "; checks/capability: warning: NumVFs 9 exceeds TotalVFs 8" AT_FAULT
			    "; checks/ari: warning: VF 0 is not a function of device 0, and without ARI bridge 0000:00:01.0 forwards to device 0 only: move the device below a port with ARI");

	for (size = 1; size < strlen(text); size++) {
		char cut[SRIOV_PF_WHY_TEXT];

		memset(cut, 0xa5, sizeof(cut));
		sriov_pf_describe_warnings(&info, &facts, cut, size);
		assert_int_equal(strlen(cut), size - 1);
		assert_memory_equal(cut, text, size - 1);
	}
}

static const struct CMUnitTest changes[] = {
	cmocka_unit_test_setup(change_of_a_truncated_capability, setup),
	cmocka_unit_test_setup(obstacles_are_reported_in_order, setup),
	cmocka_unit_test_setup(change_to_0_reports_in_the_same_order, setup),
	cmocka_unit_test_setup(vfs_that_cannot_be_found, setup),
	cmocka_unit_test_setup(warnings_are_described, setup),
};

/* The largest number of VFs */

struct max_case {
	const char *name;
	struct reg reg[MAX_CHANGES];
	struct fact fact[MAX_CHANGES];
	u16 max;
};

static const struct max_case max_cases[] = {
	{ "all", .max = 8 },
	{ "what the driver allows", FACTS(FACT(max_vfs, 5)), .max = 5 },
	{ "up to the last bus", REGS(LAYOUT(0xf9, 1)), .max = 7 },
	{ "up to a place that is taken", FACTS(FACT(taken_vf, 3)), .max = 3 },
	{ "none past the last bus", REGS(LAYOUT(0x100, 1)), .max = 0 },
	{ "none if the first place is taken", FACTS(FACT(taken_vf, 0)),
	  .max = 0 },
	{ "as many as a resized VF BAR has room for",
	  FACTS(FACT(bar[0], 32768, 131072)), .max = 4 },
	{ "as many as can be reached", REGS(CLEAR, LAYOUT(1, 3)),
	  FACTS(ONE_DEVICE), .max = 3 },
	{ "none if the first cannot be reached", REGS(CLEAR),
	  FACTS(ONE_DEVICE), .max = 0 },
	{ "none for a blocked PF", FACTS(UNBOUND), .max = 0 },
	{ "none if TotalVFs is 0", REGS(TOTAL(0)), .max = 0 },
	{ "none while a VF is in use", FACTS(USED), .max = 0 },
	{ "those that are enabled", FACTS(FACT(enabled, 4)), .max = 4 },
	{ "those that are enabled, even if blocked",
	  FACTS(FACT(enabled, 4), UNBOUND, USED), .max = 4 },
	{ "65535", REGS(TOTAL(65535), LAYOUT(1, 1)),
	  FACTS(FACT(context, 0, true), FACT(max_vfs, 65535),
		FACT(last_bus, 0xff)), .max = 65535 },
	{ "65535, but one place is taken", REGS(TOTAL(65535), LAYOUT(1, 1)),
	  FACTS(FACT(context, 0, true), FACT(max_vfs, 65535),
		FACT(last_bus, 0xff), FACT(taken_vf, 65534)), .max = 65534 },
};

static void max_is(void **state)
{
	const struct max_case *row = *state;

	apply(row->reg, row->fact);
	assert_int_equal(sriov_pf_max_num_vfs(&info, &facts), row->max);
}

/* Places VFs one after the other, until one has no place of its own. */
static u32 model_of_max(void)
{
	u32 vfs = info.total_vfs < facts.max_vfs ? info.total_vfs :
						   facts.max_vfs;
	u32 id = facts.context.routing_id + info.vf_offset;
	u32 vf;

	for (vf = 0; vf < vfs; vf++, id += info.vf_stride)
		if (id / 256 > facts.last_bus || vf == facts.taken_vf)
			break;
	return vf;
}

static bool accepts(u32 num_vfs)
{
	char why[SRIOV_PF_FINDING_TEXT];
	int err = sriov_pf_check_change(&info, &facts, num_vfs, why);

	assert_true(!err || err == -ERANGE || err == -ENOMEM ||
		    err == -EEXIST);
	if (err)
		length_of(why);
	return !err;
}

/* num_vfs has 16 bits: 65536 cannot be tested. */
static void max_is_exact(void)
{
	u32 max = model_of_max();

	assert_int_equal(sriov_pf_max_num_vfs(&info, &facts), max);
	if (max)
		assert_true(accepts(max));
	if (max < U16_MAX)
		assert_false(accepts(max + 1));
}

static const u16 pfs[] = { 0x0000, 0x0107, 0x01ff, 0xff00 };
static const u16 offsets[] = { 1, 7, 128, 255, 256, 257, 0xfe00, 0xffff };
static const u16 strides[] = { 0, 1, 2, 127, 255, 256, 257, 0xffff };
static const u8 last_buses[] = { 0, 1, 2, 0x80, 0xff };
static const u16 totals[] = { 0, 1, 2, 255, 257, 65535 };
static const u16 allowed[] = { 0, 1, 255, 65535 };
static const u32 taken[] = { 0, 1, 100, 65534, 65535, U32_MAX };

#define PICK(values)	((values)[pick(&layout, ARRAY_SIZE(values))])

static size_t pick(size_t *from, size_t count)
{
	size_t which = *from % count;

	*from /= count;
	return which;
}

/* Returns whether a layout with this number exists. */
static bool set_layout(size_t layout)
{
	facts.context.routing_id = PICK(pfs);
	facts.last_bus = PICK(last_buses);
	facts.max_vfs = PICK(allowed);
	facts.taken_vf = PICK(taken);
	info.vf_offset = PICK(offsets);
	info.vf_stride = PICK(strides);
	info.total_vfs = PICK(totals);
	info.initial_vfs = info.total_vfs;
	return !layout;
}

static void max_is_exact_for_every_layout(void **state)
{
	size_t layout;

	decode();
	for (layout = 0; set_layout(layout); layout++)
		max_is_exact();
	assert_int_equal(layout, 4 * 8 * 8 * 5 * 6 * 4 * 6);
}

/* Tries every number, not only the largest one and the next. */
static void every_number_up_to_max_is_accepted(void **state)
{
	u32 vfs;

	decode();
	info.initial_vfs = 600;
	info.total_vfs = 600;
	info.vf_offset = 255;
	info.vf_stride = 1;
	facts.max_vfs = 600;
	facts.last_bus = 2;
	assert_int_equal(sriov_pf_max_num_vfs(&info, &facts), 257);
	for (vfs = 1; vfs <= U16_MAX; vfs++)
		assert_int_equal(accepts(vfs), vfs <= 257);
}

/* While VFs are enabled, only 0 is accepted. */
static void only_0_is_accepted_while_vfs_are_enabled(void **state)
{
	char why[SRIOV_PF_FINDING_TEXT];
	u16 vfs;

	decode();
	facts.enabled = 4;
	for (vfs = 1; vfs <= 8; vfs++)
		assert_int_equal(sriov_pf_check_change(&info, &facts, vfs, why),
				 -EBUSY);
	assert_int_equal(sriov_pf_check_change(&info, &facts, 0, why), 0);
}

static const struct CMUnitTest max_tests[] = {
	cmocka_unit_test_setup(max_is_exact_for_every_layout, setup),
	cmocka_unit_test_setup(every_number_up_to_max_is_accepted, setup),
	cmocka_unit_test_setup(only_0_is_accepted_while_vfs_are_enabled,
			       setup),
};

int main(void)
{
	int failed = 0;

	failed += run_table(check_finds, capability_cases, setup);
	failed += run_table(check_finds, driver_cases, setup);
	failed += run_table(check_finds, register_cases, setup);
	failed += run_table(check_finds, bar_cases, setup);
	failed += run_table(check_finds, place_cases, setup);
	failed += run_table(check_finds, ari_cases, setup);
	failed += cmocka_run_group_tests(findings, NULL, NULL);
	failed += run_table(change_returns, change_cases, setup);
	failed += cmocka_run_group_tests(changes, NULL, NULL);
	failed += run_table(max_is, max_cases, setup);
	failed += cmocka_run_group_tests(max_tests, NULL, NULL);
	return failed;
}
