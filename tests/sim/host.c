// SPDX-License-Identifier: GPL-2.0
/*
 * A host bridge in front of the fabric: its domain, its memory windows, and when
 * it is made and freed.
 *
 * The windows are address space that nothing else has claimed. Nobody decodes
 * it: a driver that maps a BAR reads what the machine answers where there is
 * no device.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bitops.h>
#include <linux/idr.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/numa.h>
#include <linux/rcupdate.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/wait.h>

#include "host.h"

/*
 * Above the 16 bits of firmware's domain numbers. An IOMMU driver uses only the
 * low 16 bits: if the machine has a domain with the same low bits, the driver
 * takes our device for the real one with the same routing ID, and disconnects
 * that one from memory when ours is removed.
 */
#define FIRST_DOMAIN	0x1f000
#define LAST_DOMAIN	0x1ffff

#define CPU_WINDOWS	(8ULL * SZ_1G)	/* where to look for address space */
#define BUS_MEM32	(2ULL * SZ_1G)	/* where mem32 is on the bus */

/*
 * How long to wait for references when the module is unloaded. A kernel that
 * releases objects late delays each one from a VF up to its host bridge
 */
#define LINGER		(IS_ENABLED(CONFIG_DEBUG_KOBJECT_RELEASE) ? 60 * HZ : 2 * HZ)

static DEFINE_IDA(domains);

/* Bridges that are not freed, live or not */
static LIST_HEAD(bridges);
static DEFINE_MUTEX(bridges_lock);
static DECLARE_WAIT_QUEUE_HEAD(bridge_freed);

static struct sim_bridge *sim_of(const struct pci_bus *bus)
{
	return container_of((struct sim_sysdata *)bus->sysdata,
			    struct sim_bridge, sysdata);
}

static int sim_read(struct pci_bus *bus, unsigned int devfn, int where,
		    int size, u32 *val)
{
	int err = sim_fabric_read(&sim_of(bus)->fabric,
				  PCI_DEVID(bus->number, devfn), where, size,
				  val);

	return err ? PCIBIOS_SET_FAILED : PCIBIOS_SUCCESSFUL;
}

static int sim_write(struct pci_bus *bus, unsigned int devfn, int where,
		     int size, u32 val)
{
	sim_fabric_write(&sim_of(bus)->fabric, PCI_DEVID(bus->number, devfn),
			 where, size, val);
	return PCIBIOS_SUCCESSFUL;
}

static struct pci_ops sim_ops = {
	.read = sim_read,
	.write = sim_write,
};

static bool is_domain_used(int domain)
{
	struct pci_bus *bus = NULL;

	while ((bus = pci_find_next_bus(bus)))
		if (pci_domain_nr(bus) == domain)
			return true;
	return false;
}

/* Ranges of another module's host bridge are marked as taken here too. */
static int alloc_domain(void)
{
	int domain = FIRST_DOMAIN;

	do {
		domain = ida_alloc_range(&domains, domain, LAST_DOMAIN,
					 GFP_KERNEL);
	} while (domain >= 0 && is_domain_used(domain));
	return domain;
}

#ifdef CONFIG_X86
static void set_domain(struct sim_bridge *sim)
{
	sim->sysdata.arch.domain = sim->domain;
	sim->sysdata.arch.node = NUMA_NO_NODE;
}

static void unset_domain(struct sim_bridge *sim)
{
}
#else
static void set_domain(struct sim_bridge *sim)
{
	sim->bridge->domain_nr = sim->domain;
}

/* Newer kernels would free a number that they did not allocate. */
static void unset_domain(struct sim_bridge *sim)
{
	sim->bridge->domain_nr = PCI_DOMAIN_NR_NOT_SET;
}
#endif

/*
 * Aligned to its own size, so that BARs have the same alignment on the bus.
 * roundup_pow_of_two() makes an unsigned long, which may have 32 bits.
 */
static int claim_window(struct resource *window, u64 size, const char *name,
			unsigned long flags)
{
	if (!size)
		return 0;
	window->name = name;
	window->flags = flags;
	return allocate_resource(&iomem_resource, window, size, CPU_WINDOWS,
				 -1, 1ULL << fls64(size - 1), NULL, NULL);
}

