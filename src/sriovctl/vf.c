// SPDX-License-Identifier: GPL-2.0
/* The VFs of a PF: those that exist, and where they are or would be. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "config.h"
#include "group.h"
#include "sysfs.h"
#include "vf.h"

char *vf_address(const char *pf, unsigned int index)
{
	return sysfs_link(DEVICES "/%s/virtfn%u", pf, index);
}

/* A vfio driver may have any name, but makes a device of class vfio-dev. */
static bool has_vfio(const struct vf *vf)
{
	return (vf->driver && strstr(vf->driver, "vfio")) ||
	       sysfs_is_directory(DEVICES "/%s/vfio-dev", vf->address);
}

/* vfio drivers enable a VF while userspace has it open, and no longer. */
static bool is_open(const struct vf *vf)
{
	char *enabled __free_string = NULL;
	uint64_t count;

	if (!vf->vfio)
		return false;

	enabled = sysfs_read(DEVICES "/%s/enable", vf->address);
	return parse_number(enabled, 10, &count) && count;
}

bool vf_read(const char *pf, unsigned int index, struct vf *vf)
{
	*vf = (struct vf){ .address = vf_address(pf, index) };
	if (!vf->address)
		return false;

	vf->driver = sysfs_link(DEVICES "/%s/driver", vf->address);
	vf->iommu_group = sysfs_link(DEVICES "/%s/iommu_group", vf->address);
	vf->vfio = has_vfio(vf);
	vf->open = is_open(vf);
	return true;
}

size_t vf_count_others(const struct vf *vf)
{
	const struct strings *devices = group_devices(vf->iommu_group);

	return devices->count ? devices->count - 1 : 0;
}

/* The kernel writes -1 if it knows none. */
char *vf_numa_node(const struct vf *vf)
{
	char *node = sysfs_read(DEVICES "/%s/numa_node", vf->address);

	if (!node || node[0] != '-')
		return node;

	free(node);
	return NULL;
}

/* The file sriov_vf_msix_count can only be written; the capability says the same. */
char *vf_msix_vectors(const struct vf *vf)
{
	struct config config;
	char *text = NULL;

	if (config_open(&config, vf->address))
		text = xasprintf("%d", config_msix_vectors(&config.cfg));
	config_close(&config);
	return text;
}

void vf_free(struct vf *vf)
{
	free(vf->address);
	free(vf->driver);
	free(vf->iommu_group);
	*vf = (struct vf){};
}

unsigned int vf_count_in_use(struct pf *pf)
{
	uint64_t index, users = 0, count = pf_number(pf, "num_vfs", UINT16_MAX);
	struct vf vf;

	for (index = 0; index < count && vf_read(pf->address, index, &vf); index++) {
		users += vf.open;
		vf_free(&vf);
	}
	return users;
}

static bool read_bar(struct pf *pf, unsigned int number, struct vf_bar *bar)
{
	char name[sizeof("vf_bar0/address")];
	const char *address;

	*bar = (struct vf_bar){ .number = number };
	snprintf(name, sizeof(name), "vf_bar%u/address", number);
	address = pf_value(pf, name);
	if (!parse_number(address, 16, &bar->address))
		return false;

	bar->digits = strlen(address) - strlen("0x");
	snprintf(name, sizeof(name), "vf_bar%u/size", number);
	if (!pf_value(pf, name))
		return false;

	bar->size = pf_number(pf, name, 0);
	snprintf(name, sizeof(name), "vf_bar%u/max_vfs", number);
	bar->room = pf_number(pf, name, UINT64_MAX);
	return true;
}

size_t vf_bars_read(struct pf *pf, struct vf_bar bars[MAX_VF_BARS])
{
	unsigned int number;
	size_t count = 0;

	for (number = 0; number < MAX_VF_BARS; number++)
		if (read_bar(pf, number, &bars[count]))
			count++;
	return count;
}

char *vf_bar_address(const struct vf_bar *bar, unsigned int index)
{
	uint64_t address = bar->address + index * bar->size;

	if (!bar->address || index >= bar->room)
		return NULL;
	if (bar->digits <= 8)
		address = (uint32_t)address;
	return xasprintf("0x%0*" PRIx64, bar->digits, address);
}

char *vf_predicted_address(struct pf *pf, unsigned int index)
{
	uint64_t id = address_routing_id(pf->address);

	if (!pf_value(pf, "vf_offset") || !pf_value(pf, "vf_stride"))
		return NULL;

	id += pf_number(pf, "vf_offset", 0) +
	      index * pf_number(pf, "vf_stride", 0);
	return id > UINT16_MAX ? NULL : address_beside(pf->address, id);
}
