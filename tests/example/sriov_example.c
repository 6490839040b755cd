// SPDX-License-Identifier: GPL-2.0
/*
 * The example of the kernel's proposed Rust support for extended capabilities,
 * in C: each step stands below the call of Rust that does the same. docs/rust.md
 * compares the two. Built on what "make install" installs and nothing else.
 *
 *	insmod sriov_example.ko device=0000:01:00.0
 *
 * logs what it reads from that PF. It keeps nothing and can be unloaded at once.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/pci.h>

#include <sriov_pf/cfg_pci.h>
#include <sriov_pf/ecap_list.h>
#include <sriov_pf/sriov.h>

static char *device = "";
module_param(device, charp, 0444);
MODULE_PARM_DESC(device, "address of the PF, such as 0000:01:00.0");

/*
 * Rust: io_write!(.num_vfs)
 *
 * NumVFs may be written only while VF Enable is clear (PCIe 6.x section
 * 9.3.3.7). A driver calls pci_enable_sriov() instead, which writes it too; so
 * the old value is put back here.
 */
static int write_num_vfs(const struct sriov_view *sriov, u16 num_vfs)
{
	u16 control, before, after;
	int err;

	err = ecap_read(sriov, control, &control);
	if (err)
		return err;
	if (control & PCI_SRIOV_CTRL_VFE)
		return -EBUSY;

	err = ecap_read(sriov, num_vfs, &before);
	if (err)
		return err;
	err = ecap_write(sriov, num_vfs, num_vfs);
	if (err)
		return err;
	err = ecap_read(sriov, num_vfs, &after);
	if (err)
		return err;

	pr_info("NumVFs was %u, is %u\n", before, after);
	return ecap_write(sriov, num_vfs, before);
}

/* Rust, as merged: vf_bars() */
static int show_vf_bars(const struct sriov_view *sriov)
{
	u32 registers[PCI_SRIOV_NUM_BARS];
	struct sriov_vf_bar bar = {};
	int ret;

	ret = sriov_read_vf_bars(sriov, registers);
	if (ret)
		return ret;

	while ((ret = sriov_next_vf_bar(registers, 0, &bar)) > 0)
		pr_info("VF BAR %u: %u bits at 0x%llx%s\n", bar.slot, bar.width,
			bar.address, bar.prefetchable ? ", prefetchable" : "");
	return ret;
}

static int print_registers(const struct sriov_view *sriov)
{
	u16 total_vfs, vf_offset;
	u64 bar0_64;
	u32 bar0;
	int err;

	/* Rust: io_read!(.total_vfs) */
	err = ecap_read(sriov, total_vfs, &total_vfs);
	if (err)
		return err;
	/* Rust: io_read!(.vf_offset) */
	err = ecap_read(sriov, vf_offset, &vf_offset);
	if (err)
		return err;
	/* Rust: io_read!(.vf_bar[0]) */
	err = ecap_read_index(sriov, vf_bar, 0, &bar0);
	if (err)
		return err;
	/* Rust: read_vf_bar64(0) */
	err = sriov_read_vf_bar64(sriov, 0, &bar0_64);
	if (err)
		return err;

	pr_info("TotalVFs %u, First VF Offset %u, VF BAR0 0x%08x, of 64 bits 0x%016llx\n",
		total_vfs, vf_offset, bar0, bar0_64);
	return 0;
}

static int probe_sriov(struct pci_dev *pdev)
{
	struct ecap_list *list __free(ecap_list) = NULL;
	struct sriov_view sriov;
	struct ecap_cfg cfg;
	struct ecap cap;
	int err;

	/* Rust: config_space_extended() */
	ecap_cfg_init_pci(&cfg, pdev);
	list = ecap_list_create(&cfg);
	if (IS_ERR(list))
		return PTR_ERR(list);

	/* Rust: ExtSriovCapability::find() */
	err = ecap_find(list, PCI_EXT_CAP_ID_SRIOV, &cap);
	if (err)
		return err;
	err = ecap_cast(&cap, &sriov);
	if (err)
		return err;

	err = print_registers(&sriov);
	if (err)
		return err;
	err = write_num_vfs(&sriov, 4);
	if (err)
		return err;
	return show_vf_bars(&sriov);
}

static int __init sriov_example_init(void)
{
	struct pci_dev *pdev = NULL;
	int err = -ENODEV;

	for_each_pci_dev(pdev) {
		if (strcmp(pci_name(pdev), device))
			continue;
		err = probe_sriov(pdev);
		pci_dev_put(pdev);
		break;
	}
	return err;
}
module_init(sriov_example_init);

static void __exit sriov_example_exit(void)
{
}
module_exit(sriov_example_exit);

MODULE_DESCRIPTION("Reads an SR-IOV capability through sriov-pf's typed access");
MODULE_LICENSE("GPL");
