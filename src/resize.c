// SPDX-License-Identifier: GPL-2.0
/* Changing the size of VF BARs, by their VF Resizable BAR capability. */
#define dev_fmt(fmt) "sriov_pf: " fmt

#include <linux/pci.h>

#include "compat.h"
#include "pf.h"
#include "resize.h"
#include "vf_bar.h"

/* The rules of the kernel's pci_iov_vf_bar_set_size(), and one more. */
static int check_resize(const struct sriov_pf *pf, unsigned int slot, u64 size,
			const char **why)
{
	if (!(pf->vf_rebar_sizes[slot] & size) || size & (size - 1)) {
		*why = "the size is not one of supported_sizes";
		return -EINVAL;
	}
	if (pci_num_vf(pf->pdev)) {
		*why = "VFs are enabled, write 0 to num_vfs first";
		return -EBUSY;
	}
	/* The kernel would set it, and then refuse every number of VFs. */
	if (size > sriov_pf_vf_bar_aperture(pf, slot)) {
		*why = "not one VF would fit into the VF BAR's aperture";
		return -ENOMEM;
	}
	return 0;
}

static int resize(struct sriov_pf *pf, unsigned int slot, u64 size,
		  const char **why)
{
	int err;

	/* After a reset, the device and the kernel may have two different sizes. */
	if (size == sriov_pf_vf_bar_size(pf, slot) && size == pf->vf_bar_size[slot])
		return 0;
	err = check_resize(pf, slot, size, why);
	if (err)
		return err;

	err = kernel_resize_vf_bar(pf->pdev, slot, size);
	if (err) {
		*why = err == -EBUSY ?
		       "VF MSE is set although there are no VFs, reset the device" :
		       "the kernel failed to set the size";
		return err;
	}
	pf->vf_bar_size[slot] = size;
	pci_info(pf->pdev, "VF BAR %u resized to %llu bytes\n", slot, size);
	return 0;
}

/*
 * The caller holds the PF's device lock. The reason of a failure goes into
 * last_error.
 *
 * Return: 0; -EINVAL for a size that the device does not support; -EBUSY while VFs
 * are enabled or VF MSE is set; -ENOMEM if not one VF fits; or what the kernel
 * returns.
 */
int sriov_pf_resize_vf_bar(struct sriov_pf *pf, unsigned int slot, u64 size)
{
	const char *why = "";
	int err;

	device_lock_assert(&pf->pdev->dev);
	err = resize(pf, slot, size, &why);
	if (err)
		pci_err(pf->pdev, "VF BAR %u is not resized: %s\n", slot, why);
	sriov_pf_set_error(pf, err, why);
	return err;
}
