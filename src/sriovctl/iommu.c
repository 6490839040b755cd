// SPDX-License-Identifier: GPL-2.0
/* Whether the IOMMU is on, and if not, what turns it on. */
#include <string.h>

#include "iommu.h"
#include "log.h"
#include "proc.h"
#include "snapshot.h"
#include "sysfs.h"

#define IOMMUS	"class/iommu"
#define TABLES	"firmware/acpi/tables"

/* What a capture calls these */
#define CPU_VENDOR	"cpu_vendor"
#define BOOT_OPTIONS	"boot_options"

/**
 * struct maker - how the processors of one vendor have their IOMMU turned on
 * @vendor: as in /proc/cpuinfo
 * @table: the ACPI table by which the firmware hands the IOMMU over
 * @in_setup: where the setup of the firmware has it
 * @by_kernel: what turns it on in the kernel
 */
struct maker {
	const char *vendor;
	const char *table;
	const char *in_setup;
	const char *by_kernel;
};

static const struct maker makers[] = {
	{ "GenuineIntel", "DMAR",
	  "Turn on \"VT-d\" in the setup of the machine's firmware, and boot with intel_iommu=on",
	  "Boot with intel_iommu=on" },
	{ "AuthenticAMD", "IVRS",
	  "Turn on \"IOMMU\" (AMD-Vi) in the setup of the machine's firmware",
	  "The kernel says why it is off: dmesg | grep AMD-Vi" },
	{ "HygonGenuine", "IVRS",
	  "Turn on \"IOMMU\" in the setup of the machine's firmware",
	  "The kernel says why it is off: dmesg | grep AMD-Vi" },
};

/* "vendor_id	: GenuineIntel"; processors other than x86's have no such line. */
static char *read_cpu_vendor(void)
{
	char *text __free_string = proc_read("cpuinfo");
	char *found = text ? strstr(text, "vendor_id") : NULL;

	found = found ? strchr(found, ':') : NULL;
	if (!found)
		return xstrdup("");

	found += strspn(found, ": \t");
	return xasprintf("%.*s", (int)strcspn(found, "\n"), found);
}

/* Of this machine, or of that in the file; NULL if the file does not say. */
static char *machine_fact(const char *name, char *(*read)(void))
{
	char *text;

	if (snapshot_is_loaded())
		return copy_text(snapshot_get(SNAPSHOT_FILE, name));

	text = read();
	if (snapshot_is_recording())
		snapshot_add(SNAPSHOT_FILE, name, text);
	return text;
}

/* The boot option that turns it off, to be freed; NULL if there is none. */
static char *option_against(void)
{
	static const char * const against[] = {
		"intel_iommu=off", "amd_iommu=off", "iommu=off",
	};
	char *options __free_string = machine_fact(BOOT_OPTIONS, log_boot_options);
	char *option, *rest = options;
	size_t i;

	while (rest && (option = strsep(&rest, " ")))
		for (i = 0; i < ARRAY_SIZE(against); i++)
			if (!strcmp(option, against[i]))
				return xstrdup(option);
	return NULL;
}

static const struct maker *find_maker(void)
{
	char *vendor __free_string = machine_fact(CPU_VENDOR, read_cpu_vendor);
	size_t i;

	for (i = 0; vendor && i < ARRAY_SIZE(makers); i++)
		if (!strcmp(vendor, makers[i].vendor))
			return &makers[i];
	return NULL;
}

static const char *advice_on_maker(bool *handed_over)
{
	struct strings tables __free_strings = sysfs_names(TABLES);
	const struct maker *maker = find_maker();

	*handed_over = maker && strings_have(&tables, maker->table);
	if (!maker)
		return "The machine's firmware must describe its IOMMU to the kernel; the vendor of the machine can help.";
	return *handed_over ? maker->by_kernel : maker->in_setup;
}

static void say_off(struct obstacles *to)
{
	char *option __free_string = option_against();
	const char *advice;
	bool handed_over;

	advice = advice_on_maker(&handed_over);
	if (option)
		obstacles_add(to, "iommu", "warning",
			      xasprintf("the IOMMU is off, by the boot option %s: VFs work, but no virtual machine can have one",
					option),
			      xasprintf("Boot without %s", option));
	else
		obstacles_add(to, "iommu", "warning",
			      xasprintf("the IOMMU is off (%s): VFs work, but no virtual machine can have one",
					handed_over ?
					"the firmware has it, the kernel does not use it" :
					"the firmware shows none"),
			      xstrdup(advice));
}

/* A kernel without IOMMUs has no such class. */
void iommu_check(struct obstacles *to, struct pf *pf)
{
	struct strings iommus __free_strings = {};

	if (pf_device_link(pf, "iommu_group") || snapshot_is_dump(pf->address) ||
	    !sysfs_is_directory(IOMMUS))
		return;

	iommus = sysfs_names(IOMMUS);
	if (!iommus.count)
		say_off(to);
	else
		obstacles_add(to, "iommu", "warning",
			      xstrdup("an IOMMU is on, but the PF has no IOMMU group: no virtual machine can have a VF"),
			      xstrdup("The kernel says which devices it covers: dmesg | grep -i -e iommu -e dmar"));
}

void iommu_record(void)
{
	struct strings iommus __free_strings = {};
	struct strings tables __free_strings = {};
	char *option __free_string = NULL;

	if (!sysfs_is_directory(IOMMUS))
		return;

	iommus = sysfs_names(IOMMUS);
	tables = sysfs_names(TABLES);
	option = option_against();
	find_maker();
}
