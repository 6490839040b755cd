// SPDX-License-Identifier: GPL-2.0
/* The accessor over a PCI device: the only file that reaches hardware. */
#include <linux/export.h>
#include <linux/pci.h>
#include <linux/pm_runtime.h>

#include <sriov_pf/cfg_pci.h>

/*
 * Configuration space is out of reach in D3cold, and below a bridge that is not in
 * D0. The kernel does the same for its own "config" file.
 *
 * A device that is awake and in use keeps the bridges above it awake. It needs only
 * one more user.
 *
 * Return: whether let_sleep() must let the bridge sleep, too.
 */
static bool wake(struct pci_dev *pdev)
{
	if (pm_runtime_get_if_in_use(&pdev->dev) > 0)
		return false;

	pm_runtime_get_noresume(&pdev->dev);
	if (pdev->dev.parent)
		pm_runtime_get_sync(pdev->dev.parent);
	pm_runtime_barrier(&pdev->dev);
	if (pdev->current_state == PCI_D3cold)
		pm_runtime_resume(&pdev->dev);
	return true;
}

static void let_sleep(struct pci_dev *pdev, bool with_bridge)
{
	if (with_bridge && pdev->dev.parent)
		pm_runtime_put(pdev->dev.parent);
	pm_runtime_put(&pdev->dev);
}

static int read_width(struct pci_dev *pdev, u16 where, u8 width, u32 *value)
{
	u16 word = U16_MAX;
	u8 byte = U8_MAX;
	int ret;

	switch (width) {
	case 1:
		ret = pci_read_config_byte(pdev, where, &byte);
		*value = byte;
		break;
	case 2:
		ret = pci_read_config_word(pdev, where, &word);
		*value = word;
		break;
	default:
		ret = pci_read_config_dword(pdev, where, value);
		break;
	}
	return pcibios_err_to_errno(ret);
}

static int cfg_pci_read(const struct ecap_cfg *cfg, u16 where, u8 width,
			u32 *value)
{
	struct pci_dev *pdev = cfg->priv;
	u32 all_ones = U32_MAX >> 8 * (4 - width);
	u32 read = U32_MAX;
	bool with_bridge;
	int err;

	with_bridge = wake(pdev);
	err = read_width(pdev, where, width, &read);
	/* A device that was pulled out reads as all ones, too. */
	if (!err && read == all_ones && !pci_device_is_present(pdev))
		err = -ENODEV;
	let_sleep(pdev, with_bridge);

	if (!err)
		*value = read;
	return err;
}

/* Wakes the device once. All ones are doubted once, after the last dword. */
static int cfg_pci_read_dwords(const struct ecap_cfg *cfg, u16 where,
			       unsigned int count, u32 *values)
{
	struct pci_dev *pdev = cfg->priv;
	bool doubtful = false, with_bridge;
	unsigned int i;
	int err = 0;

	with_bridge = wake(pdev);
	for (i = 0; i < count && !err; i++) {
		err = read_width(pdev, where + 4 * i, 4, &values[i]);
		doubtful |= values[i] == U32_MAX;
	}
	if (!err && doubtful && !pci_device_is_present(pdev))
		err = -ENODEV;
	let_sleep(pdev, with_bridge);
	return err;
}

static int write_width(struct pci_dev *pdev, u16 where, u8 width, u32 value)
{
	int ret;

	switch (width) {
	case 1:
		ret = pci_write_config_byte(pdev, where, value);
		break;
	case 2:
		ret = pci_write_config_word(pdev, where, value);
		break;
	default:
		ret = pci_write_config_dword(pdev, where, value);
		break;
	}
	return pcibios_err_to_errno(ret);
}

static int cfg_pci_write(const struct ecap_cfg *cfg, u16 where, u8 width,
			 u32 value)
{
	struct pci_dev *pdev = cfg->priv;
	bool with_bridge;
	int err;

	with_bridge = wake(pdev);
	err = write_width(pdev, where, width, value);
	let_sleep(pdev, with_bridge);
	return err;
}

static const struct ecap_cfg_ops cfg_pci_ops = {
	.read = cfg_pci_read,
	.write = cfg_pci_write,
	.read_dwords = cfg_pci_read_dwords,
};

void ecap_cfg_init_pci(struct ecap_cfg *cfg, struct pci_dev *pdev)
{
	*cfg = (struct ecap_cfg){
		.ops = &cfg_pci_ops,
		.size = pdev->cfg_size,
		.priv = pdev,
	};
}
EXPORT_SYMBOL_GPL(ecap_cfg_init_pci);
