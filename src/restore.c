// SPDX-License-Identifier: GPL-2.0
/*
 * Restores what a reset by hand has cleared, before VFs are enabled. The kernel
 * restores the SR-IOV capability after its own resets (sriov_restore_state()), but
 * not after one that somebody wrote to the device's registers. VFs would then
 * decode the addresses of other functions.
 */
#define dev_fmt(fmt) "sriov_pf: " fmt

#include <linux/pci.h>

#include <sriov_pf/vf_rebar.h>

#include "pf.h"
#include "restore.h"
#include "vf_bar.h"

/* Called first: First VF Offset and VF Stride depend on the bit (9.3.3.3.5). */
static void restore_ari(struct sriov_pf *pf, const struct sriov_info *info)
{
	u16 raw = info->control.raw ^ PCI_SRIOV_CTRL_ARI;

	if (info->control.ari_capable_hierarchy == pf->ari_capable_hierarchy)
		return;

	ecap_write(&pf->sriov, control, raw);
	pci_info(pf->pdev, "ARI Capable Hierarchy is %s again\n",
		 pf->ari_capable_hierarchy ? "set" : "clear");
}

/* Called before the VF BARs: their size depends on it (9.3.3.13). */
static void restore_page_size(struct sriov_pf *pf,
			      const struct sriov_info *info)
{
	u32 wanted = sriov_pf_page_size_to_use(info->supported_page_sizes,
					       PAGE_SIZE);

	if (info->system_page_size == wanted)
		return;

	ecap_write(&pf->sriov, system_page_size, wanted);
	pci_info(pf->pdev, "System Page Size was 0x%x, set to 0x%x again\n",
		 info->system_page_size, wanted);
}

/* The bus address that the kernel has assigned to a VF BAR. */
static u64 assigned_address(const struct sriov_pf *pf, unsigned int slot)
{
	struct resource *res = &pf->pdev->resource[PCI_IOV_RESOURCES + slot];
	struct pci_bus_region region;

	pcibios_resource_to_bus(pf->pdev->bus, &region, res);
	return region.start;
}

static void restore_size(struct sriov_pf *pf, unsigned int slot)
{
	u64 wanted = pf->vf_bar_size[slot];
	u64 size = sriov_pf_vf_bar_size(pf, slot);

	if (!pf->vf_rebar_sizes[slot] || size == wanted ||
	    sriov_vf_rebar_set_size(&pf->vf_rebar, slot, wanted))
		return;

	pci_info(pf->pdev, "VF BAR %u had %llu bytes, set to %llu again\n", slot,
		 size, wanted);
}

static void restore_vf_bar(struct sriov_pf *pf, unsigned int slot)
{
	struct sriov_vf_bar bar = pf->info.vf_bar[slot];
	u64 address;

	if (sriov_read_vf_bar(&pf->sriov, &bar))
		return;

	address = assigned_address(pf, slot);
	if (bar.address == address)
		return;

	restore_size(pf, slot);
	pci_info(pf->pdev, "VF BAR %u was at 0x%llx, put back to 0x%llx\n",
		 slot, bar.address, address);
	ecap_write_index(&pf->sriov, vf_bar, slot, lower_32_bits(address));
	if (bar.width == 64)
		ecap_write_index(&pf->sriov, vf_bar, slot + 1,
				 upper_32_bits(address));
}

/*
 * Like the kernel, treats a VF BAR of a reserved type as a 32-bit one. A reset does
 * not move a VF BAR of Enhanced Allocation: its register is hardwired (7.8.5).
 */
static bool can_restore_vf_bar(const struct sriov_pf *pf, unsigned int slot)
{
	const struct sriov_vf_bar *bar = &pf->info.vf_bar[slot];

	return bar->width && bar->fault != SRIOV_BAR_IO &&
	       !pf->ea[slot].size &&
	       sriov_pf_vf_bar_aperture(pf, slot);
}

/*
 * The size of a VF BAR for one VF when VFs are enabled, in bytes. @info: the
 * capability as it reads now. If the address is still there, no reset has changed
 * the size.
 */
u64 sriov_pf_vf_bar_size_to_use(const struct sriov_pf *pf, unsigned int slot,
				const struct sriov_info *info)
{
	if (pf->vf_rebar_sizes[slot] && can_restore_vf_bar(pf, slot) &&
	    info->vf_bar[slot].address != assigned_address(pf, slot))
		return pf->vf_bar_size[slot];

	return sriov_pf_vf_bar_size(pf, slot);
}

/* Does nothing while VF Enable is set: VF BARs must not change (9.3.3.14). */
void sriov_pf_restore(struct sriov_pf *pf, const struct sriov_info *info)
{
	unsigned int slot;

	device_lock_assert(&pf->pdev->dev);
	if (info->control.vf_enable || info->size < sizeof(struct sriov_regs))
		return;

	restore_ari(pf, info);
	restore_page_size(pf, info);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		if (can_restore_vf_bar(pf, slot))
			restore_vf_bar(pf, slot);
}
