/* SPDX-License-Identifier: GPL-2.0 */
/* Who uses a VF: programs through vfio, and the host itself. */
#ifndef SRIOVCTL_VF_USE_H
#define SRIOVCTL_VF_USE_H

#include "host.h"
#include "process.h"
#include "vf.h"

/**
 * struct vf_use - who uses a VF
 * @open: whether it is open through vfio, by the kernel's count
 * @processes: the programs that have it open, as far as the user may see them
 * @host: what the host has of it
 */
struct vf_use {
	bool open;
	struct processes processes;
	struct host host;
};

#define __free_vf_use	__attribute__((cleanup(vf_use_free)))

struct vf_use vf_use_read(const struct vf *vf);
void vf_use_free(struct vf_use *use);

/* A text for each use: "qemu-system-x86 (pid 393)", "interface ens1v0 is up". */
struct strings vf_use_texts(const struct vf_use *use);

/* The programs that have VFs of a PF open, each once. */
struct processes vf_use_processes(const char *pf);

#endif
