/* SPDX-License-Identifier: GPL-2.0 */
/* The VFs of a PF. */
#ifndef SRIOVCTL_VF_H
#define SRIOVCTL_VF_H

#include "pf.h"

/**
 * struct vf - a VF that exists
 * @address: its address; NULL if there is no such VF
 * @driver: the name of its driver, or NULL
 * @iommu_group: the number of its IOMMU group, or NULL
 * @vfio: whether a driver of the vfio family has it
 * @open: whether a program in userspace has it open through that
 */
struct vf {
	char *address;
	char *driver;
	char *iommu_group;
	bool vfio;
	bool open;
};

/* The VF with a number, counted from 0. Return: whether there is one. */
bool vf_read(const char *pf, unsigned int index, struct vf *vf);
void vf_free(struct vf *vf);

/* How many other functions are in its IOMMU group, which it must have. */
size_t vf_count_others(const struct vf *vf);

/* Its NUMA node, to be freed; NULL if it is not known. */
char *vf_numa_node(const struct vf *vf);

/* The vectors of its MSI-X capability, to be freed; NULL if it cannot be read. */
char *vf_msix_vectors(const struct vf *vf);

/* The address of a VF; NULL if there is none. */
char *vf_address(const char *pf, unsigned int index);

/* How many VFs of a PF are open through vfio. */
unsigned int vf_count_in_use(struct pf *pf);

/**
 * struct vf_bar - a VF BAR, for all VFs
 * @number: its first slot
 * @digits: how many hexadecimal digits an address has
 * @address: of VF 0; 0 if it has none
 * @size: for one VF, in bytes
 * @room: for how many VFs there is room
 */
struct vf_bar {
	unsigned int number;
	int digits;
	uint64_t address;
	uint64_t size;
	uint64_t room;
};

#define MAX_VF_BARS	6

/* The VF BARs that have an address and a size. Return: how many. */
size_t vf_bars_read(struct pf *pf, struct vf_bar bars[MAX_VF_BARS]);

/* The address that a VF BAR of one VF has, to be freed; NULL if it has none. */
char *vf_bar_address(const struct vf_bar *bar, unsigned int index);

/* Where a VF is to be by the registers of the PF; NULL if that is not known. */
char *vf_predicted_address(struct pf *pf, unsigned int index);

#endif
