/* SPDX-License-Identifier: GPL-2.0 */
/* What a check finds, with room for the text; and what it finds without needless facts. */
#ifndef FINDING_H
#define FINDING_H

#include <string.h>

#include "check.h"

struct finding {
	enum sriov_pf_verdict verdict;
	int err;
	size_t length;
	char text[SRIOV_PF_FINDING_TEXT];
};

/* The result does not depend on what the memory held before. */
static inline void find(enum sriov_pf_check check, const struct sriov_info *info,
			const struct sriov_pf_facts *facts,
			struct finding *found)
{
	struct sriov_pf_finding finding;

	memset(&finding, 0xa5, sizeof(finding));
	memset(found, 0xa5, sizeof(*found));
	finding.text = found->text;
	finding.size = sizeof(found->text);
	finding.least = SRIOV_PF_OK;
	sriov_pf_check(check, info, facts, &finding);
	found->verdict = finding.verdict;
	found->err = finding.err;
	found->length = finding.length;
}

#define FORGET(member)	memset(&(member), 0xa5, sizeof(member))

/* Overwrites what the check does not need. A bool of 0xa5 stops UBSan if it is read. */
static inline void forget(enum sriov_pf_check check, struct sriov_info *info,
			  struct sriov_pf_facts *facts)
{
	unsigned int needs = sriov_pf_check_needs(check);

	if (!(needs & SRIOV_PF_NEEDS_REGISTERS) &&
	    !(needs & SRIOV_PF_NEEDS_REASON && !facts->context.accepted))
		FORGET(*info);
	if (!(needs & SRIOV_PF_NEEDS_DRIVER)) {
		FORGET(facts->driver);
		FORGET(facts->configures);
	}
	if (!(needs & SRIOV_PF_NEEDS_BRIDGE)) {
		FORGET(facts->last_bus);
		FORGET(facts->bridge);
		FORGET(facts->ari);
		FORGET(facts->one_device);
	}
	if (!(needs & SRIOV_PF_NEEDS_BARS)) {
		FORGET(facts->bar);
		FORGET(facts->reset_size);
		FORGET(facts->reset_bar);
	}
	if (!(needs & SRIOV_PF_NEEDS_LINK))
		FORGET(facts->link);
	if (!(needs & SRIOV_PF_NEEDS_PLACES)) {
		FORGET(facts->layout);
		FORGET(facts->misplaced);
		FORGET(facts->taken_vf);
		FORGET(facts->taken_by);
	}
	if (!(needs & SRIOV_PF_NEEDS_USER)) {
		FORGET(facts->user);
		FORGET(facts->user_driver);
	}
	if (!(needs & SRIOV_PF_NEEDS_GROUPS)) {
		FORGET(facts->isolation);
		FORGET(facts->acs_bridge);
		FORGET(facts->group);
	}
}

/* As find(), but with nothing more than the check needs. */
static inline void find_by_needs(enum sriov_pf_check check,
				 const struct sriov_info *info,
				 const struct sriov_pf_facts *facts,
				 struct finding *found)
{
	struct sriov_pf_facts few_facts = *facts;
	struct sriov_info few_info = *info;

	forget(check, &few_info, &few_facts);
	find(check, &few_info, &few_facts, found);
}

#endif
