// SPDX-License-Identifier: GPL-2.0
/*
 * How large a PF's VF BARs are, and what room they have, as the kernel knows
 * or knew it.
 */
#include <linux/pci.h>

#include "pf.h"

static const struct resource *vf_bar_resource(const struct sriov_pf *pf,
					      unsigned int slot)
{
	return &pf->pdev->resource[PCI_IOV_RESOURCES + slot];
}

/*
 * The kernel sizes a VF BAR for all VFs at once. It clears a resource that it
 * found no room for, so the size must have been remembered.
 */
u64 sriov_pf_vf_bar_size(const struct sriov_pf *pf, unsigned int slot)
{
	const struct resource *res = vf_bar_resource(pf, slot);

	if (!res->flags || !pf->info.total_vfs)
		return pf->vf_bar_size[slot];

	return div_u64(resource_size(res), pf->info.total_vfs);
}

u64 sriov_pf_vf_bar_aperture(const struct sriov_pf *pf, unsigned int slot)
{
	const struct resource *res = vf_bar_resource(pf, slot);

	return res->parent ? resource_size(res) : 0;
}

/* Slots that hold a VF BAR by the kernel's own sizing. */
static unsigned int sized_by_kernel(const struct sriov_pf *pf)
{
	unsigned int slot, sized = 0;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		if (vf_bar_resource(pf, slot)->flags)
			sized |= BIT(slot);
	return sized;
}

/*
 * A BAR may be sized again while it decodes nothing: with VF Enable and VF MSE
 * clear. A BAR that the kernel has lost keeps everybody from enabling VFs, and
 * in a slot without a BAR nothing can be written, so nothing can come between.
 */
static bool may_size(const struct sriov_pf *pf)
{
	u16 control;

	return pf->pdev->is_physfn &&
	       !ecap_read(&pf->sriov, control, &control) &&
	       !(control & (PCI_SRIOV_CTRL_VFE | PCI_SRIOV_CTRL_MSE));
}

/* A slot whose size stays 0 holds no BAR. */
static void size_forgotten(struct sriov_pf *pf)
{
	unsigned int slot, known = sized_by_kernel(pf);
	struct sriov_vf_bar bar;
	u32 low;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot += bar.width / 32) {
		if (ecap_read_index(&pf->sriov, vf_bar, slot, &low))
			return;

		bar = sriov_decode_vf_bar(slot, low, 0);
		if (!bar.fault && !(known & BIT(slot)) &&
		    sriov_size_vf_bar(&pf->sriov, slot, &pf->vf_bar_size[slot]))
			return;
	}
}

/*
 * Slots that hold a VF BAR. The PCI core has just sized the BARs of a device
 * that is @fresh; those of others it may have forgotten.
 */
unsigned int sriov_pf_find_vf_bars(struct sriov_pf *pf, bool fresh)
{
	unsigned int slot, found = sized_by_kernel(pf);

	if (!fresh && may_size(pf))
		size_forgotten(pf);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		if (pf->vf_bar_size[slot])
			found |= BIT(slot);
	return found;
}

/* Once TotalVFs is known. */
void sriov_pf_remember_vf_bars(struct sriov_pf *pf)
{
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		pf->vf_bar_size[slot] = sriov_pf_vf_bar_size(pf, slot);
}

/* Where the kernel has put a VF BAR, as the device is to be told. */
static u64 assigned_address(const struct sriov_pf *pf, unsigned int slot)
{
	struct resource *res = &pf->pdev->resource[PCI_IOV_RESOURCES + slot];
	struct pci_bus_region region;

	pcibios_resource_to_bus(pf->pdev->bus, &region, res);
	return region.start;
}

static void put_back(struct sriov_pf *pf, const struct sriov_vf_bar *bar,
		     u64 address)
{
	pci_info(pf->pdev, "VF BAR %u was at 0x%llx, put back to 0x%llx\n",
		 bar->slot, bar->address, address);
	ecap_write_index(&pf->sriov, vf_bar, bar->slot, lower_32_bits(address));
	if (bar->width == 64)
		ecap_write_index(&pf->sriov, vf_bar, bar->slot + 1,
				 upper_32_bits(address));
}

/*
 * A reset that the kernel did not do itself has cleared the VF BARs, and
 * nobody else sets them again. With VFs disabled (9.3.3.14).
 */
void sriov_pf_put_back_vf_bars(struct sriov_pf *pf)
{
	struct sriov_vf_bar bar;
	unsigned int slot;
	u64 address;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++) {
		bar = pf->info.vf_bar[slot];
		if (!bar.width || bar.fault ||
		    !sriov_pf_vf_bar_aperture(pf, slot) ||
		    sriov_read_vf_bar(&pf->sriov, &bar))
			continue;

		address = assigned_address(pf, slot);
		if (bar.address != address)
			put_back(pf, &bar, address);
	}
}
