// SPDX-License-Identifier: GPL-2.0
/*
 * The user interface, /sys/kernel/config/sriov_sim/HOST/:
 *
 *	image		initial registers of every PF: 4096 bytes, stored at close
 *	ports		root ports on bus 0: 1 to 32
 *	pfs		PFs behind each: 1 to 8
 *	buses		bus numbers behind each: 1 to 255
 *	ari		1: the ports can forward ARI
 *	mem32, mem64	bytes of the memory windows; 0: none
 *	bar_size	bytes of a PF's BAR
 *	vf_bar_size	bytes of one VF's share of a VF BAR
 *	vf_bar_mask	slots that hold a VF BAR though the image has 0 there
 *	layout		lines "NUMVFS OFFSET STRIDE"
 *	fault		none, gone [N [OFFSET]], vf_silent K, stuck OFFSET,
 *			drop_vfe N [OFFSET], error [N [OFFSET]]
 *	live		1: the devices are there
 *	domain		the domain they are in
 *
 * While a host is live only live and fault can be written.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/cleanup.h>
#include <linux/configfs.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sizes.h>
#include <linux/slab.h>

#include "host.h"

/**
 * struct sim_host - a directory
 * @item: the directory
 * @lock: protects all members below it
 * @config: what is asked for
 * @fault: the fault last asked for
 * @live: NULL: it is not live
 */
struct sim_host {
	struct config_item item;
	struct mutex lock;	/* see above */
	struct sim_config config;
	struct sim_fault fault;
	struct sim_bridge *live;
};

static struct sim_host *to_host(struct config_item *item)
{
	return container_of(item, struct sim_host, item);
}

static ssize_t show_number(u64 *number, char *page)
{
	return sysfs_emit(page, "%llu\n", READ_ONCE(*number));
}

static ssize_t store_number(struct config_item *item, u64 *number,
			    const char *page, size_t len, u64 low, u64 high,
			    bool (*is_good)(u64 number))
{
	struct sim_host *host = to_host(item);
	u64 asked;
	int err = kstrtou64(page, 0, &asked);

	if (err)
		return err;
	if (asked < low || asked > high)
		return -ERANGE;
	if (is_good && !is_good(asked))
		return -EINVAL;

	guard(mutex)(&host->lock);
	if (host->live)
		return -EBUSY;
	WRITE_ONCE(*number, asked);
	return len;
}

/* is_power_of_2() takes an unsigned long, which may have 32 bits. */
static bool is_power(u64 number)
{
	return number && !(number & (number - 1));
}

/* The granularity of a bridge's windows */
static bool is_mib(u64 number)
{
	return !(number % SZ_1M);
}

#define SIM_NUMBER(_name, _low, _high, _is_good)			\
static ssize_t sim_##_name##_show(struct config_item *item, char *page)	\
{									\
	return show_number(&to_host(item)->config._name, page);		\
}									\
static ssize_t sim_##_name##_store(struct config_item *item,		\
				   const char *page, size_t len)	\
{									\
	return store_number(item, &to_host(item)->config._name, page,	\
			    len, _low, _high, _is_good);		\
}									\
CONFIGFS_ATTR(sim_, _name)

SIM_NUMBER(ports, 1, SIM_MAX_PORTS, NULL);
SIM_NUMBER(pfs, 1, SIM_MAX_PFS, NULL);
SIM_NUMBER(buses, 1, 255, NULL);
SIM_NUMBER(ari, 0, 1, NULL);
SIM_NUMBER(mem32, 0, 2ULL * SZ_1G, is_mib);
SIM_NUMBER(mem64, 0, 1ULL << 46, is_mib);
SIM_NUMBER(bar_size, 16, 1ULL << 46, is_power);
SIM_NUMBER(vf_bar_size, 16, 1ULL << 46, is_power);
SIM_NUMBER(vf_bar_mask, 0, 0x3f, NULL);

static ssize_t sim_layout_attr_show(struct config_item *item, char *page)
{
	struct sim_host *host = to_host(item);

	guard(mutex)(&host->lock);
	return sim_layout_show(&host->config.layout, page);
}

static ssize_t sim_layout_attr_store(struct config_item *item,
				     const char *page, size_t len)
{
	struct sim_host *host = to_host(item);
	int err;

	guard(mutex)(&host->lock);
	if (host->live)
		return -EBUSY;
	err = sim_layout_parse(&host->config.layout, page);
	return err ? err : len;
}

static struct configfs_attribute sim_attr_layout = {
	.ca_name = "layout",
	.ca_mode = 0644,
	.ca_owner = THIS_MODULE,
	.show = sim_layout_attr_show,
	.store = sim_layout_attr_store,
};

static ssize_t sim_fault_attr_show(struct config_item *item, char *page)
{
	struct sim_host *host = to_host(item);

	guard(mutex)(&host->lock);
	return sim_fault_show(&host->fault, page);
}

static ssize_t sim_fault_attr_store(struct config_item *item,
				    const char *page, size_t len)
{
	struct sim_host *host = to_host(item);
	int err;

	guard(mutex)(&host->lock);
	err = sim_fault_parse(&host->fault, page);
	if (err)
		return err;
	if (host->live)
		sim_fabric_set_fault(&host->live->fabric, &host->fault);
	return len;
}

static struct configfs_attribute sim_attr_fault = {
	.ca_name = "fault",
	.ca_mode = 0644,
	.ca_owner = THIS_MODULE,
	.show = sim_fault_attr_show,
	.store = sim_fault_attr_store,
};

