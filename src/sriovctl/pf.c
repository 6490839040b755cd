// SPDX-License-Identifier: GPL-2.0
/* One PF, whatever it is read from, and which one is meant. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "class.h"
#include "hidden.h"
#include "pf.h"
#include "sysfs.h"

#define KNOWN_AT_ONCE	32

/**
 * struct pf_known - a value that is known
 * @kind: what it is a value of
 * @learnt: whether the texts are the source's, and not to be freed
 * @name: its name
 * @text: the value, or NULL
 */
struct pf_known {
	enum pf_kind kind;
	bool learnt;
	const char *name;
	const char *text;
};

static bool is_loaded(void)
{
	return sysfs_is_directory(CLASS);
}

void need_module(void)
{
	if (!is_loaded())
		die(STATUS_NOT_LOADED,
		    "the module sriov_pf is not loaded; run 'modprobe sriov_pf' as root");
}

static const struct pf_source *source;

void pf_use_config(void)
{
	source = &source_config;
}

const struct pf_source *pf_source(void)
{
	if (!source)
		source = is_loaded() ? &source_module : &source_config;
	return source;
}

struct strings pf_all(void)
{
	return pf_source()->all();
}

static struct pf *pf_new(const char *address, const struct pf_source *from)
{
	struct pf *pf = xzalloc(sizeof(*pf));

	pf->address = xstrdup(address);
	pf->source = from;
	return pf;
}

struct pf *pf_open(const char *address)
{
	struct pf *pf = pf_new(address, pf_source());

	if (pf->source->open)
		pf->source->open(pf);
	return pf;
}

struct pf *pf_of_device(const char *address)
{
	return pf_new(address, NULL);
}

static void forget(struct pf_known *known)
{
	if (known->learnt)
		return;
	free((char *)known->name);
	free((char *)known->text);
}

void pf_close(struct pf **pf_pointer)
{
	struct pf *pf = *pf_pointer;
	size_t i;

	if (!pf)
		return;
	if (pf->source && pf->source->close)
		pf->source->close(pf);
	if (pf->has_device)
		sysfs_dir_close(&pf->device);
	for (i = 0; i < pf->nr_known; i++)
		forget(&pf->known[i]);
	free(pf->known);
	free(pf->address);
	free(pf);
}

/* A command asks for many values: most names differ in their first letter. */
static struct pf_known *find_known(struct pf *pf, enum pf_kind kind,
				   const char *name)
{
	size_t i;

	for (i = 0; i < pf->nr_known; i++)
		if (pf->known[i].kind == kind && pf->known[i].name[0] == name[0] &&
		    !strcmp(pf->known[i].name, name))
			return &pf->known[i];
	return NULL;
}

static struct pf_known *add_known(struct pf *pf)
{
	if (pf->nr_known % KNOWN_AT_ONCE == 0)
		pf->known = xrealloc(pf->known, (pf->nr_known + KNOWN_AT_ONCE) *
						sizeof(*pf->known));
	return &pf->known[pf->nr_known++];
}

void pf_learn(struct pf *pf, enum pf_kind kind, const char *name, const char *text)
{
	*add_known(pf) = (struct pf_known){ kind, true, name, text };
}

static void learn(struct pf *pf)
{
	pf->has_learnt = true;
	if (pf->source && pf->source->learn)
		pf->source->learn(pf);
}

static const struct sysfs_dir *device_of(struct pf *pf)
{
	if (!pf->has_device)
		sysfs_dir_open(&pf->device, DEVICES "/%s", pf->address);
	pf->has_device = true;
	return &pf->device;
}

static char *read_anew(struct pf *pf, enum pf_kind kind, const char *name)
{
	switch (kind) {
	case OF_DEVICE:
		return sysfs_dir_read(device_of(pf), name);
	case LINK_OF_DEVICE:
		return sysfs_dir_link(device_of(pf), name);
	default:
		return pf->source->value(pf, name);
	}
}

