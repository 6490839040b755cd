// SPDX-License-Identifier: GPL-2.0
/*
 * sriovctl monitor: a line for each event of PFs and VFs, as the kernel sends it.
 * The PCI core tells of VFs and of drivers, the module of PFs and numbers of VFs.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <libudev.h>

#include "checks.h"
#include "cmd.h"
#include "json.h"
#include "output.h"
#include "sysfs.h"
#include "vf.h"

/* Events wait here while a line is written, also those of thousands of VFs. */
#define RECEIVE_BUFFER	(16 * 1024 * 1024)

/* The PCI core makes the links of a VF right after it has told of it. */
#define LINK_TRIES	20
#define LINK_WAIT_US	5000

/**
 * struct known - a VF, for one that is gone cannot be asked; or a check of a PF
 * @pf: the PF
 * @name: the VF's address, or the check's name
 * @text: the VF's number, or what the check said
 */
struct known {
	char *pf;
	char *name;
	char *text;
};

struct knowns {
	struct known *item;
	size_t count;
};

static struct knowns vfs, states;
static bool as_json;
static volatile sig_atomic_t stopped;

static void stop(int signal)
{
	stopped = 1;
}

static struct known *find(struct knowns *list, const char *pf, const char *name)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if ((!pf || !strcmp(list->item[i].pf, pf)) &&
		    !strcmp(list->item[i].name, name))
			return &list->item[i];
	return NULL;
}

static struct known *remember(struct knowns *list, const char *pf,
			      const char *name, const char *text)
{
	struct known *known = find(list, pf, name);

	if (!known) {
		list->item = xrealloc(list->item,
				      (list->count + 1) * sizeof(*known));
		known = &list->item[list->count++];
		*known = (struct known){ xstrdup(pf), xstrdup(name), NULL };
	}
	free(known->text);
	known->text = xstrdup(text);
	return known;
}

static void forget(struct knowns *list, struct known *known)
{
	free(known->pf);
	free(known->name);
	free(known->text);
	*known = list->item[--list->count];
}

static void forget_all(struct knowns *list)
{
	while (list->count)
		forget(list, &list->item[0]);
	free(list->item);
}

/* The time of the event, as ISO 8601 has it, to be freed */
static char *now(void)
{
	struct timespec time;
	struct tm local;
	char day[64], zone[16];

	clock_gettime(CLOCK_REALTIME, &time);
	localtime_r(&time.tv_sec, &local);
	strftime(day, sizeof(day), "%Y-%m-%dT%H:%M:%S", &local);
	strftime(zone, sizeof(zone), "%z", &local);
	return xasprintf("%s.%03ld%s", day, time.tv_nsec / 1000000, zone);
}

/* One line. Takes @text over; a detail without a value is null. */
static void report(const char *event, const char *address, const char *detail,
		   const char *value, char *text)
{
	char *time __free_string = now();
	struct json_object *object;

	if (as_json) {
		object = json_new_object();
		json_add_text(object, "time", time);
		json_add_text(object, "event", event);
		json_add_text(object, "address", address);
		if (detail)
			json_add_value(object, detail, value);
		json_print_line(object);
	} else {
		printf("%s %s %s\n", time, address, text);
	}
	free(text);
	if (fflush(stdout))
		close_output();
}

static void report_vf(const char *event, const struct known *vf, const char *what)
{
	report(event, vf->name, "pf", vf->pf,
	       xasprintf("VF %s of %s %s", vf->text, vf->pf, what));
}

static void report_driver(const char *address, const char *event,
			  const char *driver)
{
	report(event, address, "driver", driver,
	       xasprintf("driver: %s", is_empty(driver) ? "none" : driver));
}

/* Whether a VF of @pf has a number. */
static bool has_number(const char *pf, const char *vf, unsigned int index)
{
	char *address __free_string = vf_address(pf, index);

	return address && !strcmp(address, vf);
}

/* The number of a VF of @pf; "?" if it has gone meanwhile. To be freed. */
static char *number_of(const char *pf, const char *vf)
{
	/* VFs come one after the other. */
	static unsigned int next;
	unsigned int index;

	if (has_number(pf, vf, next))
		return xasprintf("%u", next++);

	for (index = 0; index <= UINT16_MAX; index++) {
		char *address __free_string = vf_address(pf, index);

		if (!address)
			return xstrdup("?");
		if (!strcmp(address, vf))
			break;
	}
	next = index + 1;
	return xasprintf("%u", index);
}

static char *owner_of(const char *address, unsigned int tries)
{
	char *owner;

	do
		owner = sysfs_link(DEVICES "/%s/physfn", address);
	while (!owner && tries-- && !usleep(LINK_WAIT_US));
	return owner;
}

/* Return: the VF, or NULL if the function is none. */
static struct known *learn_vf(const char *address, unsigned int tries)
{
	char *pf __free_string = owner_of(address, tries);
	char *number __free_string = NULL;

	if (!pf)
		return NULL;

	number = number_of(pf, address);
	return remember(&vfs, pf, address, number);
}

static bool is_pf(const char *address)
{
	return sysfs_exists(DEVICES "/%s/sriov_totalvfs", address);
}

