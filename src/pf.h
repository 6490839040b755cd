/* SPDX-License-Identifier: GPL-2.0 */
/* The object for one PF, and what the files around it offer each other. */
#ifndef SRIOV_PF_PF_H
#define SRIOV_PF_PF_H

#include <linux/device.h>
#include <linux/wait.h>

#include <sriov_pf/sriov.h>

struct attribute_group;
struct dentry;
struct pci_dev;

/* The default group, capabilities/, control/, status/, the array, VF BARs. */
#define SRIOV_PF_MAX_GROUPS	(5 + PCI_SRIOV_NUM_BARS)

/**
 * struct sriov_pf - one Physical Function
 * @dev: its device of class sriov, child of the PF's own
 * @pdev: the PF; a reference is held
 * @cfg: the PF's configuration space
 * @ecaps: its extended capabilities, as the walk found them at first sight
 * @sriov: its SR-IOV capability
 * @info: that capability decoded at first sight; what the specification fixes
 *	is shown from here
 * @vf_bar_size: bytes that each VF BAR had for one VF at first sight, by slot;
 *	0 where the kernel knows of none
 * @vf_rebar_sizes: sizes that each VF BAR can be given, by slot, as a mask
 * @groups: what it shows in sysfs, ended by NULL
 * @debugfs: its directory in debugfs
 * @wait: where those wait who asked for another number of VFs
 * @gone: set when the PF leaves, before its device does; never cleared
 */
struct sriov_pf {
	struct device dev;
	struct pci_dev *pdev;
	struct cfg_space cfg;
	struct ecap_list *ecaps;
	struct sriov_view sriov;
	struct sriov_info info;
	u64 vf_bar_size[PCI_SRIOV_NUM_BARS];
	u64 vf_rebar_sizes[PCI_SRIOV_NUM_BARS];
	const struct attribute_group *groups[SRIOV_PF_MAX_GROUPS + 1];
	struct dentry *debugfs;
	wait_queue_head_t wait;
	bool gone;
};

static inline struct sriov_pf *to_sriov_pf(struct device *dev)
{
	return container_of(dev, struct sriov_pf, dev);
}

/* pf.c */
int sriov_pf_init(void);
void sriov_pf_exit(void);
struct sriov_pf *sriov_pf_get(struct pci_dev *pdev);
u64 sriov_pf_vf_bar_size(const struct sriov_pf *pf, unsigned int slot);
u64 sriov_pf_vf_bar_aperture(const struct sriov_pf *pf, unsigned int slot);

/* sysfs.c */
void sriov_pf_choose_groups(struct sriov_pf *pf);

/* debugfs.c */
void sriov_debugfs_init(void);
void sriov_debugfs_exit(void);
void sriov_debugfs_add(struct sriov_pf *pf);
void sriov_debugfs_remove(struct sriov_pf *pf);

/* enable.c */
int sriov_enable_init(void);
void sriov_enable_exit(void);
int sriov_pf_set_num_vfs(struct sriov_pf *pf, u16 num_vfs);
int sriov_pf_configure(struct pci_dev *pdev, int num_vfs);

#endif
