// SPDX-License-Identifier: GPL-2.0
/*
 * /sys/kernel/debug/sriov_sim/HOST/accesses: how often each function's
 * configuration space was accessed. Writing to it sets the counts to 0.
 *
 *	ADDRESS READS WRITES		a port or a PF
 *	ADDRESS vfs READS WRITES	the VFs of the PF at ADDRESS together
 */
#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#include "host.h"

static struct dentry *root;

static void show_count(struct seq_file *seq, u16 routing_id, const char *whose,
		       const struct sim_count *counted)
{
	struct sim_bridge *sim = seq->private;
	struct sim_count count = sim_fabric_count(&sim->fabric, counted);

	seq_printf(seq, "%04x:%02x:%02x.%x %s%llu %llu\n", sim->domain,
		   routing_id >> 8, PCI_SLOT(routing_id), PCI_FUNC(routing_id),
		   whose, count.reads, count.writes);
}

static void show_port(struct seq_file *seq, const struct sim_port *port,
		      unsigned int number)
{
	const struct sim_bridge *sim = seq->private;
	u16 first = PCI_DEVFN(number, 0);
	unsigned int i;

	if (!sim->fabric.integrated) {
		show_count(seq, first, "", &port->count);
		first = sim_port_secondary(port) << 8;
	}
	for (i = 0; i < port->num_pfs; i++) {
		show_count(seq, first + i, "", &port->pfs[i].count);
		show_count(seq, first + i, "vfs ", &port->pfs[i].vf_count);
	}
}

static int accesses_show(struct seq_file *seq, void *unused)
{
	const struct sim_bridge *sim = seq->private;
	unsigned int i;

	for (i = 0; i < sim->fabric.config.ports; i++)
		show_port(seq, &sim->fabric.ports[i], i);
	return 0;
}

static int accesses_open(struct inode *inode, struct file *file)
{
	return single_open(file, accesses_show, inode->i_private);
}

static ssize_t accesses_write(struct file *file, const char __user *text,
			      size_t len, loff_t *pos)
{
	struct seq_file *seq = file->private_data;
	struct sim_bridge *sim = seq->private;

	sim_fabric_reset_counts(&sim->fabric);
	return len;
}

static const struct file_operations accesses_fops = {
	.owner = THIS_MODULE,
	.open = accesses_open,
	.read = seq_read,
	.write = accesses_write,
	.llseek = seq_lseek,
	.release = single_release,
};

void sim_debugfs_add(struct sim_bridge *sim, const char *name)
{
	sim->debugfs = debugfs_create_dir(name, root);
	debugfs_create_file("accesses", 0600, sim->debugfs, sim, &accesses_fops);
}

void sim_debugfs_remove(struct sim_bridge *sim)
{
	debugfs_remove_recursive(sim->debugfs);
}

void sim_debugfs_init(void)
{
	root = debugfs_create_dir("sriov_sim", NULL);
}

void sim_debugfs_exit(void)
{
	debugfs_remove_recursive(root);
}
