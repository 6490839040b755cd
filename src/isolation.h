/* SPDX-License-Identifier: GPL-2.0 */
/* Which IOMMU groups the VFs of a PF will be in. */
#ifndef SRIOV_PF_ISOLATION_H
#define SRIOV_PF_ISOLATION_H

struct pci_dev;
struct sriov_pf_facts;

void sriov_pf_gather_isolation(struct sriov_pf_facts *facts,
			       struct pci_dev *pdev);

#endif
