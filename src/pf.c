// SPDX-License-Identifier: GPL-2.0
/*
 * The object for one PF: its class device, its life, which PFs there are.
 *
 * A PF's object is made when the PF is first seen (at load, or when the PCI
 * core adds the device) and goes with the PF or with the module, whatever
 * drivers come and go meanwhile. pf_mutex is held wherever objects are made or
 * removed. Most removals hold the PCI rescan lock too, but not all (vmd's does
 * not): so a scan may find a device that is on its way out. It holds pf_mutex
 * from finding a device on its bus until the object is made, and whoever removes
 * a device looks for an object again once the device has left the bus.
 *
 * Words in brackets are steps of the model in tests/proof/locks.pml.
 */
#define dev_fmt(fmt) "sriov_pf: " fmt

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/pci.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/wait_bit.h>

#include <sriov_pf/vf_rebar.h>

#include "pf.h"

/* Held for each making and removing of an object; inside the rescan lock. */
static DEFINE_MUTEX(pf_mutex);

/* The module leaves: no more objects are made. Protected by pf_mutex. */
static bool closing;

/* Objects not freed yet; the module's text must outlive them. */
static atomic_t pf_count = ATOMIC_INIT(0);

static void pf_release(struct device *dev)
{
	struct sriov_pf *pf = to_sriov_pf(dev);

	pci_dev_put(pf->pdev);
	ecap_list_free(pf->ecaps);
	kfree(pf);
	if (atomic_dec_and_test(&pf_count))
		wake_up_var(&pf_count);
}

/* What a class's release is given. Kernels differ on whether it is const. */
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

static struct class sriov_class = {
	.name = "sriov_pf",
	.class_release = class_release,
	.dev_release = pf_release,
};

/*
 * The class may be let go late, and is ours until then; so is our text until
 * the last task has stepped out of a release function.
 */
static void unregister_class(void)
{
	class_unregister(&sriov_class);
	wait_for_completion(&class_released);
	/* [tasks] */
	synchronize_rcu_tasks();
}

/* Calls @look for each PF. */
void sriov_pf_for_each(int (*look)(struct device *dev, void *data))
{
	class_for_each_device(&sriov_class, NULL, NULL, look);
}

/* What last_error shows from now on. */
void sriov_pf_set_error(struct sriov_pf *pf, int err, const char *why)
{
	char name[SRIOV_NAME];

	snprintf(name, sizeof(name), "%pe", ERR_PTR(err));
	mutex_lock(&pf->error_mutex);
	if (err)
		snprintf(pf->last_error, sizeof(pf->last_error), "%s: %s",
			 name + (name[0] == '-'), why);
	else
		strscpy(pf->last_error, "none", sizeof(pf->last_error));
	mutex_unlock(&pf->error_mutex);
}

/* Whatever part of it can be read is worth showing. */
static int read_vf_rebar(struct sriov_pf *pf)
{
	int err;

	if (ecap_find(pf->ecaps, PCI_EXT_CAP_ID_VF_REBAR, &pf->vf_rebar))
		return 0;

	err = vf_rebar_read(&pf->vf_rebar, pf->vf_rebar_sizes);
	return err == -EINVAL ? 0 : err;
}

static bool is_lowest_pf(struct pci_dev *pdev)
{
	struct pci_dev *other;
	bool lowest = true;
	unsigned int devfn;

	for (devfn = 0; devfn < pdev->devfn && lowest; devfn++) {
		other = pci_get_slot(pdev->bus, devfn);
		lowest = !other || !other->is_physfn;
		pci_dev_put(other);
	}
	return lowest;
}

/*
 * The kernel sets the bit in the first PF of a bus that forwards ARI. Of a PF
 * that was here before us, a reset may have cleared it since.
 */
static bool kernels_ari(const struct sriov_pf *pf, bool fresh)
{
	return pf->info.control.ari_capable_hierarchy ||
	       (!fresh && pci_ari_enabled(pf->pdev->bus) &&
		is_lowest_pf(pf->pdev));
}

