// SPDX-License-Identifier: GPL-2.0
/*
 * Routes an access from the root bus to the function that answers, counts it,
 * and applies faults.
 */
#include <linux/errno.h>
#include <linux/slab.h>

#include "fabric.h"

#define ALL_ONES	(~0U)

/* Who answers: a port, a PF, or one of a PF's VFs */
struct target {
	struct sim_port *port;
	struct sim_pf *pf;
	int vf;
};

static bool find_port(struct sim_fabric *fabric, u8 devfn,
		      struct target *target)
{
	if (devfn & 7 || devfn >> 3 >= fabric->config.ports)
		return false;
	target->port = &fabric->ports[devfn >> 3];
	return true;
}

/* @first: the routing ID of the first PF of @port */
static bool find_behind(struct sim_port *port, u16 first, u16 routing_id,
			struct target *target)
{
	unsigned int distance = routing_id - first;
	unsigned int i;

	if (distance < port->num_pfs) {
		target->pf = &port->pfs[distance];
		return true;
	}
	for (i = 0; i < port->num_pfs; i++) {
		target->vf = sim_vf_find(&port->pfs[i], distance - i);
		if (target->vf >= 0) {
			target->pf = &port->pfs[i];
			return true;
		}
	}
	return false;
}

static bool find_integrated(struct sim_fabric *fabric, u16 routing_id,
			    struct target *target)
{
	unsigned int i;

	for (i = 0; i < fabric->config.ports && i << 3 <= routing_id; i++)
		if (find_behind(&fabric->ports[i], i << 3, routing_id, target))
			return true;
	return false;
}

/*
 * The port that forwards a request for @routing_id, or NULL. The search starts
 * with the port that has this bus if the kernel kept the bus numbers.
 */
static struct sim_port *find_way(struct sim_fabric *fabric, u16 routing_id)
{
	unsigned int ports = fabric->config.ports, buses = fabric->config.buses;
	unsigned int likely = ((routing_id >> 8) - 1) / buses;
	struct sim_port *port;
	unsigned int i;

	for (i = 0; i < ports; i++) {
		port = &fabric->ports[(likely + i) % ports];
		if (sim_port_reaches(port, routing_id))
			return port;
	}
	return NULL;
}

static bool find(struct sim_fabric *fabric, u16 routing_id,
		 struct target *target)
{
	struct sim_port *port;

	*target = (struct target){ .vf = -1 };
	if (fabric->integrated)
		return find_integrated(fabric, routing_id, target);
	if (routing_id < 0x100)
		return find_port(fabric, routing_id, target);

	port = find_way(fabric, routing_id);
	return port && find_behind(port, sim_port_secondary(port) << 8,
				   routing_id, target);
}

static struct sim_count *count_of(const struct target *target)
{
	if (target->port)
		return &target->port->count;
	return target->vf < 0 ? &target->pf->count : &target->pf->vf_count;
}

static void drop_vf_enable(struct sim_fabric *fabric)
{
	unsigned int i;

	for (i = 0; i < fabric->config.ports * fabric->config.pfs; i++)
		sim_pf_drop_vf_enable(&fabric->pfs[i]);
	fabric->fault.kind = SIM_FAULT_NONE;
}

/* Apply the faults that this access triggers, then find who answers. */
static bool reach(struct sim_fabric *fabric, u16 routing_id, unsigned int where,
		  struct target *target)
{
	if (!find(fabric, routing_id, target))
		return false;
	if (target->port)
		return true;
	where = target->vf < 0 ? where & ~3U : SIM_ANYWHERE;
	if (sim_fault_is_due(&fabric->fault, SIM_FAULT_GONE, where))
		return false;
	if (sim_fault_is_due(&fabric->fault, SIM_FAULT_DROP_VFE, where)) {
		drop_vf_enable(fabric);
		return find(fabric, routing_id, target);
	}
	return target->vf < 0 ||
	       !sim_fault_is(&fabric->fault, SIM_FAULT_VF_SILENT, target->vf);
}

static u32 read_target(const struct target *target, unsigned int where,
		       int size)
{
	if (target->port)
		return sim_regs_read(&target->port->regs, where, size);
	if (target->vf >= 0)
		return sim_vf_read(target->pf, where, size);
	return sim_regs_read(&target->pf->regs, where, size);
}