/*
 * The kernel takes an address of Enhanced Allocation for an address of the CPU.
 * Beyond the address space of the machine nothing else uses it.
 */
static bool is_to_be_had(struct resource *window)
{
	if (window->start > iomem_resource.end ||
	    !request_resource(&iomem_resource, window))
		return true;

	pr_info("no window for the addresses of Enhanced Allocation: %pR is taken, see /proc/iomem\n",
		window);
	return false;
}

static bool overlaps(struct sim_bridge *sim, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		if (sim->fixed[i].flags &&
		    resource_overlaps(&sim->fixed[i], &sim->fixed[n]))
			return true;
	return false;
}

/* A window for each range, so that no other BAR is placed there. */
static void claim_fixed_windows(struct sim_bridge *sim)
{
	struct sim_range ranges[SIM_RANGES];
	unsigned int count = sim_ea_ranges(&sim->fabric.pfs[0], ranges);
	struct resource *window;
	unsigned int i;

	for (i = 0; i < count; i++) {
		window = &sim->fixed[i];
		*window = (struct resource) {
			.name = "sriov_sim fixed",
			.start = ranges[i].start,
			.end = ranges[i].end,
			.flags = IORESOURCE_MEM |
				 (ranges[i].prefetchable ?
				  IORESOURCE_PREFETCH : 0),
		};
		if (overlaps(sim, i) || !is_to_be_had(window))
			window->flags = 0;
	}
}

static int claim_windows(struct sim_bridge *sim)
{
	const struct sim_config *config = &sim->fabric.config;
	int err = claim_window(&sim->mem32, config->mem32, "sriov_sim mem32",
			       IORESOURCE_MEM);

	if (err)
		return err;
	return claim_window(&sim->mem64, config->mem64, "sriov_sim mem64",
			    IORESOURCE_MEM | IORESOURCE_PREFETCH |
				    IORESOURCE_MEM_64);
}

static void release_window(struct resource *window)
{
	if (window->parent)
		release_resource(window);
}

static void release_windows(struct sim_bridge *sim)
{
	unsigned int i;

	release_window(&sim->mem32);
	release_window(&sim->mem64);
	for (i = 0; i < SIM_RANGES; i++)
		release_window(&sim->fixed[i]);
}

/*
 * A PCI device to which somebody holds a reference can be accessed after its bus
 * is gone, so this is freed with the last reference to the bridge.
 */
static void free_bridge(struct sim_bridge *sim)
{
	release_windows(sim);
	sim_fabric_exit(&sim->fabric);

	scoped_guard(mutex, &bridges_lock) {
		if (sim->domain >= 0)
			ida_free(&domains, sim->domain);
		list_del(&sim->entry);
	}

	kvfree(sim);
	wake_up(&bridge_freed);
}

static void release_bridge(struct pci_host_bridge *bridge)
{
	free_bridge(bridge->release_data);
}

static void add_windows(struct sim_bridge *sim)
{
	struct list_head *windows = &sim->bridge->windows;
	unsigned int i;

	sim->busn = (struct resource) {
		.name = "sriov_sim",
		.start = 0,
		.end = 0xff,
		.flags = IORESOURCE_BUS,
	};
	pci_add_resource(windows, &sim->busn);
	if (sim->mem32.parent)
		pci_add_resource_offset(windows, &sim->mem32,
					sim->mem32.start - BUS_MEM32);
	if (sim->mem64.parent)
		pci_add_resource(windows, &sim->mem64);
	for (i = 0; i < SIM_RANGES; i++)
		if (sim->fixed[i].flags)
			pci_add_resource(windows, &sim->fixed[i]);
}

/* The ports have no interrupts, which these services need. */
static void refuse_services(struct pci_host_bridge *bridge)
{
	bridge->native_aer = 0;
	bridge->native_pcie_hotplug = 0;
	bridge->native_shpc_hotplug = 0;
	bridge->native_pme = 0;
	bridge->native_ltr = 0;
	bridge->native_dpc = 0;
}

