/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_SIM_HOST_H
#define SRIOV_SIM_HOST_H

#include <linux/ioport.h>
#include <linux/pci.h>
#include <linux/pci-ecam.h>

#include "fabric.h"

struct dentry;

/*
 * The type that the architecture's PCI code expects in the sysdata of a root bus.
 * (On arm64 with ACPI that is a pci_config_window; its parent is read: none.)
 */
struct sim_sysdata {
#ifdef CONFIG_X86
	struct pci_sysdata arch;
#else
	struct pci_config_window arch;
#endif
};

/**
 * struct sim_bridge - a live host: a root bus with its devices
 * @entry: in the list of those that are not freed
 * @fabric: the devices
 * @sysdata: the bus's sysdata; leads back to this struct
 * @bridge: the PCI core's side of it, which owns this struct
 * @busn: bus numbers
 * @mem32: the window below 4 GiB (its addresses on the bus, that is)
 * @mem64: the 64-bit prefetchable window
 * @fixed: windows at the addresses of Enhanced Allocation; without flags: none
 * @domain: the domain's number
 * @debugfs: its directory
 */
struct sim_bridge {
	struct list_head entry;
	struct sim_fabric fabric;
	struct sim_sysdata sysdata;
	struct pci_host_bridge *bridge;
	struct resource busn;
	struct resource mem32;
	struct resource mem64;
	struct resource fixed[SIM_RANGES];
	int domain;
	struct dentry *debugfs;
};

struct sim_bridge *sim_bridge_start(const struct sim_config *config,
				    const struct sim_fault *fault);
void sim_bridge_stop(struct sim_bridge *sim);
void sim_bridge_exit(void);

void sim_debugfs_add(struct sim_bridge *sim, const char *name);
void sim_debugfs_remove(struct sim_bridge *sim);
void sim_debugfs_init(void);
void sim_debugfs_exit(void);

int sim_configfs_init(void);
void sim_configfs_exit(void);

#endif
