// SPDX-License-Identifier: GPL-2.0
/* The size of a PF's VF BARs, and the address space that they have. */
#include <linux/math64.h>
#include <linux/pci.h>

#include <sriov_pf/vf_rebar.h>

#include "function.h"
#include "pf.h"
#include "vf_bar.h"

static const struct resource *vf_bar_resource(const struct sriov_pf *pf,
					      unsigned int slot)
{
	return &pf->pdev->resource[PCI_IOV_RESOURCES + slot];
}

/*
 * The kernel sizes the BARs of all VFs at once. It clears a resource that it found
 * no room for, so the size is remembered. A platform may have made the resource
 * larger (PowerNV does), so the size that a VF had takes precedence.
 */
static u64 fixed_size(const struct sriov_pf *pf, unsigned int slot)
{
	const struct resource *res = vf_bar_resource(pf, slot);

	if (pf->vf_bar_size[slot] || !res->flags || !pf->info.total_vfs)
		return pf->vf_bar_size[slot];

	return div_u64(resource_size(res), pf->info.total_vfs);
}

/* Whether a sound VF BAR starts in the slot and the kernel has sized it. */
bool sriov_pf_vf_bar_is_sized(const struct sriov_pf *pf, unsigned int slot)
{
	const struct sriov_vf_bar *bar = &pf->info.vf_bar[slot];

	return bar->width && !bar->fault && pf->vf_bar_size[slot];
}

/* The size of a VF BAR for one VF as the device is set now, in bytes. */
u64 sriov_pf_vf_bar_size(const struct sriov_pf *pf, unsigned int slot)
{
	u64 size;

	if (!pf->vf_rebar_sizes[slot] ||
	    sriov_vf_rebar_get_size(&pf->vf_rebar, slot, &size))
		return fixed_size(pf, slot);

	return size;
}

/* The address space that the kernel holds for a VF BAR of all VFs, in bytes. */
u64 sriov_pf_vf_bar_aperture(const struct sriov_pf *pf, unsigned int slot)
{
	const struct resource *res = vf_bar_resource(pf, slot);

	return res->parent ? resource_size(res) : 0;
}

/* How many VFs have room in a VF BAR. */
u64 sriov_pf_vf_bar_max_vfs(const struct sriov_pf *pf, unsigned int slot)
{
	u64 size = sriov_pf_vf_bar_size(pf, slot);

	return size ? div64_u64(sriov_pf_vf_bar_aperture(pf, slot), size) : 0;
}

/* The slots in which the kernel has found a VF BAR, as a mask. */
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
 * clear. No one can enable VFs meanwhile: a BAR that found no room prevents that,
 * and the registers of a slot without a BAR are read-only.
 */
static bool can_be_sized(const struct sriov_pf *pf)
{
	u16 control;

	return pf->pdev->is_physfn &&
	       !ecap_read(&pf->sriov, control, &control) &&
	       !(control & (PCI_SRIOV_CTRL_VFE | PCI_SRIOV_CTRL_MSE));
}

/* Sizes BARs that the kernel knows nothing of. A slot without a BAR keeps size 0. */
static void size_unknown_bars(struct sriov_pf *pf)
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
 * The slots that hold a VF BAR, as a mask. @fresh: the PCI core has just sized the
 * BARs of the device; of others it may have cleared the result.
 */
unsigned int sriov_pf_find_vf_bars(struct sriov_pf *pf, bool fresh)
{
	unsigned int slot, found = sized_by_kernel(pf);

	if (!fresh && can_be_sized(pf))
		size_unknown_bars(pf);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		if (pf->vf_bar_size[slot])
			found |= BIT(slot);
	return found;
}

/* Call when @pf->info is decoded: the sizes depend on TotalVFs. */
void sriov_pf_init_vf_bar_sizes(struct sriov_pf *pf)
{
	unsigned int slot;

	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		pf->vf_bar_size[slot] = fixed_size(pf, slot);
}

static bool any_vf(struct pci_dev *vf)
{
	return true;
}

/* Takes the sizes from a VF, for any driver may have resized the BARs. */
void sriov_pf_update_vf_bar_sizes(struct sriov_pf *pf)
{
	struct pci_dev *vf = NULL;
	unsigned int slot;

	if (pci_num_vf(pf->pdev))
		vf = sriov_pf_next_vf(pf->pdev, NULL, any_vf);
	if (vf)
		for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
			if (pci_resource_len(vf, slot))
				pf->vf_bar_size[slot] =
					pci_resource_len(vf, slot);
	pci_dev_put(vf);
}
