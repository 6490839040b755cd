/* SPDX-License-Identifier: GPL-2.0 */
/* Devices that may have SR-IOV, and do not show it. */
#ifndef SRIOVCTL_HIDDEN_H
#define SRIOVCTL_HIDDEN_H

/* What may hide the capability of a device, to be freed; "" if nothing is known. */
char *hidden_by(const char *address);

#endif
