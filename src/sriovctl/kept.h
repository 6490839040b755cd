/* SPDX-License-Identifier: GPL-2.0 */
/* What "sriovctl persist" keeps for the next boots: rules for udev. */
#ifndef SRIOVCTL_KEPT_H
#define SRIOVCTL_KEPT_H

#include "pf.h"

/**
 * struct kept - what is kept for a PF
 * @vfs: how many VFs it is to have at boot
 * @claim: whether our driver is to bind it
 * @device: which device it is; NULL in rules that do not say so
 */
struct kept {
	uint64_t vfs;
	bool claim;
	char *device;
};

#define __free_kept	__attribute__((cleanup(kept_free)))

/* Return: whether anything is kept for the PF at an address. */
bool kept_read(const char *address, struct kept *kept);
void kept_free(struct kept *kept);

/* The addresses for which something is kept, sorted. They need not be there. */
struct strings kept_all(void);

/* Which device stands at the PF's address, to be freed; NULL if it does not say. */
char *kept_identify(struct pf *pf);

/* Whether the device that is there now is the one that @kept is for. */
bool kept_is_for(const struct kept *kept, struct pf *pf);

/* The file for an address, to be freed. */
char *kept_file(const char *address);

/* The file that has the module loaded at boot, to be freed. */
char *kept_modules_file(void);

/* Write the file for a PF, and the one that has the module loaded at boot. */
void kept_write(struct pf *pf, uint64_t vfs, bool claim);

/* Remove the file; with the last one, what has the module loaded at boot. */
void kept_remove(const char *address);

/* Have udev read its rules again: left to itself, it does so every three seconds. */
void kept_tell_udev(void);

#endif
