// SPDX-License-Identifier: GPL-2.0
/* debugfs, for people: sriov_pf/<bdf>/ext_caps lists each extended capability. */
#include <linux/debugfs.h>
#include <linux/seq_file.h>

#include <sriov_pf/ecap_name.h>

#include "debugfs.h"
#include "pf.h"

static struct dentry *debugfs_root;

static int ext_caps_show(struct seq_file *file, void *unused)
{
	const struct sriov_pf *pf = file->private;
	struct ecap cap;

	seq_puts(file, "offset size  id     version name\n");
	ecap_for_each(pf->ecaps, cap)
		seq_printf(file, "0x%03x  %-5u 0x%04x %-7u %s\n", cap.offset,
			   cap.size, cap.id, cap.version, ecap_name(cap.id));
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(ext_caps);

void sriov_pf_debugfs_add(struct sriov_pf *pf)
{
	pf->debugfs = debugfs_create_dir(dev_name(&pf->dev), debugfs_root);
	debugfs_create_file("ext_caps", 0444, pf->debugfs, pf, &ext_caps_fops);
}

/* Waits for readers. */
void sriov_pf_debugfs_remove(struct sriov_pf *pf)
{
	debugfs_remove(pf->debugfs);
}

void sriov_pf_debugfs_init(void)
{
	debugfs_root = debugfs_create_dir("sriov_pf", NULL);
}

void sriov_pf_debugfs_exit(void)
{
	debugfs_remove(debugfs_root);
}
