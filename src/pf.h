/* SPDX-License-Identifier: GPL-2.0 */
/* The object for one PF. */
#ifndef SRIOV_PF_PF_H
#define SRIOV_PF_PF_H

#include <linux/atomic.h>
#include <linux/device.h>
#include <linux/mutex.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include <sriov_pf/ea.h>
#include <sriov_pf/ecap.h>
#include <sriov_pf/sriov.h>

#include "check.h"

struct attribute_group;
struct dentry;
struct kernfs_node;
struct pci_dev;

/* Groups of fields, checks and VF BARs, with some to spare. */
#define SRIOV_PF_MAX_GROUPS	16

/**
 * struct sriov_pf - one Physical Function
 * @dev: its device of class sriov_pf, a child of the PF's own
 * @pdev: the PF; a reference is held
 * @cfg: the PF's configuration space
 * @ecaps: its extended capabilities, as the walk found them when the PF was
 *	first seen
 * @sriov: its SR-IOV capability
 * @info: that capability, decoded when the PF was first seen. Fields that never
 *	change are shown from here
 * @vf_bars: bit n if slot n holds a VF BAR, even one that reads as zero
 * @ari_capable_hierarchy: the value that the kernel has given this bit of SR-IOV
 *	Control
 * @vf_bar_size: size of each VF BAR for one VF, in bytes, by slot, when the PF
 *	was first seen or VFs were last enabled; 0 where there is none
 * @vf_rebar: its VF Resizable BAR capability; valid if any of @vf_rebar_sizes
 *	is not 0
 * @ea: VF BARs that Enhanced Allocation describes, by slot; @info has these in
 *	place of the registers' values
 * @vf_rebar_sizes: the sizes that each VF BAR supports, by slot, as a mask
 * @serial_number: its Device Serial Number; 0 if it has none
 * @groups: its sysfs attributes; NULL ends the list
 * @debugfs: its directory in debugfs
 * @num_vfs_node: the file num_vfs, for poll(2); NULL until the PF is registered
 * @last_error_node: likewise, the file last_error
 * @wait: writers of num_vfs sleep here
 * @gone: set when the PF leaves, before its device is unregistered; never
 *	cleared
 * @letting_go: a request waits for the vfio drivers of VFs, and other requests
 *	wait for it. Protected by the PF's device lock
 * @changing_to: the number of VFs that a driver is now setting; -1 for none.
 *	Written under the PF's device lock, read without it
 * @announced_vfs: the number of VFs in the last uevent
 * @error_mutex: innermost lock; protects @last_error and @last_reason
 * @last_error: what the last change of the number of VFs returned: 0 or an errno
 * @last_reason: why it failed; NULL if it did not, or if there was no memory
 * @override_mutex: innermost lock; protects @vf_driver_override. Nobody holds it
 *	while VFs are added
 * @vf_driver_override: the driver that VFs get when they are made; NULL for any
 */
struct sriov_pf {
	struct device dev;
	struct pci_dev *pdev;
	struct ecap_cfg cfg;
	struct ecap_list *ecaps;
	struct sriov_view sriov;
	struct sriov_info info;
	unsigned int vf_bars;
	bool ari_capable_hierarchy;
	u64 vf_bar_size[PCI_SRIOV_NUM_BARS];
	struct ecap vf_rebar;
	struct sriov_ea_vf_bar ea[PCI_SRIOV_NUM_BARS];
	u64 vf_rebar_sizes[PCI_SRIOV_NUM_BARS];
	u64 serial_number;
	const struct attribute_group *groups[SRIOV_PF_MAX_GROUPS + 1];
	struct dentry *debugfs;
	struct kernfs_node *num_vfs_node;
	struct kernfs_node *last_error_node;
	wait_queue_head_t wait;
	bool gone;
	bool letting_go;
	int changing_to;
	atomic_t announced_vfs;
	struct mutex error_mutex;	/* protects last_error and last_reason */
	int last_error;
	char *last_reason;
	struct mutex override_mutex;	/* protects vf_driver_override */
	char *vf_driver_override;
};

/* Work on PFs: changes of their number of VFs, and what follows them. */
extern struct workqueue_struct *sriov_pf_wq;

static inline struct sriov_pf *to_sriov_pf(const struct device *dev)
{
	return container_of(dev, struct sriov_pf, dev);
}

int sriov_pf_init(void);
void sriov_pf_exit(void);
struct sriov_pf *sriov_pf_alloc(struct pci_dev *pdev);
struct sriov_pf *sriov_pf_get(struct pci_dev *pdev);
struct sriov_pf *sriov_pf_get_any(void);
void sriov_pf_put(struct sriov_pf *pf);
void sriov_pf_for_each(int (*fn)(struct device *dev, void *data));
void sriov_pf_wake_pollers(struct kernfs_node **file);
void sriov_pf_set_error(struct sriov_pf *pf, int err, const char *why);
int sriov_pf_show_error(struct sriov_pf *pf, char *buf);
const char *sriov_pf_last_errno(struct sriov_pf *pf, char name[SRIOV_PF_NAME]);

#endif
