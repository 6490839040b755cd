// SPDX-License-Identifier: GPL-2.0
/* Memory for a function's extended capabilities. */
#include <linux/export.h>
#include <linux/overflow.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <sriov_pf/ecap_list.h>

/* The walk needs room for the longest chain; then the list is cut to its size. */
struct ecap_list *ecap_list_create(const struct ecap_cfg *cfg)
{
	struct ecap_list *list, *kept;
	int err;

	list = kmalloc(ECAP_LIST_SIZE, GFP_KERNEL);
	if (!list)
		return ERR_PTR(-ENOMEM);

	err = ecap_walk(list, cfg);
	kept = err ? ERR_PTR(err) :
		     kmemdup(list, struct_size(list, entry, list->count),
			     GFP_KERNEL);
	kfree(list);
	return kept ?: ERR_PTR(-ENOMEM);
}
EXPORT_SYMBOL_GPL(ecap_list_create);

void ecap_list_free(struct ecap_list *list)
{
	if (!IS_ERR(list))
		kfree(list);
}
EXPORT_SYMBOL_GPL(ecap_list_free);