/* Likewise: entries that make no sense are none, as for the kernel. */
static int read_ea(struct sriov_pf *pf)
{
	int err = ea_read_vf_bars(&pf->cfg, pf->ea);

	ea_place_vf_bars(pf->ea, &pf->info);
	return err == -EINVAL ? 0 : err;
}

static int read_capability(struct sriov_pf *pf, bool fresh)
{
	int err;

	pf->ecaps = ecap_list_create(&pf->cfg);
	if (IS_ERR(pf->ecaps))
		return PTR_ERR(pf->ecaps);

	/* No cast: a capability that is cut short is shown as far as it goes. */
	err = ecap_find(pf->ecaps, PCI_EXT_CAP_ID_SRIOV, &pf->sriov.cap);
	if (err)
		return err;

	pf->vf_bars = sriov_pf_find_vf_bars(pf, fresh);
	err = sriov_decode(&pf->sriov.cap, pf->vf_bars, &pf->info);
	if (err)
		return err;

	pf->ari_capable_hierarchy = kernels_ari(pf, fresh);
	sriov_pf_remember_vf_bars(pf);
	err = read_vf_rebar(pf);
	return err ?: read_ea(pf);
}

static struct sriov_pf *pf_alloc(struct pci_dev *pdev)
{
	struct sriov_pf *pf = kzalloc(sizeof(*pf), GFP_KERNEL);

	if (!pf)
		return NULL;

	atomic_inc(&pf_count);
	device_initialize(&pf->dev);
	device_set_pm_not_required(&pf->dev);
	pf->dev.class = &sriov_class;
	pf->dev.parent = &pdev->dev;
	pf->dev.groups = pf->groups;
	pf->pdev = pci_dev_get(pdev);
	pf->changing_to = -1;
	cfg_space_init_pci(&pf->cfg, pdev);
	init_waitqueue_head(&pf->wait);
	mutex_init(&pf->error_mutex);
	sriov_pf_set_error(pf, 0, NULL);
	return pf;
}

/* -ENODEV for a device that is no PF. */
static int pf_register(struct pci_dev *pdev, bool fresh)
{
	struct sriov_pf *pf = pf_alloc(pdev);
	int err;

	if (!pf)
		return -ENOMEM;

	err = read_capability(pf, fresh);
	if (err)
		goto put;

	sriov_pf_choose_groups(pf);
	err = dev_set_name(&pf->dev, "%s", pci_name(pdev));
	if (err)
		goto put;

	dev_set_uevent_suppress(&pf->dev, true);
	err = device_add(&pf->dev);
	if (err)
		goto put;

	sriov_uevent_added(pf);
	sriov_debugfs_add(pf);
	return 0;
put:
	put_device(&pf->dev);
	return err;
}

static int match_class(struct device *child, void *found)
{
	if (child->class != &sriov_class)
		return 0;
	*(struct device **)found = get_device(child);
	return 1;
}

/*
 * The object of a PF, or NULL. The caller puts its device. A PF has few
 * children, whereas a machine may have many PFs.
 */
struct sriov_pf *sriov_pf_get(struct pci_dev *pdev)
{
	struct device *dev = NULL;

	device_for_each_child(&pdev->dev, &dev, match_class);
	return dev ? to_sriov_pf(dev) : NULL;
}

/* A VF has no SR-IOV capability of its own (9.3.3). */
static bool may_be_pf(struct pci_dev *pdev)
{
	return pci_is_pcie(pdev) && !pdev->is_virtfn;
}

/* [add] @fresh: the PCI core is just adding it. */
static void pf_add(struct pci_dev *pdev, bool fresh)
{
	struct sriov_pf *known;
	int err;

	lockdep_assert_held(&pf_mutex);
	if (closing || !may_be_pf(pdev))
		return;

	known = sriov_pf_get(pdev);
	if (known) {
		put_device(&known->dev);
		return;
	}
	err = pf_register(pdev, fresh);
	if (err && err != -ENODEV)
		pci_warn(pdev, "cannot show this PF: %pe\n", ERR_PTR(err));
}

