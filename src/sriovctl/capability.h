/* SPDX-License-Identifier: GPL-2.0 */
/* The SR-IOV capability of a PF, decoded here as the module decodes it. */
#ifndef SRIOVCTL_CAPABILITY_H
#define SRIOVCTL_CAPABILITY_H

#include <sriov_pf/ea.h>
#include <sriov_pf/sriov.h>

#include "check.h"
#include "config.h"
#include "util.h"

/**
 * struct capability - the capability, and what belongs to it
 * @config: the configuration space that it is in
 * @ecaps: the extended capabilities of the function
 * @cap: the capability
 * @info: decoded
 * @alone: whether nothing is known of what surrounds the PF
 * @answers: whether it could be read; if not, @info is not valid
 * @ea: the VF BARs that Enhanced Allocation describes, by slot
 * @rebar: the VF Resizable BAR capability, if any of @rebar_sizes is not 0
 * @rebar_sizes: the sizes that each VF BAR can be given, by slot
 * @serial_number: the Device Serial Number; 0 if the device has none
 * @vf_bar_size: for one VF, as the kernel has it; 0 if that is not known
 * @aperture: address space for the VF BARs of all VFs; 0 if there is none
 */
struct capability {
	struct config config;
	struct ecap_list *ecaps;
	struct ecap cap;
	struct sriov_info info;
	bool alone;
	bool answers;
	struct sriov_ea_vf_bar ea[PCI_SRIOV_NUM_BARS];
	struct ecap rebar;
	u64 rebar_sizes[PCI_SRIOV_NUM_BARS];
	u64 serial_number;
	u64 vf_bar_size[PCI_SRIOV_NUM_BARS];
	u64 aperture[PCI_SRIOV_NUM_BARS];
};

/* Whether a function has the capability, and the program may read it. */
enum capability_found {
	CAPABILITY_UNREADABLE,
	CAPABILITY_ABSENT,
	CAPABILITY_PRESENT,
};

enum capability_found capability_look_for(const char *address);

/* Read the capability of a PF; for capability_free(). */
struct capability *capability_read(const char *address);
void capability_free(struct capability *capability);

/* The size of a VF BAR for one VF as the device is set now; 0 if it is not known. */
u64 capability_vf_bar_size(const struct capability *capability, unsigned int slot);

/* A VF BAR whose size only the module can find out; -1 if there is none. */
int capability_unsized_bar(const struct capability *capability);

/**
 * capability_value() - what the module would show under a name
 * @capability: the capability
 * @facts: what surrounds the PF
 * @name: as docs/ABI has it
 *
 * Return: the text, to be freed; NULL if there is no such file.
 */
char *capability_value(const struct capability *capability,
		       const struct sriov_pf_facts *facts, const char *name);

/* The names in a directory, sorted; "" is the PF's own. */
struct strings capability_names(const struct capability *capability,
				const char *directory);

#endif
