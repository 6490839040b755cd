/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_PF_FACTS_H
#define SRIOV_PF_FACTS_H

#include "check.h"

struct sriov_pf;

void sriov_pf_gather_facts(struct sriov_pf *pf, unsigned int needs,
			   const struct sriov_info *info,
			   struct sriov_pf_facts *facts);
int sriov_pf_read_info(struct sriov_pf *pf, struct sriov_info *info);

#endif