static void pf_added(struct pci_dev *pdev)
{
	mutex_lock(&pf_mutex);
	pf_add(pdev, true);
	mutex_unlock(&pf_mutex);
}

/* Unregistering waits for readers and writers; writers are let go first. */
static void pf_unregister(struct sriov_pf *pf)
{
	lockdep_assert_held(&pf_mutex);
	/* [gone] */
	WRITE_ONCE(pf->gone, true);
	/* [wake] */
	wake_up_all(&pf->wait);
	sriov_debugfs_remove(pf);
	/* [unregister] */
	device_unregister(&pf->dev);
}

/* [remove] Before the device is taken apart, and once it has left its bus. */
static void pf_removed(struct pci_dev *pdev)
{
	struct sriov_pf *pf;

	if (!may_be_pf(pdev))
		return;

	mutex_lock(&pf_mutex);
	pf = sriov_pf_get(pdev);
	if (pf) {
		pf_unregister(pf);
		put_device(&pf->dev);
	}
	mutex_unlock(&pf_mutex);
}

static void pf_driver_changed(struct pci_dev *pdev)
{
	struct sriov_pf *pf = may_be_pf(pdev) ? sriov_pf_get(pdev) : NULL;

	if (!pf)
		return;

	sriov_uevent_driver(pf);
	put_device(&pf->dev);
}

static int pf_notify(struct notifier_block *nb, unsigned long action,
		     void *data)
{
	struct pci_dev *pdev = to_pci_dev(data);

	if (pdev->is_virtfn)
		sriov_uevent_look();
	else if (action == BUS_NOTIFY_ADD_DEVICE)
		pf_added(pdev);
	else if (action == BUS_NOTIFY_DEL_DEVICE ||
		 action == BUS_NOTIFY_REMOVED_DEVICE)
		pf_removed(pdev);
	else if (action == BUS_NOTIFY_BOUND_DRIVER ||
		 action == BUS_NOTIFY_UNBOUND_DRIVER)
		pf_driver_changed(pdev);
	return NOTIFY_OK;
}

static struct notifier_block pf_notifier = {
	.notifier_call = pf_notify,
};

/* [scan] What is found cannot have left quite until pf_mutex is let go. */
static void scan(void)
{
	struct pci_dev *pdev = NULL;

	mutex_lock(&pf_mutex);
	for_each_pci_dev(pdev)
		pf_add(pdev, false);
	mutex_unlock(&pf_mutex);
}

static int add_all(void)
{
	int err;

	pci_lock_rescan_remove();
	err = bus_register_notifier(&pci_bus_type, &pf_notifier);
	if (!err)
		scan();
	pci_unlock_rescan_remove();
	return err;
}

static void unregister_all(void)
{
	struct device *dev;

	mutex_lock(&pf_mutex);
	/* [closing] */
	closing = true;
	while ((dev = class_find_device(&sriov_class, NULL, NULL,
					device_match_any))) {
		pf_unregister(to_sriov_pf(dev));
		put_device(dev);
	}
	mutex_unlock(&pf_mutex);
}

static void remove_all(void)
{
	pci_lock_rescan_remove();
	unregister_all();
	/* [notifier] */
	bus_unregister_notifier(&pci_bus_type, &pf_notifier);
	/* [stop] */
	sriov_uevent_stop();
	pci_unlock_rescan_remove();
}

int sriov_pf_init(void)
{
	int err = class_register(&sriov_class);

	if (err)
		return err;

	sriov_debugfs_init();
	err = add_all();
	if (err) {
		sriov_debugfs_exit();
		unregister_class();
	}
	return err;
}

/* Waits for requests that are under way: each holds a reference on its PF. */
void sriov_pf_exit(void)
{
	remove_all();
	/* [drain] */
	wait_var_event(&pf_count, !atomic_read(&pf_count));
	sriov_debugfs_exit();
	unregister_class();
}