/*
 * All ones if nobody answers, as on hardware. -EIO: the access itself failed,
 * as some host bridges report it.
 */
int sim_fabric_read(struct sim_fabric *fabric, u16 routing_id,
		    unsigned int where, int size, u32 *val)
{
	struct target target;
	unsigned long flags;
	int err = 0;

	*val = ALL_ONES;
	raw_spin_lock_irqsave(&fabric->lock, flags);
	if (reach(fabric, routing_id, where, &target)) {
		count_of(&target)->reads++;
		*val = read_target(&target, where, size);
		if (!target.port &&
		    sim_fault_is_due(&fabric->fault, SIM_FAULT_ERROR,
				     target.vf < 0 ? where & ~3U :
						     SIM_ANYWHERE))
			err = -EIO;
	}
	raw_spin_unlock_irqrestore(&fabric->lock, flags);
	return err;
}

static void write_target(struct sim_fabric *fabric, const struct target *target,
			 unsigned int where, int size, u32 val)
{
	if (target->port)
		sim_port_write(target->port, where, size, val);
	else if (target->vf < 0 &&
		 !sim_fault_is(&fabric->fault, SIM_FAULT_STUCK, where & ~3U))
		sim_pf_write(target->pf, where, size, val);
}

void sim_fabric_write(struct sim_fabric *fabric, u16 routing_id,
		      unsigned int where, int size, u32 val)
{
	struct target target;
	unsigned long flags;

	raw_spin_lock_irqsave(&fabric->lock, flags);
	if (reach(fabric, routing_id, where, &target)) {
		count_of(&target)->writes++;
		write_target(fabric, &target, where, size, val);
	}
	raw_spin_unlock_irqrestore(&fabric->lock, flags);
}

void sim_fabric_set_fault(struct sim_fabric *fabric,
			  const struct sim_fault *fault)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&fabric->lock, flags);
	fabric->fault = *fault;
	raw_spin_unlock_irqrestore(&fabric->lock, flags);
}

struct sim_count sim_fabric_count(struct sim_fabric *fabric,
				  const struct sim_count *count)
{
	struct sim_count copy;
	unsigned long flags;

	raw_spin_lock_irqsave(&fabric->lock, flags);
	copy = *count;
	raw_spin_unlock_irqrestore(&fabric->lock, flags);
	return copy;
}

void sim_fabric_reset_counts(struct sim_fabric *fabric)
{
	unsigned long flags;
	unsigned int i;

	raw_spin_lock_irqsave(&fabric->lock, flags);
	for (i = 0; i < fabric->config.ports; i++)
		fabric->ports[i].count = (struct sim_count){ };
	for (i = 0; i < fabric->config.ports * fabric->config.pfs; i++) {
		fabric->pfs[i].count = (struct sim_count){ };
		fabric->pfs[i].vf_count = (struct sim_count){ };
	}
	raw_spin_unlock_irqrestore(&fabric->lock, flags);
}

static void init_port(struct sim_fabric *fabric, unsigned int number)
{
	struct sim_port *port = &fabric->ports[number];
	unsigned int i;

	port->num_pfs = fabric->config.pfs;
	port->pfs = &fabric->pfs[number * port->num_pfs];
	sim_port_init(port, &fabric->config, number);
	for (i = 0; i < port->num_pfs; i++)
		sim_pf_init(&port->pfs[i], &fabric->config, i);
}

/* @fabric is all zero; call sim_fabric_exit() even after a failure. */
int sim_fabric_init(struct sim_fabric *fabric, const struct sim_config *config)
{
	unsigned int i;

	raw_spin_lock_init(&fabric->lock);
	fabric->config = *config;
	fabric->ports = kvcalloc(config->ports, sizeof(*fabric->ports),
				 GFP_KERNEL);
	fabric->pfs = kvcalloc(config->ports * config->pfs,
			       sizeof(*fabric->pfs), GFP_KERNEL);
	if (!fabric->ports || !fabric->pfs)
		return -ENOMEM;

	for (i = 0; i < config->ports; i++)
		init_port(fabric, i);
	fabric->integrated = sim_pf_is_integrated(&fabric->pfs[0]);
	return 0;
}

void sim_fabric_exit(struct sim_fabric *fabric)
{
	kvfree(fabric->ports);
	kvfree(fabric->pfs);
}
