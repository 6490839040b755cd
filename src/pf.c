// SPDX-License-Identifier: GPL-2.0
/*
 * The object for one PF, its class, and the workqueue for work on PFs.
 *
 * Words in brackets are steps of the model in tests/proof/locks.pml.
 */
#include <linux/completion.h>
#include <linux/pci.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/sysfs.h>
#include <linux/wait_bit.h>

#include <sriov_pf/cfg_pci.h>
#include <sriov_pf/ecap_list.h>

#include "pf.h"

struct workqueue_struct *sriov_pf_wq;

/* Objects that are not freed yet. The module's text must outlive them. */
static atomic_t pf_count = ATOMIC_INIT(0);

static void pf_release(struct device *dev)
{
	struct sriov_pf *pf = to_sriov_pf(dev);

	sysfs_put(pf->num_vfs_node);
	sysfs_put(pf->last_error_node);
	pci_dev_put(pf->pdev);
	ecap_list_free(pf->ecaps);
	kfree(pf->vf_driver_override);
	kfree(pf->last_reason);
	kfree(pf);
	if (atomic_dec_and_test(&pf_count))
		wake_up_var(&pf_count);
}

/* The argument of a class's release; whether it is const depends on the kernel. */
#define RELEASED_CLASS							\
	typeof(__builtin_choose_expr(					\
		__same_type(((struct class *)NULL)->class_release,	\
			    void (*)(struct class *)),			\
		(struct class *)NULL, (const struct class *)NULL))

static DECLARE_COMPLETION(class_released);

static void class_release(RELEASED_CLASS class)
{
	complete(&class_released);
}

static struct class sriov_pf_class = {
	.name = "sriov_pf",
	.class_release = class_release,
	.dev_release = pf_release,
};

/*
 * The driver core may release the class late. The module's data must stay until
 * then, and its text until the last task has left a release function.
 */
static void unregister_class(void)
{
	class_unregister(&sriov_pf_class);
	wait_for_completion(&class_released);
	/* [tasks] */
	synchronize_rcu_tasks();
}

/*
 * Wakes those who poll a file of a PF. The object holds a reference on the file,
 * because a change may end while the PF is unregistered.
 */
void sriov_pf_wake_pollers(struct kernfs_node **file)
{
	/* Pairs with the release in get_polled() of sysfs.c. */
	struct kernfs_node *node = smp_load_acquire(file);

	if (node)
		sysfs_notify_dirent(node);
}

/*
 * Sets what last_error shows. It is news if it is a failure, or the first success after
 * one. Few PFs have failed, so the reason has memory of its own; without memory the errno
 * alone is shown.
 */
void sriov_pf_set_error(struct sriov_pf *pf, int err, const char *why)
{
	char *reason = err ? kstrdup(why, GFP_KERNEL) : NULL;
	bool news;

	mutex_lock(&pf->error_mutex);
	news = err || pf->last_error;
	pf->last_error = err;
	swap(pf->last_reason, reason);
	mutex_unlock(&pf->error_mutex);
	kfree(reason);
	if (news)
		sriov_pf_wake_pollers(&pf->last_error_node);
}

/* "ENOMEM"; "none" for 0. Uses @name. */
static const char *error_name(int err, char name[SRIOV_PF_NAME])
{
	if (!err)
		return "none";

	snprintf(name, SRIOV_PF_NAME, "%pe", ERR_PTR(err));
	return name + (name[0] == '-');
}

/* The line that last_error shows; returns its length. */
int sriov_pf_show_error(struct sriov_pf *pf, char *buf)
{
	char name[SRIOV_PF_NAME];

	guard(mutex)(&pf->error_mutex);
	if (!pf->last_error)
		return sysfs_emit(buf, "none\n");
	return sysfs_emit(buf, "%s: %s\n", error_name(pf->last_error, name),
			  pf->last_reason ?: "there was no memory to say why");
}

/* What that line begins with. Uses @name. */
const char *sriov_pf_last_errno(struct sriov_pf *pf, char name[SRIOV_PF_NAME])
{
	guard(mutex)(&pf->error_mutex);
	return error_name(pf->last_error, name);
}

/* An object for @pdev, not registered yet; NULL without memory. */
struct sriov_pf *sriov_pf_alloc(struct pci_dev *pdev)
{
	struct sriov_pf *pf = kzalloc(sizeof(*pf), GFP_KERNEL);

	if (!pf)
		return NULL;

	atomic_inc(&pf_count);
	device_initialize(&pf->dev);
	device_set_pm_not_required(&pf->dev);
	pf->dev.class = &sriov_pf_class;
	pf->dev.parent = &pdev->dev;
	pf->dev.groups = pf->groups;
	pf->pdev = pci_dev_get(pdev);
	pf->changing_to = -1;
	ecap_cfg_init_pci(&pf->cfg, pdev);
	init_waitqueue_head(&pf->wait);
	mutex_init(&pf->error_mutex);
	mutex_init(&pf->override_mutex);
	return pf;
}

static int match_class(struct device *child, void *found)
{
	if (child->class != &sriov_pf_class)
		return 0;
	*(struct device **)found = get_device(child);
	return 1;
}

/*
 * The object of a PF, for sriov_pf_put(); or NULL. Searches the PF's children: a
 * PF has few, whereas a machine may have many PFs.
 */
struct sriov_pf *sriov_pf_get(struct pci_dev *pdev)
{
	struct device *dev = NULL;

	device_for_each_child(&pdev->dev, &dev, match_class);
	return dev ? to_sriov_pf(dev) : NULL;
}

/* The object of some PF, for sriov_pf_put(); NULL if there is none. */
struct sriov_pf *sriov_pf_get_any(void)
{
	struct device *dev = class_find_device(&sriov_pf_class, NULL, NULL,
					       device_match_any);

	return dev ? to_sriov_pf(dev) : NULL;
}

void sriov_pf_put(struct sriov_pf *pf)
{
	put_device(&pf->dev);
}

/* Calls @fn for the device of each PF. */
void sriov_pf_for_each(int (*fn)(struct device *dev, void *data))
{
	class_for_each_device(&sriov_pf_class, NULL, NULL, fn);
}

int sriov_pf_init(void)
{
	int err;

	sriov_pf_wq = alloc_workqueue("sriov_pf", WQ_UNBOUND, 0);
	if (!sriov_pf_wq)
		return -ENOMEM;

	err = class_register(&sriov_pf_class);
	if (err)
		destroy_workqueue(sriov_pf_wq);
	return err;
}

/* Waits for requests that are under way: each holds a reference on its PF. */
void sriov_pf_exit(void)
{
	/* [drain] */
	wait_var_event(&pf_count, !atomic_read(&pf_count));
	unregister_class();
	/* [destroy] There are no more PFs, and so no more requests. */
	destroy_workqueue(sriov_pf_wq);
}
