/* SPDX-License-Identifier: GPL-2.0 */
/* Drivers whose devices have SR-IOV and its TotalVFs set by parameters of devlink. */
#ifndef SRIOVCTL_DEVLINK_H
#define SRIOVCTL_DEVLINK_H

#include "util.h"

/*
 * The command that shows whether SR-IOV is on in a device, or how many VFs it has; a
 * sentence, to be freed. NULL if its driver, which may be NULL, has no such parameter.
 */
char *devlink_advice_on_sriov(const char *address, const char *driver);
char *devlink_advice_on_number(const char *address, const char *driver);

#endif
