// SPDX-License-Identifier: GPL-2.0
/*
 * How another module uses sriov-pf's headers: it reads a capability that
 * sriov-pf knows nothing of, Alternative Routing-ID Interpretation (PCIe 6.x
 * section 7.8.8), through a struct of its own. Built on what "make install"
 * installs and nothing else. Loading it logs a line for each device that has
 * the capability; it keeps nothing and can be unloaded at once.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bitfield.h>
#include <linux/module.h>
#include <linux/pci.h>

#include <sriov_pf/cfg_pci.h>
#include <sriov_pf/ecap_list.h>

struct ari_regs {
	u32 header;
	u16 capability;
	u16 control;
};

ECAP_VIEW(ari_view, struct ari_regs);

#define ARI_NEXT_FUNCTION	GENMASK(15, 8)

/* No capability is this long: shows that the size check bites. */
struct endless_regs {
	u32 registers[PCI_CFG_SPACE_EXP_SIZE / 4];
};

ECAP_VIEW(endless_view, struct endless_regs);

static int show_ari(struct pci_dev *pdev, const struct ecap *cap)
{
	struct endless_view endless;
	struct ari_view ari;
	u16 capability;
	int err;

	err = ecap_cast(cap, &ari);
	if (!err)
		err = ecap_read(&ari, capability, &capability);
	if (err)
		return err;

	pr_info("%s: ARI at 0x%03x, %u bytes, next function %lu, endless %d\n",
		pci_name(pdev), cap->offset, cap->size,
		FIELD_GET(ARI_NEXT_FUNCTION, capability),
		ecap_cast(cap, &endless));
	return 0;
}

static int show_device(struct pci_dev *pdev)
{
	struct ecap_list *list __free(ecap_list) = NULL;
	struct ecap_cfg cfg;
	struct ecap cap;
	int err;

	ecap_cfg_init_pci(&cfg, pdev);
	list = ecap_list_create(&cfg);
	if (IS_ERR(list))
		return PTR_ERR(list);

	err = ecap_find(list, PCI_EXT_CAP_ID_ARI, &cap);
	return err ?: show_ari(pdev, &cap);
}

static int __init ari_example_init(void)
{
	struct pci_dev *pdev = NULL;

	for_each_pci_dev(pdev) {
		int err = show_device(pdev);

		if (err)
			pr_info("%s: no ARI to be read: %d\n", pci_name(pdev),
				err);
	}
	return 0;
}
module_init(ari_example_init);

static void __exit ari_example_exit(void)
{
}
module_exit(ari_example_exit);

MODULE_DESCRIPTION("Reads ARI capabilities through sriov-pf's typed access");
MODULE_LICENSE("GPL");
