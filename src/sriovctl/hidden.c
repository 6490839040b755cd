// SPDX-License-Identifier: GPL-2.0
/* Devices that may have SR-IOV, and do not show it. */
#include <string.h>

#include <linux/pci_regs.h>

#include "config.h"
#include "devlink.h"
#include "hidden.h"
#include "sysfs.h"

/* The kernel shows the link of PCI Express functions alone; bridges have no VFs. */
static bool is_candidate(const char *address)
{
	char *class __free_string = sysfs_read(DEVICES "/%s/class", address);

	return sysfs_exists(DEVICES "/%s/current_link_speed", address) &&
	       !(class && !strncmp(class, "0x06", strlen("0x06")));
}

/* Whether extended configuration space, where the capability is, cannot be reached. */
static bool is_cut_off(const char *address)
{
	struct config config;

	config_open(&config, address);
	config_close(&config);
	return config.cfg.size == PCI_CFG_SPACE_SIZE;
}

char *hidden_by(const char *address)
{
	char *driver __free_string = sysfs_link(DEVICES "/%s/driver", address);
	char *setting __free_string = devlink_advice_on_sriov(address, driver);

	if (!is_candidate(address))
		return xstrdup("");
	if (is_cut_off(address))
		return xstrdup(". The kernel reaches 256 bytes of its configuration space, and the capability would be beyond: boot without pci=nommconf, or update the machine's firmware (ACPI table MCFG)");
	if (setting)
		return xasprintf(". %s", setting);
	return xstrdup(". If it should have one, turn SR-IOV on in the setup of the machine's firmware (\"SR-IOV support\") or in the device's own");
}
