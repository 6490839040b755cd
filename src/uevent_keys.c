// SPDX-License-Identifier: GPL-2.0
/*
 * What each event of a PF says, and its file "uevent": all that is known of the PF
 * without an access to the device. Who looks at many PFs reads this one file of each.
 */
#include <linux/device.h>
#include <linux/kobject.h>
#include <linux/pci.h>

#include "function.h"
#include "pf.h"
#include "uevent_keys.h"
#include "vf_bar.h"

/* Of all keys, with a VF BAR in each slot; the kernel adds one more key. */
#define MOST_KEYS	(7 + PCI_SRIOV_NUM_BARS)
#define MOST_BYTES	1024

/*
 * The kernel warns of a key for which there is no room. A long path, or keys that somebody
 * wrote to "uevent", may have taken it.
 */
static bool has_room(const struct kobj_uevent_env *env)
{
	return env->envp_idx + MOST_KEYS < UEVENT_NUM_ENVP &&
	       env->buflen + MOST_BYTES < UEVENT_BUFFER_SIZE;
}

static int add_pf(struct kobj_uevent_env *env, struct sriov_pf *pf)
{
	struct pci_dev *pdev = pf->pdev;
	char driver[SRIOV_PF_NAME], name[SRIOV_PF_NAME];

	sriov_pf_driver_name(pdev, driver);
	return add_uevent_var(env, "PCI_ID=%04X:%04X", pdev->vendor, pdev->device) ?:
	       add_uevent_var(env, "SRIOV_PF_DRIVER=%s", driver) ?:
	       add_uevent_var(env, "SRIOV_PF_POWER_STATE=%s",
			      pci_power_name(READ_ONCE(pdev->current_state))) ?:
	       add_uevent_var(env, "SRIOV_NUM_VFS=%u", pci_num_vf(pdev)) ?:
	       add_uevent_var(env, "SRIOV_LAST_ERRNO=%s",
			      sriov_pf_last_errno(pf, name));
}

/* A capability that is cut short has no such register. */
static int add_totals(struct kobj_uevent_env *env, const struct sriov_info *info)
{
	if (info->size < PCI_SRIOV_TOTAL_VF + sizeof(info->total_vfs))
		return 0;

	return add_uevent_var(env, "SRIOV_INITIAL_VFS=%u", info->initial_vfs) ?:
	       add_uevent_var(env, "SRIOV_TOTAL_VFS=%u", info->total_vfs);
}

/* The size of a BAR that can be resized is a register. */
static int add_vf_bar(struct kobj_uevent_env *env, const struct sriov_pf *pf,
		      unsigned int slot)
{
	if (!sriov_pf_vf_bar_is_sized(pf, slot))
		return 0;
	if (pf->vf_rebar_sizes[slot])
		return add_uevent_var(env, "SRIOV_VF_BAR%u=%llu", slot,
				      sriov_pf_vf_bar_aperture(pf, slot));

	return add_uevent_var(env, "SRIOV_VF_BAR%u=%llu/%llu/%llu", slot,
			      sriov_pf_vf_bar_aperture(pf, slot),
			      sriov_pf_vf_bar_size(pf, slot),
			      sriov_pf_vf_bar_max_vfs(pf, slot));
}

/* The device of an event; whether it is const depends on the kernel. */
#define DEVICE_OF_EVENT							\
	typeof(__builtin_choose_expr(					\
		__same_type(((const struct device_type *)NULL)->uevent,	\
			    int (*)(struct device *, struct kobj_uevent_env *)), \
		(struct device *)NULL, (const struct device *)NULL))

static int add_keys(DEVICE_OF_EVENT dev, struct kobj_uevent_env *env)
{
	struct sriov_pf *pf = to_sriov_pf(dev);
	unsigned int slot;
	int err;

	if (!has_room(env))
		return 0;

	err = add_pf(env, pf) ?: add_totals(env, &pf->info);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS && !err; slot++)
		err = add_vf_bar(env, pf, slot);
	return err;
}

const struct device_type sriov_pf_device_type = {
	.uevent = add_keys,
};
