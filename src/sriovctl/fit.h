/* SPDX-License-Identifier: GPL-2.0 */
/* How many VFs have room in each VF BAR, at each size that it can have. */
#ifndef SRIOVCTL_FIT_H
#define SRIOVCTL_FIT_H

#include <json-c/json.h>

#include "pf.h"

/* A line for each VF BAR without room for @wanted VFs. */
void fit_print(struct pf *pf, uint64_t wanted);

/* An array with an object for each VF BAR. */
struct json_object *fit_json(struct pf *pf);

#endif
