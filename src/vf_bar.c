// SPDX-License-Identifier: GPL-2.0
/*
 * How large a PF's VF BARs are, and what room they have, as the kernel knows
 * or knew it.
 */
#include <linux/pci.h>

#include <sriov_pf/vf_rebar.h>

#include "pf.h"

static const struct resource *vf_bar_resource(const struct sriov_pf *pf,
					      unsigned int slot)
{
	return &pf->pdev->resource[PCI_IOV_RESOURCES + slot];
}

/*
 * By the kernel's own sizing, which is for all VFs at once. It clears a resource
 * that it found no room for, so the size must have been remembered; and a
 * platform may have made it larger (PowerNV does), so what a VF had counts more.
 */
static u64 fixed_size(const struct sriov_pf *pf, unsigned int slot)
{
	const struct resource *res = vf_bar_resource(pf, slot);

	if (pf->vf_bar_size[slot] || !res->flags || !pf->info.total_vfs)
		return pf->vf_bar_size[slot];

	return div_u64(resource_size(res), pf->info.total_vfs);
}

/* Bytes for one VF, as the device is set now. */
u64 sriov_pf_vf_bar_size(const struct sriov_pf *pf, unsigned int slot)
{
	u64 size;

	if (!pf->vf_rebar_sizes[slot] ||
	    vf_rebar_get_size(&pf->vf_rebar, slot, &size))
		return fixed_size(pf, slot);

	return size;
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
		pf->vf_bar_size[slot] = fixed_size(pf, slot);
}

static struct pci_dev *first_vf(const struct sriov_pf *pf)
{
	u32 routing_id;
	u16 offset;

	if (!pci_num_vf(pf->pdev) || ecap_read(&pf->sriov, vf_offset, &offset))
		return NULL;

	routing_id = pci_dev_id(pf->pdev) + offset;
	return pci_get_domain_bus_and_slot(pci_domain_nr(pf->pdev->bus),
					   routing_id >> 8, routing_id & 0xff);
}

/* What VFs have been given is what one VF gets, whoever has resized the BAR. */
void sriov_pf_learn_vf_bars(struct sriov_pf *pf)
{
	struct pci_dev *vf = first_vf(pf);
	unsigned int slot;

	if (vf && vf->is_virtfn && vf->physfn == pf->pdev)
		for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
			if (pci_resource_len(vf, slot))
				pf->vf_bar_size[slot] =
					pci_resource_len(vf, slot);
	pci_dev_put(vf);
}
