/* SPDX-License-Identifier: GPL-2.0 */
/* Memory for the extended capabilities of a function; in the kernel only. */
#ifndef SRIOV_PF_ECAP_LIST_H
#define SRIOV_PF_ECAP_LIST_H

#include <linux/cleanup.h>
#include <linux/err.h>

#include <sriov_pf/ecap.h>

/**
 * ecap_list_create() - ecap_walk() into memory of the right size
 * @cfg: the function's configuration space; it must outlive the list
 *
 * Return: the list, for ecap_list_free(); ERR_PTR(-ENOMEM), or ERR_PTR() of
 * what ecap_walk() returns.
 */
struct ecap_list *ecap_list_create(const struct ecap_cfg *cfg);

/**
 * ecap_list_free() - free what ecap_list_create() returned
 * @list: the list, NULL or ERR_PTR()
 */
void ecap_list_free(struct ecap_list *list);

DEFINE_FREE(ecap_list, struct ecap_list *, ecap_list_free(_T))

#endif
