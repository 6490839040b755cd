/* SPDX-License-Identifier: GPL-2.0 */
/* The table of fields of the SR-IOV capability, by name. */
#ifndef SRIOVCTL_FIELD_NAMES_H
#define SRIOVCTL_FIELD_NAMES_H

#include "fields.h"
#include "util.h"

/* The field that has a name, such as "control/vf_mse"; NULL if there is none. */
const struct sriov_pf_field *field_named(const char *name);

/* Whether it is a field of one bit. */
bool field_is_flag(const char *name);

/* The registers that have parts, each of which is a directory. */
struct strings field_directories(void);

#endif
