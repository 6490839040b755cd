// SPDX-License-Identifier: GPL-2.0
/* What is read of a PF once, when it is first seen. */
#include <linux/pci.h>

#include <sriov_pf/dsn.h>
#include <sriov_pf/ecap_list.h>
#include <sriov_pf/vf_rebar.h>

#include "capability.h"
#include "pf.h"
#include "vf_bar.h"

/* A malformed capability is used as far as it can be read. */
static int read_vf_rebar(struct sriov_pf *pf)
{
	int err;

	if (ecap_find(pf->ecaps, PCI_EXT_CAP_ID_VF_REBAR, &pf->vf_rebar))
		return 0;

	err = sriov_vf_rebar_read(&pf->vf_rebar, pf->vf_rebar_sizes);
	return err == -EINVAL ? 0 : err;
}

/* A capability that is cut short has no number. */
static int read_serial_number(struct sriov_pf *pf)
{
	struct ecap cap;
	int err;

	if (ecap_find(pf->ecaps, PCI_EXT_CAP_ID_DSN, &cap))
		return 0;

	err = sriov_dsn_read(&cap, &pf->serial_number);
	return err == -EINVAL ? 0 : err;
}

/* The kernel ignores malformed entries, and so do we. */
static int read_ea(struct sriov_pf *pf)
{
	int err = sriov_ea_read_vf_bars(&pf->cfg, pf->ea);

	sriov_ea_place_vf_bars(pf->ea, &pf->info);
	return err == -EINVAL ? 0 : err;
}

static bool is_lowest_pf(struct pci_dev *pdev)
{
	struct pci_dev *other;
	bool lowest = true;
	unsigned int devfn;

	for (devfn = 0; devfn < pdev->devfn && lowest; devfn++) {
		other = pci_get_slot(pdev->bus, devfn);
		lowest = !other || !other->is_physfn;
		pci_dev_put(other);
	}
	return lowest;
}

/*
 * The kernel sets the bit in the first PF of a bus that forwards ARI. If the PF
 * was there before the module, a reset may have cleared the bit since.
 */
static bool has_kernel_set_ari(const struct sriov_pf *pf, bool fresh)
{
	return pf->info.control.ari_capable_hierarchy ||
	       (!fresh && pci_ari_enabled(pf->pdev->bus) &&
		is_lowest_pf(pf->pdev));
}

/*
 * Reads the extended capabilities of a PF, and decodes those about VFs and its
 * serial number. @fresh: the PCI core is just adding the device.
 *
 * Return: 0; -ENODEV if the device is no PF or is gone; -ENOMEM.
 */
int sriov_pf_read_capability(struct sriov_pf *pf, bool fresh)
{
	int err;

	pf->ecaps = ecap_list_create(&pf->cfg);
	if (IS_ERR(pf->ecaps))
		return PTR_ERR(pf->ecaps);

	/* No cast: a capability that is cut short is shown as far as it goes. */
	err = ecap_find(pf->ecaps, PCI_EXT_CAP_ID_SRIOV, &pf->sriov.cap);
	if (err)
		return err;

	pf->vf_bars = sriov_pf_find_vf_bars(pf, fresh);
	err = sriov_decode(&pf->sriov.cap, pf->vf_bars, &pf->info);
	if (err)
		return err;

	pf->ari_capable_hierarchy = has_kernel_set_ari(pf, fresh);
	sriov_pf_init_vf_bar_sizes(pf);
	err = read_vf_rebar(pf);
	if (err)
		return err;

	err = read_serial_number(pf);
	if (err)
		return err;

	return read_ea(pf);
}