static const char *know(struct pf *pf, enum pf_kind kind, const char *name,
			bool anew)
{
	struct pf_known *known;

	if (!pf->has_learnt)
		learn(pf);
	known = find_known(pf, kind, name);
	if (known && !anew)
		return known->text;

	if (known)
		forget(known);
	else
		known = add_known(pf);
	*known = (struct pf_known){ kind, false, xstrdup(name), NULL };
	known->text = read_anew(pf, kind, name);
	return known->text;
}

const char *pf_value(struct pf *pf, const char *name)
{
	return know(pf, OF_PF, name, false);
}

const char *pf_value_now(struct pf *pf, const char *name)
{
	return know(pf, OF_PF, name, true);
}

const char *pf_device(struct pf *pf, const char *name)
{
	return know(pf, OF_DEVICE, name, false);
}

const char *pf_device_link(struct pf *pf, const char *name)
{
	return know(pf, LINK_OF_DEVICE, name, false);
}

uint64_t pf_number(struct pf *pf, const char *name, uint64_t unknown)
{
	uint64_t value;

	return parse_number(pf_value(pf, name), 0, &value) ? value : unknown;
}

uint64_t pf_most_vfs(struct pf *pf, uint64_t unknown)
{
	uint64_t most = pf_number(pf, "max_num_vfs", unknown);
	uint64_t limit;

	/* Of none, no limit makes less. */
	if (most && most != unknown &&
	    parse_number(pf_device(pf, "sriov_totalvfs"), 10, &limit) && limit < most)
		return limit;
	return most;
}

/* By the file of the module, or that of the kernel. */
const char *pf_serial_number(struct pf *pf)
{
	return pf_value(pf, "serial_number") ?: pf_device(pf, "serial_number");
}

const char *pf_id(struct pf *pf, const char *name)
{
	const char *id = pf_device(pf, name);

	if (!id)
		return "";
	return strncmp(id, "0x", 2) ? id : id + 2;
}

const char *pf_vf_driver(struct pf *pf)
{
	const char *name = pf_value(pf, "vf_driver_override");

	return name && strcmp(name, "(null)") ? name : NULL;
}

char *pf_ids(struct pf *pf)
{
	return xasprintf("%s:%s", pf_id(pf, "vendor"), pf_id(pf, "device"));
}

struct strings pf_names(struct pf *pf, const char *directory)
{
	return pf->source->names(pf, directory);
}

static bool begins_with(const char *text, const char *beginning)
{
	return !strncmp(text, beginning, strlen(beginning));
}

/* Whether @name is the beginning of @address, with or without the domain. */
static bool is_meant(const char *name, const char *address)
{
	const char *colon = strchr(address, ':');

	return begins_with(address, name) ||
	       (colon && begins_with(colon + 1, name));
}

static void __noreturn ambiguous(const char *name,
				 const struct strings *addresses)
{
	struct strings meant = {};
	char *list;
	size_t i;

	for (i = 0; i < addresses->count; i++)
		if (is_meant(name, addresses->item[i]))
			strings_add(&meant, xstrdup(addresses->item[i]));
	list = strings_join(&meant, " ");
	die(STATUS_NO_PF, "'%s' could be any of: %s", name, list);
}

const char *pf_choose(const char *name, const struct strings *addresses)
{
	const char *meant = NULL;
	bool several = false;
	size_t i;

	if (is_empty(name))
		return NULL;

	for (i = 0; i < addresses->count; i++) {
		/* A whole address means no other. */
		if (!strcmp(addresses->item[i], name))
			return addresses->item[i];
		if (!is_meant(name, addresses->item[i]))
			continue;
		several |= !!meant;
		meant = addresses->item[i];
	}
	if (several)
		ambiguous(name, addresses);
	return meant;
}

