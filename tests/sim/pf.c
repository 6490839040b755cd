// SPDX-License-Identifier: GPL-2.0
/*
 * A Physical Function: an image of 4 KiB, whose registers behave as PCI Express
 * says, above all those of the SR-IOV capability (PCIe 9.3.3). All others are
 * read-only.
 *
 * The image may be hostile. Only the starts of capabilities are computed from it.
 * Every register is then accessed through regs.c, which refuses those outside the
 * 4 KiB.
 */
#include <linux/bitfield.h>
#include <linux/bits.h>
#include <linux/pci_regs.h>
#include <linux/sizes.h>
#include <linux/string.h>

#include "model.h"

/* As many as fit; the kernel stops at the same count */
#define MAX_CAPS	48
#define MAX_EXT_CAPS	((SIM_SIZE - SZ_256) / 8)

#define COMMAND_BITS	(PCI_COMMAND_IO | PCI_COMMAND_MEMORY | \
			 PCI_COMMAND_MASTER | PCI_COMMAND_PARITY | \
			 PCI_COMMAND_SERR | PCI_COMMAND_INTX_DISABLE)
#define STATUS_BITS	0xf900
#define DEVCTL_BITS	0x7fff
#define DEVSTA_BITS	(PCI_EXP_DEVSTA_CED | PCI_EXP_DEVSTA_NFED | \
			 PCI_EXP_DEVSTA_FED | PCI_EXP_DEVSTA_URD)
#define SRIOV_CTRL_MIGRATION \
			(PCI_SRIOV_CTRL_VFM | PCI_SRIOV_CTRL_INTR)

#define HIGH(bits)	((u32)(bits) << 16)

static u32 get(const struct sim_pf *pf, unsigned int where)
{
	return sim_regs_get(&pf->regs, where);
}

static unsigned int find_cap(const struct sim_pf *pf, u8 id)
{
	unsigned int where = get(pf, PCI_CAPABILITY_LIST) & 0xfc;
	unsigned int left = MAX_CAPS;

	if (!(get(pf, PCI_COMMAND) & HIGH(PCI_STATUS_CAP_LIST)))
		return 0;

	for (; where >= PCI_STD_HEADER_SIZEOF && left; left--) {
		if ((get(pf, where) & 0xff) == id)
			return where;
		where = get(pf, where) >> 8 & 0xfc;
	}
	return 0;
}

static unsigned int find_ext_cap(const struct sim_pf *pf, u16 id)
{
	unsigned int left = MAX_EXT_CAPS;
	unsigned int where = SZ_256;
	u32 header;

	for (; where >= SZ_256 && left; left--) {
		header = get(pf, where);
		if (header && PCI_EXT_CAP_ID(header) == id)
			return where;
		where = PCI_EXT_CAP_NEXT(header);
	}
	return 0;
}

static void load_image(struct sim_pf *pf, const __le32 *image)
{
	unsigned int i;

	for (i = 0; i < SIM_REGS; i++)
		pf->regs.now[i] = le32_to_cpu(image[i]);
}

static void find_caps(struct sim_pf *pf)
{
	pf->pcie = find_cap(pf, PCI_CAP_ID_EXP);
	pf->ea = find_cap(pf, PCI_CAP_ID_EA);
	pf->ari = find_ext_cap(pf, PCI_EXT_CAP_ID_ARI);
	pf->sriov = find_ext_cap(pf, PCI_EXT_CAP_ID_SRIOV);
	pf->bars.rebar = find_ext_cap(pf, PCI_EXT_CAP_ID_REBAR);
	pf->vf_bars.rebar = find_ext_cap(pf, SIM_EXT_CAP_VF_REBAR);
}

/*
 * Function 0 says whether there are others, and ARI links each to the next
 * (PCIe 7.8.8.2). With the values of the image nobody would find them.
 */
static void join_functions(struct sim_pf *pf, unsigned int pfs)
{
	unsigned int next = pf->function + 1;
	u32 val;

	if (pfs == 1)
		return;
	if (!pf->function) {
		val = get(pf, PCI_CACHE_LINE_SIZE);
		val |= HIGH(SIM_HEADER_MULTIFUNCTION);
		sim_regs_put(&pf->regs, PCI_CACHE_LINE_SIZE, val);
	}
	if (pf->ari) {
		val = get(pf, pf->ari + PCI_ARI_CAP) & ~GENMASK(15, 8);
		val |= FIELD_PREP(GENMASK(15, 8), next < pfs ? next : 0);
		sim_regs_put(&pf->regs, pf->ari + PCI_ARI_CAP, val);
	}
}

