// SPDX-License-Identifier: GPL-2.0
/* Fuzz target: a file for --from, a dump or a capture. */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzzer.h"
#include "require.h"
#include "snapshot.h"
#include "sriovctl.h"

/* As many functions are shown. */
#define MAX_SHOWN	2

static int input_fd;
static char input_path[64];

static int load(const struct args *args)
{
	snapshot_load(args->words[0]);
	return STATUS_OK;
}

static char *no_title(const char *address)
{
	return xstrdup("title");
}

/* "sriovctl capture" with what was read */
static int write_again(const struct args *args)
{
	snapshot_drop_serial_numbers();
	snapshot_write(stdout, no_title);
	return STATUS_OK;
}

static void show(const char *address)
{
	sriovctl_run(cmd_show, 0, address, NULL);
	sriovctl_run(cmd_show, OPTION_JSON, address, NULL);
	sriovctl_run(cmd_explain, 0, address, "4");
	sriovctl_run(cmd_explain, OPTION_JSON, address, NULL);
}

static void try(const u8 *data, size_t size)
{
	struct strings devices;
	size_t i;

	if (sriovctl_run(load, 0, input_path, NULL) != STATUS_OK)
		return;
	sriovctl_run(cmd_list, 0, NULL, NULL);
	sriovctl_run(cmd_list, OPTION_JSON, NULL, NULL);
	devices = snapshot_devices();
	for (i = 0; i < devices.count && i < MAX_SHOWN; i++)
		show(devices.item[i]);
	sriovctl_run(write_again, 0, NULL, NULL);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	input_fd = memfd_create("input", 0);
	require(input_fd >= 0);
	snprintf(input_path, sizeof(input_path), "/proc/self/fd/%d", input_fd);
	pf_use_config();
	return 0;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	require(!ftruncate(input_fd, 0));
	require(pwrite(input_fd, data, size, 0) == (ssize_t)size);
	sriovctl_in_child(try, data, size);
	return 0;
}
