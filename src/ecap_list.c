// SPDX-License-Identifier: GPL-2.0
/* Memory for a function's extended capabilities. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/overflow.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <sriov_pf/ecap.h>

/* The walk needs room for any chain; what is kept is what there was. */
struct ecap_list *ecap_list_create(const struct cfg_space *cfg)
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
