/* SPDX-License-Identifier: GPL-2.0 */
/* What "sriovctl persist" keeps for the next boots: rules for udev. */
#ifndef SRIOVCTL_KEPT_H
#define SRIOVCTL_KEPT_H

#include "pf.h"

/* The file of a key is between these. Before 80-drivers.rules, which loads drivers. */
#define KEPT_PREFIX	"70-sriov-pf-"
#define KEPT_SUFFIX	".rules"

/**
 * struct kept - what is kept for a PF
 * @vfs: how many VFs it is to have at boot
 * @claim: whether our driver is to bind it
 * @vf_driver: the driver that its VFs are to get; NULL for any
 * @device: which device it is; NULL in rules that do not say so
 * @key: what the rules know the PF by: its address, or see kept_serial_key()
 */
struct kept {
	uint64_t vfs;
	bool claim;
	char *vf_driver;
	char *device;
	char *key;
};

#define __free_kept	__attribute__((cleanup(kept_free)))

/*
 * Return: whether anything is kept for the PF at an address, by its serial number or
 * else by the address.
 */
bool kept_read(const char *address, struct kept *kept);
bool kept_read_key(const char *key, struct kept *kept);
void kept_free(struct kept *kept);

/* The keys for which something is kept, sorted. The PFs need not be there. */
struct strings kept_all(void);

/*
 * The key of a PF wherever it is, to be freed: "SERIAL_DEVICE.FUNCTION" with the last
 * two parts of its address, since all functions of a card have one serial number. NULL
 * if it has none.
 */
char *kept_serial_key(const char *address);

/* Whether a key is such a one. */
bool kept_by_serial(const char *key);

/* The address of the PF that a key means, to be freed; NULL if it is not there. */
char *kept_address(const char *key);

/* "at this address" or "with this serial number" */
const char *kept_where(const struct kept *kept);

/* Which device stands at the PF's address, to be freed; NULL if it does not say. */
char *kept_identify(struct pf *pf);

/* Whether the device that is there now is the one that @kept is for. */
bool kept_is_for(const struct kept *kept, struct pf *pf);

/* The file for a key, to be freed. */
char *kept_file(const char *key);

/* The file that has the module loaded at boot, to be freed. */
char *kept_modules_file(void);

/*
 * Write the file for a PF, and the one that has the module loaded at boot. The device
 * is the one that is there.
 */
void kept_write(struct pf *pf, const struct kept *kept);

/* Remove the file; with the last one, what has the module loaded at boot. */
void kept_remove(const char *key);

/* Have udev read its rules again: left to itself, it does so every three seconds. */
void kept_tell_udev(void);

#endif
