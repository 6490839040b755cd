// SPDX-License-Identifier: GPL-2.0
/*
 * decode < DUMP - print how our decoder reads each function of an lspci dump
 *
 * The output has the form that lspci.awk makes of lspci's output:
 *	function 0000:01:00.0
 *	ecap 0x160 0x0010 1			offset, id, version
 *	total_vfs 8				a file of ours, and its value
 * and what lspci does not print:
 *	chain loops				so does the chain
 *	chain low				it leads below 0x100
 *	refused vf_bar5				no memory BAR
 *	cut SIZE				bytes of a capability under 64
 *	ends					not all 64 fit configuration space
 */
#include <stdio.h>
#include <stdlib.h>

#include <sriov_pf/ea.h>
#include <sriov_pf/sriov.h>

#include "dump.h"
#include "image.h"

static void say(const char *file, u64 value)
{
	printf("%s %llu\n", file, (unsigned long long)value);
}

static void say_hex(const char *file, int digits, u64 value)
{
	printf("%s 0x%0*llx\n", file, digits, (unsigned long long)value);
}

static void print_registers(const struct sriov_info *info)
{
	say_hex("capability_offset", 3, info->offset);
	say("capability_version", info->version);
	say("capabilities/vf_migration_capable",
	    info->capabilities.vf_migration_capable);
	say("capabilities/vf_10bit_tag_requester_supported",
	    info->capabilities.vf_10bit_tag_requester_supported);
	say("capabilities/vf_migration_interrupt_message_number",
	    info->capabilities.vf_migration_interrupt_message_number);
	say("control/vf_enable", info->control.vf_enable);
	say("control/vf_migration_enable", info->control.vf_migration_enable);
	say("control/vf_migration_interrupt_enable",
	    info->control.vf_migration_interrupt_enable);
	say("control/vf_mse", info->control.vf_mse);
	say("control/ari_capable_hierarchy",
	    info->control.ari_capable_hierarchy);
	say("control/vf_10bit_tag_requester_enable",
	    info->control.vf_10bit_tag_requester_enable);
	say("status/vf_migration_status", info->status.vf_migration_status);
	say("initial_vfs", info->initial_vfs);
	say("total_vfs", info->total_vfs);
	say("num_vfs", info->num_vfs);
	say_hex("function_dependency_link", 2, info->function_dependency_link);
	say("vf_offset", info->vf_offset);
	say("vf_stride", info->vf_stride);
	say_hex("vf_device_id", 4, info->vf_device_id);
	say_hex("supported_page_sizes", 8, info->supported_page_sizes);
	say_hex("system_page_size", 8, info->system_page_size);
	say("vf_migration_state_array/bir", info->vf_migration_state_array.bir);
	say_hex("vf_migration_state_array/offset", 8,
		info->vf_migration_state_array.offset);
}

static void print_vf_bar(const struct sriov_vf_bar *bar)
{
	if (bar->fault) {
		printf("refused vf_bar%u\n", bar->slot);
		return;
	}
	printf("vf_bar%u/address 0x%0*llx\n", bar->slot, bar->width / 4,
	       (unsigned long long)bar->address);
	printf("vf_bar%u/width %u\n", bar->slot, bar->width);
	printf("vf_bar%u/prefetchable %d\n", bar->slot, bar->prefetchable);
}

static void print_sriov(const struct ecap_list *list)
{
	struct sriov_ea_vf_bar fixed[PCI_SRIOV_NUM_BARS];
	struct sriov_info info;
	struct ecap cap;
	unsigned int slot;

	if (ecap_find(list, PCI_EXT_CAP_ID_SRIOV, &cap) ||
	    sriov_decode(&cap, 0, &info))
		return;
	if (!sriov_ea_read_vf_bars(list->cfg, fixed))
		sriov_ea_place_vf_bars(fixed, &info);

	print_registers(&info);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		if (info.vf_bar[slot].width)
			print_vf_bar(&info.vf_bar[slot]);
	if (info.size < sizeof(struct sriov_regs))
		say("cut", info.size);
	if (info.offset + sizeof(struct sriov_regs) > DUMP_SIZE)
		puts("ends");
}

static void print_function(const struct dump *dump, struct ecap_list *list)
{
	struct image image;
	struct ecap cap;

	image_init(&image);
	image_load(&image, dump->bytes, sizeof(dump->bytes));
	image.cfg.size = dump_is_pcie(dump) ? dump->size : 0;

	printf("function %s\n", dump->name);
	if (ecap_walk(list, &image.cfg))
		return;
	if (list->faults & ECAP_CHAIN_LOOPS)
		puts("chain loops");
	if (list->faults & ECAP_CHAIN_LOW)
		puts("chain low");
	ecap_for_each(list, cap)
		printf("ecap 0x%03x 0x%04x %u\n", cap.offset, cap.id,
		       cap.version);
	print_sriov(list);
}

int main(void)
{
	struct ecap_list *list = malloc(ECAP_LIST_SIZE);
	struct dump dump;

	while (list && dump_read(stdin, &dump))
		print_function(&dump, list);
	free(list);
	return !list;
}
