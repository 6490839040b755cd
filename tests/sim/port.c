// SPDX-License-Identifier: GPL-2.0
/*
 * A root port with as little as the PCI core accepts: a bridge with a PCI Express
 * capability and no slot. It has the windows and the bus numbers of a bridge, can
 * forward ARI, forwards a secondary bus reset, and forwards nothing unless in D0.
 */
#include <linux/bits.h>
#include <linux/pci_regs.h>
#include <linux/string.h>

#include "model.h"

/* An ID that no device has, so that no quirk applies */
#define PORT_VENDOR	0xfffe
#define PORT_DEVICE	0x0001
#define PORT_CLASS	0x060400

#define PCIE_AT		0x40
#define PM_AT		0x80
#define PM_VERSION	3
#define PCIE_VERSION	2
#define SPEED_32GT	5
#define WIDTH_X16	16

#define COMMAND_BITS	(PCI_COMMAND_IO | PCI_COMMAND_MEMORY | \
			 PCI_COMMAND_MASTER | PCI_COMMAND_PARITY | \
			 PCI_COMMAND_SERR | PCI_COMMAND_INTX_DISABLE)
#define CONTROL_BITS	(PCI_BRIDGE_CTL_PARITY | PCI_BRIDGE_CTL_SERR | \
			 PCI_BRIDGE_CTL_BUS_RESET)
#define WINDOW_BITS	0xfff0fff0
/* A base above its limit: the window is closed. */
#define WINDOW_CLOSED	0x0000fff0

static void fix(struct sim_port *port, unsigned int where, u32 val, u32 writable)
{
	sim_regs_put(&port->regs, where, val);
	sim_regs_allow(&port->regs, where, writable);
}

static void init_header(struct sim_port *port, u8 secondary, u8 subordinate)
{
	fix(port, PCI_VENDOR_ID, PORT_VENDOR | PORT_DEVICE << 16, 0);
	fix(port, PCI_COMMAND, PCI_STATUS_CAP_LIST << 16, COMMAND_BITS);
	fix(port, PCI_CLASS_REVISION, PORT_CLASS << 8, 0);
	fix(port, PCI_CACHE_LINE_SIZE, PCI_HEADER_TYPE_BRIDGE << 16, 0);
	fix(port, PCI_PRIMARY_BUS, secondary << 8 | subordinate << 16,
	    GENMASK(23, 0));
	fix(port, PCI_MEMORY_BASE, WINDOW_CLOSED, WINDOW_BITS);
	fix(port, PCI_PREF_MEMORY_BASE,
	    WINDOW_CLOSED | PCI_PREF_RANGE_TYPE_64 | PCI_PREF_RANGE_TYPE_64 << 16,
	    WINDOW_BITS);
	fix(port, PCI_PREF_BASE_UPPER32, 0, ~0);
	fix(port, PCI_PREF_LIMIT_UPPER32, 0, ~0);
	fix(port, PCI_CAPABILITY_LIST, PCIE_AT, 0);
	fix(port, PCI_INTERRUPT_LINE, 0, CONTROL_BITS << 16);
}

static void init_pcie(struct sim_port *port, bool ari)
{
	u32 link = SPEED_32GT | WIDTH_X16 << 4;

	fix(port, PCIE_AT, PCI_CAP_ID_EXP | PM_AT << 8 | PCIE_VERSION << 16 |
			   PCI_EXP_TYPE_ROOT_PORT << 20, 0);
	fix(port, PCIE_AT + PCI_EXP_DEVCAP, PCI_EXP_DEVCAP_RBER, 0);
	fix(port, PCIE_AT + PCI_EXP_DEVCTL, 0, GENMASK(14, 0));
	/* Above 5 GT/s the kernel asks whether the link is up again. */
	fix(port, PCIE_AT + PCI_EXP_LNKCAP, link | PCI_EXP_LNKCAP_DLLLARC, 0);
	fix(port, PCIE_AT + PCI_EXP_LNKCTL,
	    (link | PCI_EXP_LNKSTA_DLLLA) << 16, 0);
	fix(port, PCIE_AT + PCI_EXP_DEVCAP2, ari ? PCI_EXP_DEVCAP2_ARI : 0, 0);
	fix(port, PCIE_AT + PCI_EXP_DEVCTL2, 0, ari ? PCI_EXP_DEVCTL2_ARI : 0);
}

static void init_pm(struct sim_port *port)
{
	fix(port, PM_AT, PCI_CAP_ID_PM | PM_VERSION << 16, 0);
	fix(port, PM_AT + PCI_PM_CTRL, PCI_PM_CTRL_NO_SOFT_RESET,
	    PCI_PM_CTRL_STATE_MASK);
}

/* @port is all zero; the bus numbers are set, as by firmware. */
void sim_port_init(struct sim_port *port, const struct sim_config *config,
		   unsigned int number)
{
	u8 secondary = 1 + number * config->buses;

	init_header(port, secondary, secondary + config->buses - 1);
	init_pcie(port, config->ari);
	init_pm(port);
	memcpy(port->regs.reset, port->regs.now, sizeof(port->regs.reset));
}

static bool in_reset(const struct sim_port *port)
{
	return sim_regs_get(&port->regs, PCI_INTERRUPT_LINE) >> 16 &
	       PCI_BRIDGE_CTL_BUS_RESET;
}

static bool is_asleep(const struct sim_port *port)
{
	return sim_regs_get(&port->regs, PM_AT + PCI_PM_CTRL) &
	       PCI_PM_CTRL_STATE_MASK;
}

void sim_port_write(struct sim_port *port, unsigned int where, int size, u32 val)
{
	unsigned int i;

	sim_regs_write(&port->regs, where, size, val);
	if (!in_reset(port))
		return;
	for (i = 0; i < port->num_pfs; i++)
		sim_pf_reset(&port->pfs[i]);
}

u8 sim_port_secondary(const struct sim_port *port)
{
	return sim_regs_get(&port->regs, PCI_PRIMARY_BUS) >> 8;
}

/*
 * Does the port forward a request for @routing_id? On the bus right behind it
 * only device 0 is there, unless ARI makes its 32 devices one (PCIe 6.13).
 */
bool sim_port_reaches(const struct sim_port *port, u16 routing_id)
{
	u32 control2 = sim_regs_get(&port->regs, PCIE_AT + PCI_EXP_DEVCTL2);
	u8 secondary = sim_port_secondary(port);
	u8 subordinate = sim_regs_get(&port->regs, PCI_PRIMARY_BUS) >> 16;
	u8 bus = routing_id >> 8;

	if (in_reset(port) || is_asleep(port) ||
	    bus < secondary || bus > subordinate)
		return false;
	return bus > secondary || (u8)routing_id < SIM_MAX_PFS ||
	       control2 & PCI_EXP_DEVCTL2_ARI;
}
