/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_UEVENT_KEYS_H
#define SRIOV_PF_UEVENT_KEYS_H

#include <linux/device.h>

extern const struct device_type sriov_pf_device_type;

#endif