static unsigned int bar_slots(const struct sim_pf *pf)
{
	switch (get(pf, PCI_CACHE_LINE_SIZE) >> 16 & 0x7f) {
	case PCI_HEADER_TYPE_NORMAL:
		return PCI_STD_NUM_BARS;
	case PCI_HEADER_TYPE_BRIDGE:
		return 2;
	default:
		return 0;
	}
}

static void init_bars(struct sim_pf *pf, const struct sim_config *config)
{
	pf->bars.where = PCI_BASE_ADDRESS_0;
	pf->bars.slots = bar_slots(pf);
	pf->bars.size = config->bar_size;
	sim_bars_init(&pf->bars, &pf->regs, 0);
	/* Nor is there an expansion ROM: one would only use up the window. */
	if (pf->bars.slots == PCI_STD_NUM_BARS)
		sim_regs_put(&pf->regs, PCI_ROM_ADDRESS, 0);

	pf->vf_bars.size = config->vf_bar_size;
	if (!pf->sriov)
		return;
	pf->vf_bars.where = pf->sriov + PCI_SRIOV_BAR;
	pf->vf_bars.slots = PCI_SRIOV_NUM_BARS;
	sim_bars_init(&pf->vf_bars, &pf->regs, config->vf_bar_mask);
}

static void allow_header(struct sim_pf *pf)
{
	sim_regs_allow(&pf->regs, PCI_COMMAND, COMMAND_BITS);
	sim_regs_clear_by_1(&pf->regs, PCI_COMMAND, HIGH(STATUS_BITS));
	if (!pf->pcie)
		return;
	sim_regs_allow(&pf->regs, pf->pcie + PCI_EXP_DEVCTL, DEVCTL_BITS);
	sim_regs_clear_by_1(&pf->regs, pf->pcie + PCI_EXP_DEVCTL,
			    HIGH(DEVSTA_BITS));
}

/* Is it on the root bus, by its Device/Port Type (PCIe 7.5.3.2)? */
bool sim_pf_is_integrated(const struct sim_pf *pf)
{
	return pf->pcie && (get(pf, pf->pcie) >> 16 & PCI_EXP_FLAGS_TYPE) ==
				   PCI_EXP_TYPE_RC_END << 4;
}

/*
 * Only the lowest-numbered PF has ARI Capable Hierarchy, and only if the port can
 * forward ARI (9.3.3.3.5).
 */
static u32 sriov_control_bits(const struct sim_pf *pf)
{
	u32 cap = get(pf, pf->sriov + PCI_SRIOV_CAP);
	u32 bits = PCI_SRIOV_CTRL_VFE | PCI_SRIOV_CTRL_MSE;

	if (cap & PCI_SRIOV_CAP_VFM)
		bits |= SRIOV_CTRL_MIGRATION;
	if (cap & SIM_SRIOV_CAP_10BIT)
		bits |= SIM_SRIOV_CTRL_10BIT;
	if (!pf->function && !sim_pf_is_integrated(pf))
		bits |= PCI_SRIOV_CTRL_ARI;
	return bits;
}

/* Bits that SR-IOV Control does not have read 0, whatever the image says. */
static void allow_sriov(struct sim_pf *pf)
{
	unsigned int where = pf->sriov + PCI_SRIOV_CTRL;
	u32 bits = sriov_control_bits(pf);

	if (!pf->sriov)
		return;
	sim_regs_put(&pf->regs, where, get(pf, where) & (bits | HIGH(U16_MAX)));
	sim_regs_allow(&pf->regs, where, bits);
	sim_regs_clear_by_1(&pf->regs, where, HIGH(PCI_SRIOV_STATUS_VFM));
}

static bool vfs_enabled(const struct sim_pf *pf)
{
	return pf->sriov &&
	       get(pf, pf->sriov + PCI_SRIOV_CTRL) & PCI_SRIOV_CTRL_VFE;
}

u64 sim_pf_system_page(const struct sim_pf *pf)
{
	u32 page = get(pf, pf->sriov + PCI_SRIOV_SYS_PGSIZE);

	return pf->sriov && page ? (u64)(page & -page) * SZ_4K : 0;
}