/* "pci_0000_01_00_0" becomes "0000:01:00.0". */
static void translate_libvirt(char *name)
{
	unsigned int domain, bus, device, function;
	int end = 0;

	if (sscanf(name, "pci_%4x_%2x_%2x_%1x%n", &domain, &bus, &device,
		   &function, &end) == 4 && !name[end])
		sprintf(name, "%04x:%02x:%02x.%x", domain, bus, device, function);
}

char *pf_normalize(const char *name)
{
	static const char around[] = " \t\n/";
	char *normal, *c;
	size_t length;

	name += strspn(name, around);
	length = strlen(name);
	while (length && strchr(around, name[length - 1]))
		length--;
	normal = xasprintf("%.*s", (int)length, name);
	for (c = normal; *c; c++)
		*c = tolower((unsigned char)*c);
	translate_libvirt(normal);
	return normal;
}

static void say_what_it_is(const char *address)
{
	char *owner __free_string = sysfs_link(DEVICES "/%s/physfn", address);

	if (owner)
		die(STATUS_NO_PF, "%s is not a PF but a VF of %s", address, owner);
	if (sysfs_is_directory(DEVICES "/%s", address))
		die(STATUS_NO_PF, "%s is not a PF: it has no SR-IOV capability%s",
		    address, hidden_by(address));
}

/* Ends the program and says what @name is, if it is no PF. */
static void __noreturn no_pf(const char *name, const struct strings *pfs)
{
	char *longer __free_string = xasprintf("0000:%s", name);
	char *there __free_string = strings_join(pfs, " ");

	/* An empty name would be the directory of all devices. */
	if (*name && !strchr(name, '/')) {
		say_what_it_is(name);
		say_what_it_is(longer);
	}
	die(STATUS_NO_PF, "there is no PF '%s'; there are: %s", name,
	    pfs->count ? there : "none");
}

/* The function that a network interface or another such device belongs to. */
static char *address_of_interface(const char *name)
{
	static const char * const classes[] = {
		"net", "nvme", "block", "infiniband",
	};
	char *address = NULL;
	size_t i;

	if (is_empty(name) || strchr(name, '/') || name[0] == '.')
		return NULL;

	for (i = 0; !address && i < ARRAY_SIZE(classes); i++)
		address = class_address(classes[i], name);
	return address;
}

static bool has_serial_number(const char *address, const char *number)
{
	struct pf *pf __free_pf = pf_open(address);
	const char *serial = pf_serial_number(pf);

	return serial && !strcasecmp(serial, number);
}

static char *address_of_serial_number(const char *number,
				      const struct strings *pfs)
{
	size_t i;

	/* Eight bytes with hyphens between them */
	if (strlen(number) != strlen("00-00-00-00-00-00-00-00"))
		return NULL;

	for (i = 0; i < pfs->count; i++)
		if (has_serial_number(pfs->item[i], number))
			return xstrdup(pfs->item[i]);
	return NULL;
}

char *pf_find_address(const char *name, const struct strings *pfs)
{
	char *normal __free_string = pf_normalize(name);
	char *other __free_string = NULL;
	const char *address = pf_choose(normal, pfs);

	if (address)
		return xstrdup(address);

	other = address_of_interface(name) ?:
		address_of_serial_number(normal, pfs);
	if (!other)
		no_pf(normal, pfs);
	if (!strings_have(pfs, other))
		no_pf(other, pfs);
	return xstrdup(other);
}

/* Of a whole address, the one directory is enough. */
static bool is_known(const char *name)
{
	return pf_source()->has && strchr(name, ':') && !strchr(name, '/') &&
	       pf_source()->has(name);
}

struct pf *pf_find(const char *name)
{
	char *normal __free_string = pf_normalize(name);
	struct strings pfs __free_strings = {};
	char *address __free_string = NULL;

	if (is_known(normal))
		return pf_open(normal);

	pfs = pf_all();
	address = pf_find_address(name, &pfs);
	return pf_open(address);
}
