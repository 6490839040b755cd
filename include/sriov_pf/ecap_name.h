/* SPDX-License-Identifier: GPL-2.0 */
/* Names of extended capabilities. */
#ifndef SRIOV_PF_ECAP_NAME_H
#define SRIOV_PF_ECAP_NAME_H

#include <linux/types.h>

/**
 * ecap_name() - what the specification calls an extended capability
 * @id: Extended Capability ID
 *
 * Return: its name, or "unknown".
 */
const char *ecap_name(u16 id);

#endif
