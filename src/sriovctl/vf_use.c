// SPDX-License-Identifier: GPL-2.0
/* Who uses a VF: programs through vfio, and the host itself. */
#include <stdlib.h>

#include "sysfs.h"
#include "vf_use.h"

/*
 * A group's file says no more than that one of its functions is in use; without an
 * IOMMU it has another name. A function's own file says which.
 */
static void add_processes(struct processes *to, const struct vf *vf)
{
	struct strings files __free_strings = {};
	size_t i;

	if (!vf->vfio)
		return;

	if (vf->open && vf->iommu_group) {
		char *without __free_string =
			xasprintf("noiommu-%s", vf->iommu_group);

		processes_add(to, vf->iommu_group);
		processes_add(to, without);
	}
	files = sysfs_names(DEVICES "/%s/vfio-dev", vf->address);
	for (i = 0; i < files.count; i++) {
		char *file __free_string = xasprintf("devices/%s", files.item[i]);

		processes_add(to, file);
	}
}

struct vf_use vf_use_read(const struct vf *vf)
{
	struct vf_use use = {
		.open = vf->open,
		.host = host_read(vf->address),
	};

	add_processes(&use.processes, vf);
	return use;
}

void vf_use_free(struct vf_use *use)
{
	processes_free(&use->processes);
	host_free(&use->host);
}

struct strings vf_use_texts(const struct vf_use *use)
{
	struct strings texts = {};
	size_t i;

	for (i = 0; i < use->processes.count; i++)
		strings_add(&texts, process_text(use->processes.item[i]));
	if (use->open && !texts.count)
		strings_add(&texts, xstrdup("open through vfio"));
	for (i = 0; i < use->host.nr_uses; i++)
		strings_add(&texts, xstrdup(use->host.use[i].text));
	return texts;
}

struct processes vf_use_processes(const char *pf)
{
	struct processes processes = {};
	unsigned int index;
	struct vf vf;

	for (index = 0; vf_read(pf, index, &vf); index++) {
		add_processes(&processes, &vf);
		vf_free(&vf);
	}
	return processes;
}
