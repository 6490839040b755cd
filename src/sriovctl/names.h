/* SPDX-License-Identifier: GPL-2.0 */
/* Names of devices and classes, from udev's hardware database. */
#ifndef SRIOVCTL_NAMES_H
#define SRIOVCTL_NAMES_H

#include "pf.h"

/* NULL if it has no name. */
const char *name_of_vendor(struct pf *pf);
const char *name_of_model(struct pf *pf);

/* Vendor and model, to be freed; NULL if not even the vendor has a name. */
char *name_of_device(struct pf *pf);

/* Its class, such as "Ethernet controller", to be freed; NULL if it has no name. */
char *name_of_class(struct pf *pf);

#endif