/* Reports what the checks of a PF say now, if it is not what they said. */
static void look_at_checks(const char *address, bool quiet)
{
	struct pf *pf __free_pf = pf_open(address);
	struct checks checks __free_checks = checks_read(pf);
	size_t i;

	for (i = 0; i < checks.count; i++) {
		const struct check *check = &checks.check[i];
		char *said __free_string =
			xasprintf("%s: %s%s%s", check->name, check->state,
				  check->text[0] ? ": " : "", check->text);
		struct known *before = find(&states, address, check->name);

		if (before && !strcmp(before->text, said))
			continue;
		remember(&states, address, check->name, said);
		if (!quiet)
			report("check", address, "check", said,
			       xasprintf("check %s", said));
	}
}

static void pci_event(const char *action, const char *address)
{
	struct known *vf = find(&vfs, NULL, address);
	char *driver __free_string = NULL;

	if (!strcmp(action, "add")) {
		vf = learn_vf(address, LINK_TRIES);
		if (vf)
			report_vf("vf_added", vf, "added");
	} else if (!strcmp(action, "remove") && vf) {
		report_vf("vf_removed", vf, "removed");
		forget(&vfs, vf);
	} else if (!strcmp(action, "bind") || !strcmp(action, "unbind")) {
		driver = sysfs_link(DEVICES "/%s/driver", address);
		if (vf)
			report_driver(address, "vf_driver", driver);
		else if (is_pf(address))
			report_driver(address, "pf_driver", driver);
	}
}

static void pf_event(const char *action, const char *address,
		     struct udev_device *device)
{
	const char *changed = udev_device_get_property_value(device, "SRIOV_CHANGED");
	const char *num_vfs = udev_device_get_property_value(device, "SRIOV_NUM_VFS");

	if (!strcmp(action, "add"))
		report("pf_added", address, NULL, NULL, xstrdup("PF added"));
	else if (!strcmp(action, "remove"))
		report("pf_removed", address, NULL, NULL, xstrdup("PF removed"));
	else if (changed && !strcmp(changed, "num_vfs"))
		report("num_vfs", address, "num_vfs", num_vfs,
		       xasprintf("VFs: %s", num_vfs ?: "?"));
	if (strcmp(action, "remove") && sysfs_is_directory(CLASS "/%s", address))
		look_at_checks(address, !strcmp(action, "add"));
}

static void take_event(struct udev_device *device)
{
	const char *subsystem = udev_device_get_subsystem(device);
	const char *address = udev_device_get_sysname(device);
	const char *action = udev_device_get_action(device);

	if (!subsystem || !address || !action)
		return;
	if (!strcmp(subsystem, "pci"))
		pci_event(action, address);
	else
		pf_event(action, address, device);
}

/* What is there before the first event */
static void look_around(void)
{
	struct strings devices __free_strings = sysfs_names(DEVICES);
	struct strings pfs __free_strings = sysfs_names(CLASS);
	size_t i;

	for (i = 0; i < devices.count; i++)
		learn_vf(devices.item[i], 0);
	for (i = 0; i < pfs.count; i++)
		look_at_checks(pfs.item[i], true);
}

static struct udev_monitor *open_monitor(struct udev *udev)
{
	struct udev_monitor *monitor =
		udev_monitor_new_from_netlink(udev, "kernel");

	if (!monitor ||
	    udev_monitor_filter_add_match_subsystem_devtype(monitor, "pci", NULL) < 0 ||
	    udev_monitor_filter_add_match_subsystem_devtype(monitor, "sriov_pf", NULL) < 0 ||
	    udev_monitor_enable_receiving(monitor) < 0)
		die(STATUS_FAILURE, "cannot listen to the kernel's events: %s",
		    strerror(errno));

	/* Only root may have as much. */
	udev_monitor_set_receive_buffer_size(monitor, RECEIVE_BUFFER);
	return monitor;
}

/* SIGINT and SIGTERM end the program, but only while it waits. */
static void listen_to(struct udev_monitor *monitor, const sigset_t *while_waiting)
{
	struct pollfd fd = {
		.fd = udev_monitor_get_fd(monitor),
		.events = POLLIN,
	};
	struct udev_device *device;

	while (!stopped) {
		if (ppoll(&fd, 1, NULL, while_waiting) < 0)
			continue;
		device = udev_monitor_receive_device(monitor);
		if (device)
			take_event(device);
		udev_device_unref(device);
	}
}

static void catch_signals(sigset_t *before)
{
	const struct sigaction action = { .sa_handler = stop };
	sigset_t blocked;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGINT);
	sigaddset(&blocked, SIGTERM);
	sigprocmask(SIG_BLOCK, &blocked, before);
	sigdelset(before, SIGINT);
	sigdelset(before, SIGTERM);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

int cmd_monitor(const struct args *args)
{
	struct udev *udev = udev_new();
	struct udev_monitor *monitor;
	sigset_t while_waiting;

	if (!udev)
		die(STATUS_FAILURE, "out of memory");

	as_json = args->options & OPTION_JSON;
	catch_signals(&while_waiting);
	monitor = open_monitor(udev);
	look_around();
	listen_to(monitor, &while_waiting);
	udev_monitor_unref(monitor);
	udev_unref(udev);
	forget_all(&vfs);
	forget_all(&states);
	return STATUS_OK;
}
