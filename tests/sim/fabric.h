/* SPDX-License-Identifier: GPL-2.0 */
#ifndef SRIOV_SIM_FABRIC_H
#define SRIOV_SIM_FABRIC_H

#include <linux/spinlock.h>

#include "config.h"
#include "fault.h"
#include "model.h"

/**
 * struct sim_fabric - a host's ports and PFs, and the way to them
 * @lock: an access is atomic. Raw, and never held for long: accesses come
 *        under the PCI core's own raw lock with interrupts off
 * @config: a copy that nobody changes
 * @ports: an array of @config.ports
 * @pfs: of @config.pfs for each port
 * @integrated: whether there are no ports: the PFs are root-complex integrated
 *	endpoints, those of the n-th "port" the functions of device n of bus 0
 * @fault: what is wrong now
 */
struct sim_fabric {
	raw_spinlock_t lock;
	struct sim_config config;
	struct sim_port *ports;
	struct sim_pf *pfs;
	bool integrated;
	struct sim_fault fault;
};

int sim_fabric_init(struct sim_fabric *fabric, const struct sim_config *config);
void sim_fabric_exit(struct sim_fabric *fabric);
int sim_fabric_read(struct sim_fabric *fabric, u16 routing_id,
		    unsigned int where, int size, u32 *val);
void sim_fabric_write(struct sim_fabric *fabric, u16 routing_id,
		      unsigned int where, int size, u32 val);
void sim_fabric_set_fault(struct sim_fabric *fabric,
			  const struct sim_fault *fault);
struct sim_count sim_fabric_count(struct sim_fabric *fabric,
				  const struct sim_count *count);
void sim_fabric_reset_counts(struct sim_fabric *fabric);

#endif