static int make_bridge(struct sim_bridge *sim)
{
	struct pci_host_bridge *bridge = pci_alloc_host_bridge(0);

	if (!bridge)
		return -ENOMEM;

	sim->bridge = bridge;
	bridge->ops = &sim_ops;
	bridge->sysdata = &sim->sysdata;
	pci_set_host_bridge_release(bridge, release_bridge, sim);
	refuse_services(bridge);
	set_domain(sim);
	add_windows(sim);
	return 0;
}

static int prepare(struct sim_bridge *sim, const struct sim_config *config)
{
	int err = sim_fabric_init(&sim->fabric, config);

	if (err)
		return err;
	sim->domain = alloc_domain();
	if (sim->domain < 0)
		return sim->domain;
	/* First: these can be nowhere else. */
	claim_fixed_windows(sim);
	err = claim_windows(sim);
	return err ? err : make_bridge(sim);
}

/*
 * As pci_host_probe(), but on every kernel under one lock, and on every kernel
 * with VF BARs as optional resources: if the windows are too small, VF BARs get
 * no address, and the BARs of the PFs do.
 */
static int scan(struct pci_host_bridge *bridge)
{
	struct pci_bus *child;
	int err;

	pci_lock_rescan_remove();
	err = pci_scan_root_bus_bridge(bridge);
	if (!err) {
		pci_assign_unassigned_bus_resources(bridge->bus);
		list_for_each_entry(child, &bridge->bus->children, node)
			pcie_bus_configure_settings(child);
		pci_bus_add_devices(bridge->bus);
	}
	pci_unlock_rescan_remove();
	return err;
}

static struct sim_bridge *alloc_bridge(const struct sim_config *config)
{
	struct sim_bridge *sim = kvzalloc(sizeof(*sim), GFP_KERNEL);
	int err;

	if (!sim)
		return ERR_PTR(-ENOMEM);

	scoped_guard(mutex, &bridges_lock)
		list_add(&sim->entry, &bridges);

	sim->domain = -1;
	err = prepare(sim, config);
	if (err) {
		free_bridge(sim);
		return ERR_PTR(err);
	}
	return sim;
}

struct sim_bridge *sim_bridge_start(const struct sim_config *config,
				    const struct sim_fault *fault)
{
	struct sim_bridge *sim = alloc_bridge(config);
	int err;

	if (IS_ERR(sim))
		return sim;

	sim_fabric_set_fault(&sim->fabric, fault);
	err = scan(sim->bridge);
	if (err) {
		unset_domain(sim);
		pci_free_host_bridge(sim->bridge);
		return ERR_PTR(err);
	}
	return sim;
}

void sim_bridge_stop(struct sim_bridge *sim)
{
	struct pci_host_bridge *bridge = sim->bridge;
	struct pci_bus *bus = bridge->bus;

	pci_lock_rescan_remove();
	pci_stop_root_bus(bus);
	pci_remove_root_bus(bus);
	pci_unlock_rescan_remove();
	release_windows(sim);
	unset_domain(sim);
	pci_free_host_bridge(bridge);
}

/*
 * 6.1 and 6.12 leak a reference to the bus when a VF that is being added does not
 * answer. That must not keep the module loaded: the bridge is left behind, and
 * does not call the module when it is released.
 */
static void abandon_bridges(void)
{
	struct sim_bridge *sim, *next;

	guard(mutex)(&bridges_lock);
	list_for_each_entry_safe(sim, next, &bridges, entry) {
		pr_info("domain %04x is still held by somebody, and left behind\n",
			sim->domain);
		sim->bridge->release_fn = NULL;
		list_del(&sim->entry);
	}
}

/* Called when no host is live any more */
void sim_bridge_exit(void)
{
	wait_event_timeout(bridge_freed, list_empty_careful(&bridges), LINGER);
	abandon_bridges();
	/* Somebody may still be returning from release_bridge(). */
	synchronize_rcu_tasks();
	ida_destroy(&domains);
}
