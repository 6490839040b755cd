/* SPDX-License-Identifier: GPL-2.0 */
/* The object for one PF, and what the files around it offer each other. */
#ifndef SRIOV_PF_PF_H
#define SRIOV_PF_PF_H

#include <linux/atomic.h>
#include <linux/device.h>
#include <linux/mutex.h>
#include <linux/wait.h>

#include <sriov_pf/ea.h>
#include <sriov_pf/sriov.h>

#include "check.h"

struct attribute_group;
struct dentry;
struct pci_dev;
struct workqueue_struct;

/* The default group, checks/, four registers' directories, VF BARs. */
#define SRIOV_PF_MAX_GROUPS	(6 + PCI_SRIOV_NUM_BARS)

/* Bytes for what last_error shows: an errno's name, and why. */
#define SRIOV_ERROR_TEXT	(SRIOV_NAME + SRIOV_WHY_TEXT)

/**
 * struct sriov_pf - one Physical Function
 * @dev: its device of class sriov_pf, child of the PF's own
 * @pdev: the PF; a reference is held
 * @cfg: the PF's configuration space
 * @ecaps: its extended capabilities, as the walk found them at first sight
 * @sriov: its SR-IOV capability
 * @info: that capability decoded at first sight; what the specification fixes
 *	is shown from here
 * @vf_bars: bit n if slot n holds a VF BAR, even one that reads as zero
 * @ari_capable_hierarchy: how the kernel has set that bit of SR-IOV Control
 * @vf_bar_size: bytes that each VF BAR had for one VF at first sight, or when
 *	VFs were last enabled, by slot; 0 where there is none
 * @vf_rebar: its VF Resizable BAR capability, if @vf_rebar_sizes has any
 * @ea: VF BARs that Enhanced Allocation describes, by slot; @info has them instead
 *	of what the registers say
 * @vf_rebar_sizes: sizes that each VF BAR can be given, by slot, as a mask
 * @groups: what it shows in sysfs, ended by NULL
 * @debugfs: its directory in debugfs
 * @wait: writers of num_vfs sleep here
 * @gone: set when the PF leaves, before its device does; never cleared
 * @letting_go: a request waits for vfio drivers of VFs: others wait for it.
 *	Protected by the PF's device lock
 * @changing_to: the number of VFs that a driver is now setting; -1 for none.
 *	Written under the PF's device lock, read without
 * @announced_vfs: how many VFs the last uevent told of
 * @error_mutex: innermost lock; protects @last_error
 * @last_error: why the last change of the number of VFs failed, or "none"
 */
struct sriov_pf {
	struct device dev;
	struct pci_dev *pdev;
	struct cfg_space cfg;
	struct ecap_list *ecaps;
	struct sriov_view sriov;
	struct sriov_info info;
	unsigned int vf_bars;
	bool ari_capable_hierarchy;
	u64 vf_bar_size[PCI_SRIOV_NUM_BARS];
	struct ecap vf_rebar;
	struct ea_vf_bar ea[PCI_SRIOV_NUM_BARS];
	u64 vf_rebar_sizes[PCI_SRIOV_NUM_BARS];
	const struct attribute_group *groups[SRIOV_PF_MAX_GROUPS + 1];
	struct dentry *debugfs;
	wait_queue_head_t wait;
	bool gone;
	bool letting_go;
	int changing_to;
	atomic_t announced_vfs;
	struct mutex error_mutex;	/* protects last_error */
	char last_error[SRIOV_ERROR_TEXT];
};

static inline struct sriov_pf *to_sriov_pf(struct device *dev)
{
	return container_of(dev, struct sriov_pf, dev);
}

/* pf.c */
int sriov_pf_init(void);
void sriov_pf_exit(void);
struct sriov_pf *sriov_pf_get(struct pci_dev *pdev);
void sriov_pf_for_each(int (*look)(struct device *dev, void *data));
void sriov_pf_set_error(struct sriov_pf *pf, int err, const char *why);

/* vf_bar.c */
u64 sriov_pf_vf_bar_size(const struct sriov_pf *pf, unsigned int slot);
u64 sriov_pf_vf_bar_aperture(const struct sriov_pf *pf, unsigned int slot);
unsigned int sriov_pf_find_vf_bars(struct sriov_pf *pf, bool fresh);
void sriov_pf_remember_vf_bars(struct sriov_pf *pf);
void sriov_pf_learn_vf_bars(struct sriov_pf *pf);

/* restore.c */
void sriov_pf_restore(struct sriov_pf *pf, const struct sriov_info *info);

/* facts.c */
bool sriov_driver_name(struct pci_dev *pdev, char name[SRIOV_NAME]);
bool sriov_pf_is_vfio(struct pci_dev *vf);
struct pci_dev *sriov_pf_next_vf(struct pci_dev *pdev, struct pci_dev *from);
void sriov_pf_gather(struct sriov_pf *pf, const struct sriov_info *info,
		     struct sriov_facts *facts);
int sriov_pf_look(struct sriov_pf *pf, struct sriov_info *info,
		  struct sriov_facts *facts);

/* sysfs.c */
void sriov_pf_choose_groups(struct sriov_pf *pf);

/* uevent.c */
void sriov_uevent_added(struct sriov_pf *pf);
void sriov_uevent_driver(struct sriov_pf *pf);
void sriov_uevent_num_vfs(struct sriov_pf *pf);
void sriov_uevent_look(void);
void sriov_uevent_stop(void);

/* debugfs.c */
void sriov_debugfs_init(void);
void sriov_debugfs_exit(void);
void sriov_debugfs_add(struct sriov_pf *pf);
void sriov_debugfs_remove(struct sriov_pf *pf);

/* enable.c */
extern struct workqueue_struct *sriov_wq;
int sriov_enable_init(void);
void sriov_enable_exit(void);
int sriov_pf_set_num_vfs(struct sriov_pf *pf, u16 num_vfs);
int sriov_pf_configure(struct pci_dev *pdev, int num_vfs);
void sriov_pf_disable(struct pci_dev *pdev);
void sriov_pf_log_claim(struct pci_dev *pdev);
void sriov_pf_shut_down(struct pci_dev *pdev);

#endif