static void place_vfs(struct sim_pf *pf)
{
	u16 num_vfs = get(pf, pf->sriov + PCI_SRIOV_NUM_VF);
	const struct sim_layout_line *line =
		sim_layout_find(pf->layout, num_vfs);

	if (line)
		sim_regs_put(&pf->regs, pf->sriov + PCI_SRIOV_VF_OFFSET,
			     line->offset | HIGH(line->stride));
}

static void allow_while(struct sim_pf *pf, bool allow, unsigned int where,
			u32 bits)
{
	if (allow)
		sim_regs_allow(&pf->regs, where, bits);
	else
		sim_regs_forbid(&pf->regs, where, bits);
}

/* Update what depends on other registers, after a write to any register */
static void settle(struct sim_pf *pf)
{
	bool idle = !vfs_enabled(pf);

	sim_bars_settle(&pf->bars, &pf->regs, 0);
	sim_rebar_allow(&pf->bars, &pf->regs, true);
	if (!pf->sriov)
		return;
	allow_while(pf, idle, pf->sriov + PCI_SRIOV_NUM_VF, 0xffff);
	allow_while(pf, idle, pf->sriov + PCI_SRIOV_SYS_PGSIZE,
		    get(pf, pf->sriov + PCI_SRIOV_SUP_PGSIZE));
	sim_rebar_allow(&pf->vf_bars, &pf->regs, idle);
	sim_bars_settle(&pf->vf_bars, &pf->regs, sim_pf_system_page(pf));
	place_vfs(pf);
}

/* As in the image, but without VFs, even if VFs were enabled in the image */
static void init_reset(struct sim_pf *pf)
{
	memcpy(pf->regs.reset, pf->regs.now, sizeof(pf->regs.reset));
	pf->regs.reset[PCI_COMMAND / 4] &= HIGH(U16_MAX);
	if (pf->sriov && pf->sriov + PCI_SRIOV_CTRL < SIM_SIZE)
		pf->regs.reset[(pf->sriov + PCI_SRIOV_CTRL) / 4] &= HIGH(U16_MAX);
}

/* Addresses in the image are cleared: BARs are as after a reset. */
static void drop_addresses(struct sim_pf *pf, const struct sim_bars *bars)
{
	unsigned int slot;

	for (slot = 0; slot < bars->slots; slot++)
		sim_regs_put(&pf->regs, bars->where + slot * 4, 0);
}

/* @pf is all zero; @config must not change while @pf exists. */
void sim_pf_init(struct sim_pf *pf, const struct sim_config *config,
		 unsigned int function)
{
	pf->layout = &config->layout;
	pf->function = function;
	load_image(pf, config->image);
	find_caps(pf);
	join_functions(pf, config->pfs);
	init_bars(pf, config);
	drop_addresses(pf, &pf->bars);
	drop_addresses(pf, &pf->vf_bars);
	allow_header(pf);
	allow_sriov(pf);
	settle(pf);
	init_reset(pf);
}

void sim_pf_reset(struct sim_pf *pf)
{
	sim_regs_reset(&pf->regs);
	settle(pf);
}

/* Initiate Function Level Reset (PCIe 7.5.3.4) reads 0 at all times. */
static bool is_flr(const struct sim_pf *pf, unsigned int where, int size,
		   u32 val)
{
	unsigned int byte = pf->pcie + PCI_EXP_DEVCTL + 1;

	if (!pf->pcie || where > byte || where + size <= byte)
		return false;
	return val >> ((byte - where) * 8) & PCI_EXP_DEVCTL_BCR_FLR >> 8 &&
	       get(pf, pf->pcie + PCI_EXP_DEVCAP) & PCI_EXP_DEVCAP_FLR;
}

void sim_pf_write(struct sim_pf *pf, unsigned int where, int size, u32 val)
{
	sim_regs_write(&pf->regs, where, size, val);
	if (is_flr(pf, where, size, val))
		sim_pf_reset(pf);
	else
		settle(pf);
}

/* A device that loses its VFs by itself */
void sim_pf_drop_vf_enable(struct sim_pf *pf)
{
	u32 control = get(pf, pf->sriov + PCI_SRIOV_CTRL);

	if (!pf->sriov)
		return;
	sim_regs_put(&pf->regs, pf->sriov + PCI_SRIOV_CTRL,
		     control & ~PCI_SRIOV_CTRL_VFE);
	settle(pf);
}
