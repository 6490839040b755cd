// SPDX-License-Identifier: GPL-2.0
/* sriovctl capture: all that is known of PFs, as text that --from reads. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <linux/pci_regs.h>

#include "capability.h"
#include "cmd.h"
#include "iommu.h"
#include "names.h"
#include "snapshot.h"
#include "sysfs.h"

/* What is of use to people, besides what the checks look at */
static const char * const files[] = {
	"vendor", "device", "subsystem_vendor", "subsystem_device", "class",
	"revision", "numa_node", "power_state", "enable", "driver_override",
	"ari_enabled", "current_link_speed", "current_link_width",
	"sriov_totalvfs", "sriov_numvfs", "sriov_offset", "sriov_stride",
	"sriov_vf_device", "sriov_drivers_autoprobe", "sriov_vf_total_msix",
};

static const char * const links[] = { "driver", "iommu_group" };

static void read_device(const char *address)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(files); i++)
		free(sysfs_read(DEVICES "/%s/%s", address, files[i]));
	for (i = 0; i < ARRAY_SIZE(links); i++)
		free(sysfs_link(DEVICES "/%s/%s", address, links[i]));
	free(sysfs_read(CLASS "/%s/last_error", address));
	free(sysfs_read(CLASS "/%s/vf_driver_override", address));
}

/* Opening the PF reads what surrounds it. */
static void read_pf(const char *address)
{
	struct pf *pf __free_pf = pf_open(address);

	read_device(pf->address);
}

static void read_machine(void)
{
	struct utsname kernel;

	snapshot_add(SNAPSHOT_FILE, "sriovctl", VERSION);
	if (uname(&kernel))
		return;
	snapshot_add(SNAPSHOT_FILE, "kernel", kernel.release);
	snapshot_add(SNAPSHOT_FILE, "machine", kernel.machine);
	free(sysfs_read("module/sriov_pf/version"));
	iommu_record();
}

/* What lspci says of a function: its class and its name. */
static char *title(const char *address)
{
	struct pf *pf __free_pf = pf_of_device(address);
	char *class __free_string = name_of_class(pf);
	char *name __free_string = name_of_device(pf);

	return xasprintf("%s: %s", class ?: "PCI function", name ?: "no name");
}

/* The addresses of the PFs that are meant: without a word, of all. */
static struct strings find_pfs(const struct args *args)
{
	struct strings pfs = pf_all(), meant = {};
	size_t i;

	if (!args->count)
		return pfs;

	for (i = 0; i < args->count; i++)
		strings_add(&meant, pf_find_address(args->words[i], &pfs));
	strings_free(&pfs);
	return meant;
}

int cmd_capture(const struct args *args)
{
	struct strings pfs __free_strings = {};
	size_t i;

	if (geteuid())
		die(STATUS_NO_PERMISSION,
		    "capture: no permission to read configuration space; run it as root");

	pf_use_config();
	pfs = find_pfs(args);
	snapshot_record();
	read_machine();
	for (i = 0; i < pfs.count; i++)
		read_pf(pfs.item[i]);
	if (args->options & OPTION_ANONYMOUS)
		snapshot_drop_serial_numbers();
	snapshot_write(stdout, title);
	return STATUS_OK;
}
