/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One PF, whatever it is read from. What is known of it are texts, under the names
 * that docs/ABI gives to the files of the module: "total_vfs", "checks/driver".
 */
#ifndef SRIOVCTL_PF_H
#define SRIOVCTL_PF_H

#include "sysfs.h"

struct pf;

/* What a text is the value of. The same name may be in each. */
enum pf_kind {
	OF_PF,
	OF_DEVICE,
	LINK_OF_DEVICE,
};

/**
 * struct pf_source - where PFs are read from
 * @has_module: whether it is the module that speaks
 * @all: the addresses of all PFs, sorted
 * @has: whether a PF has this address, if it takes less than to list them all; may be
 *	missing
 * @open: prepare to read @pf; may be missing
 * @close: the end of that; may be missing
 * @learn: pf_learn() what is read at once, before the first value is asked for; may be
 *	missing
 * @value: what has a name, for the caller to free; NULL if it is not known
 * @names: the names in a directory, sorted; "" is the PF's own
 */
struct pf_source {
	bool has_module;
	struct strings (*all)(void);
	bool (*has)(const char *address);
	void (*open)(struct pf *pf);
	void (*close)(struct pf *pf);
	void (*learn)(struct pf *pf);
	char *(*value)(struct pf *pf, const char *name);
	struct strings (*names)(struct pf *pf, const char *directory);
};

/* The module's class directory. */
extern const struct pf_source source_module;

/* Configuration space and what else the kernel shows of PCI devices. */
extern const struct pf_source source_config;

/**
 * struct pf - one PF
 * @address: domain:bus:device.function
 * @device: its directory as a PCI device, if @has_device: it is opened when it is needed
 * @source: where it is read from; NULL of a device that need not be a PF
 * @priv: for @source
 * @has_learnt: whether @source was asked what it knows at once
 * @known: what was read, and will not be read again
 * @nr_known: how much that is
 */
struct pf {
	char *address;
	struct sysfs_dir device;
	bool has_device;
	const struct pf_source *source;
	void *priv;
	bool has_learnt;
	struct pf_known *known;
	size_t nr_known;
};

#define __free_pf	__attribute__((cleanup(pf_close)))

/* Read PFs without the module, although it may be there. */
void pf_use_config(void);

/* The source that serves here. Ends the program if there is none. */
const struct pf_source *pf_source(void);

/* The module, or the program ends. */
void need_module(void);

/* All PFs, sorted. */
struct strings pf_all(void);

struct pf *pf_open(const char *address);

/* A device that need not be a PF: only pf_device() and the like serve of it. */
struct pf *pf_of_device(const char *address);
void pf_close(struct pf **pf);

/*
 * The PF that is meant by a name: an address or the beginning of one, a network
 * interface, a block device, an NVMe or InfiniBand device, or a serial number. Ends the
 * program if that is none or several.
 */
struct pf *pf_find(const char *name);

/* Likewise, its address, to be freed; of the PFs that pf_all() has listed. */
char *pf_find_address(const char *name, const struct strings *pfs);

/**
 * pf_choose() - the address that is meant by the beginning of one
 * @name: the beginning, with or without the domain
 * @addresses: what it may be
 *
 * Ends the program if several are meant. Return: one of @addresses, or NULL.
 */
const char *pf_choose(const char *name, const struct strings *addresses);

/*
 * An address as a user may write it, as it is looked for: capitals, spaces and slashes
 * around it, and libvirt's "pci_0000_01_00_0".
 */
char *pf_normalize(const char *name);

/* What has a name, as long as @pf is open; NULL if it is not known. */
const char *pf_value(struct pf *pf, const char *name);

/* Likewise, read again. */
const char *pf_value_now(struct pf *pf, const char *name);

/* Likewise, of the PCI device: a file, or the name of what a link leads to. */
const char *pf_device(struct pf *pf, const char *name);
const char *pf_device_link(struct pf *pf, const char *name);

/*
 * From now on, a value is known; @text is NULL if there is none. Both texts must stay until
 * the source has been closed.
 */
void pf_learn(struct pf *pf, enum pf_kind kind, const char *name, const char *text);

/* A number; @unknown if it is not known. */
uint64_t pf_number(struct pf *pf, const char *name, uint64_t unknown);

/*
 * How many VFs a write to num_vfs would accept, and the driver as far as the kernel
 * knows; @unknown if that is not known.
 */
uint64_t pf_most_vfs(struct pf *pf, uint64_t unknown);

/* The Device Serial Number, or NULL. */
const char *pf_serial_number(struct pf *pf);

/* The names in a directory of the PF, sorted. */
struct strings pf_names(struct pf *pf, const char *directory);

/* An id without its "0x". */
const char *pf_id(struct pf *pf, const char *name);

/* The driver that VFs get when they are made; NULL for any. */
const char *pf_vf_driver(struct pf *pf);

/* "vendor:device", to be freed. */
char *pf_ids(struct pf *pf);

#endif