static int go_live(struct sim_host *host)
{
	const struct sim_config *config = &host->config;
	struct sim_bridge *sim;

	if (1 + config->ports * config->buses > 256) {
		pr_err("%s: %llu ports with %llu buses each are more than 255 bus numbers\n",
		       config_item_name(&host->item), config->ports,
		       config->buses);
		return -ERANGE;
	}
	sim = sim_bridge_start(config, &host->fault);
	if (IS_ERR(sim))
		return PTR_ERR(sim);

	host->live = sim;
	sim_debugfs_add(sim, config_item_name(&host->item));
	return 0;
}

static void go_dead(struct sim_host *host)
{
	if (!host->live)
		return;
	sim_debugfs_remove(host->live);
	sim_bridge_stop(host->live);
	host->live = NULL;
}

static ssize_t sim_live_show(struct config_item *item, char *page)
{
	return sysfs_emit(page, "%d\n", !!READ_ONCE(to_host(item)->live));
}

static ssize_t sim_live_store(struct config_item *item, const char *page,
			      size_t len)
{
	struct sim_host *host = to_host(item);
	bool live;
	int err = kstrtobool(page, &live);

	if (err)
		return err;

	guard(mutex)(&host->lock);
	if (!live)
		go_dead(host);
	else if (!host->live)
		err = go_live(host);
	return err ? err : len;
}
CONFIGFS_ATTR(sim_, live);

static ssize_t sim_domain_show(struct config_item *item, char *page)
{
	struct sim_host *host = to_host(item);

	guard(mutex)(&host->lock);
	if (!host->live)
		return -ENODEV;
	return sysfs_emit(page, "%04x\n", host->live->domain);
}
CONFIGFS_ATTR_RO(sim_, domain);

static ssize_t sim_image_read(struct config_item *item, void *buf, size_t size)
{
	struct sim_host *host = to_host(item);

	if (!buf)
		return SIM_SIZE;

	guard(mutex)(&host->lock);
	memcpy(buf, host->config.image, SIM_SIZE);
	return SIM_SIZE;
}

/* Called when the file is closed; configfs ignores what we return. */
static ssize_t sim_image_write(struct config_item *item, const void *buf,
			       size_t size)
{
	struct sim_host *host = to_host(item);

	guard(mutex)(&host->lock);
	if (host->live) {
		pr_err("%s: image not taken: it is live\n",
		       config_item_name(item));
		return -EBUSY;
	}
	if (size != SIM_SIZE) {
		pr_err("%s: image not taken: %zu bytes instead of %u\n",
		       config_item_name(item), size, SIM_SIZE);
		return -EINVAL;
	}
	memcpy(host->config.image, buf, SIM_SIZE);
	return size;
}
CONFIGFS_BIN_ATTR(sim_, image, NULL, SIM_SIZE);

static struct configfs_attribute *sim_host_attrs[] = {
	&sim_attr_ports,
	&sim_attr_pfs,
	&sim_attr_buses,
	&sim_attr_ari,
	&sim_attr_mem32,
	&sim_attr_mem64,
	&sim_attr_bar_size,
	&sim_attr_vf_bar_size,
	&sim_attr_vf_bar_mask,
	&sim_attr_layout,
	&sim_attr_fault,
	&sim_attr_live,
	&sim_attr_domain,
	NULL
};

static struct configfs_bin_attribute *sim_host_bin_attrs[] = {
	&sim_attr_image,
	NULL
};

static void sim_host_release(struct config_item *item)
{
	kfree(to_host(item));
}

static struct configfs_item_operations sim_host_ops = {
	.release = sim_host_release,
};

static const struct config_item_type sim_host_type = {
	.ct_item_ops = &sim_host_ops,
	.ct_attrs = sim_host_attrs,
	.ct_bin_attrs = sim_host_bin_attrs,
	.ct_owner = THIS_MODULE,
};

static struct config_item *sim_make_host(struct config_group *group,
					 const char *name)
{
	struct sim_host *host = kzalloc(sizeof(*host), GFP_KERNEL);

	if (!host)
		return ERR_PTR(-ENOMEM);

	mutex_init(&host->lock);
	host->config.ports = 1;
	host->config.pfs = 1;
	host->config.buses = 1;
	host->config.ari = 1;
	host->config.mem32 = 256ULL * SZ_1M;
	host->config.mem64 = 16ULL * SZ_1G;
	host->config.bar_size = SZ_16K;
	host->config.vf_bar_size = SZ_16K;
	config_item_init_type_name(&host->item, name, &sim_host_type);
	return &host->item;
}

static void sim_drop_host(struct config_group *group, struct config_item *item)
{
	struct sim_host *host = to_host(item);

	scoped_guard(mutex, &host->lock)
		go_dead(host);
	config_item_put(item);
}

static struct configfs_group_operations sim_group_ops = {
	.make_item = sim_make_host,
	.drop_item = sim_drop_host,
};

static const struct config_item_type sim_group_type = {
	.ct_group_ops = &sim_group_ops,
	.ct_owner = THIS_MODULE,
};

static struct configfs_subsystem sim_subsystem = {
	.su_group = {
		.cg_item = {
			.ci_namebuf = "sriov_sim",
			.ci_type = &sim_group_type,
		},
	},
};

int sim_configfs_init(void)
{
	config_group_init(&sim_subsystem.su_group);
	mutex_init(&sim_subsystem.su_mutex);
	return configfs_register_subsystem(&sim_subsystem);
}

void sim_configfs_exit(void)
{
	configfs_unregister_subsystem(&sim_subsystem);
}
