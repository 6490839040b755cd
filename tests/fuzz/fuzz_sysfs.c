// SPDX-License-Identifier: GPL-2.0
/*
 * Fuzz target: a tree of sysfs, which is described as a capture is. The commands that
 * only read run on it, with the files of the module and without them.
 */
#include <stdlib.h>
#include <unistd.h>

#include "../../src/sriovctl/sysfs.h"

#include "fuzzer.h"
#include "require.h"
#include "snapshot.h"
#include "sriovctl.h"

/* As many functions are shown. */
#define MAX_SHOWN	2

static void look_at(const char *address)
{
	sriovctl_run(cmd_show, 0, address, NULL);
	sriovctl_run(cmd_show, OPTION_JSON, address, NULL);
	sriovctl_run(cmd_explain, 0, address, "4");
	sriovctl_run(cmd_explain, OPTION_JSON, address, NULL);
	sriovctl_run(cmd_vfs, 0, address, NULL);
	sriovctl_run(cmd_vfs, OPTION_JSON, address, "4");
}

static void look(const struct strings *devices)
{
	size_t i;

	sriovctl_run(cmd_list, 0, NULL, NULL);
	sriovctl_run(cmd_list, OPTION_JSON, NULL, NULL);
	sriovctl_run(cmd_tree, 0, NULL, NULL);
	sriovctl_run(cmd_tree, OPTION_JSON, NULL, NULL);
	sriovctl_run(cmd_metrics, 0, NULL, NULL);
	sriovctl_run(cmd_complete, 0, "set", "");
	for (i = 0; i < devices->count && i < MAX_SHOWN; i++)
		look_at(devices->item[i]);
}

/* libFuzzer ends without atexit(), so each child has a directory of its own. */
static void try(const u8 *data, size_t size)
{
	char directory[] = "/dev/shm/fuzz_sysfs.XXXXXX";
	struct strings devices;

	require(mkdtemp(directory));
	setenv("SRIOVCTL_SYSFS", directory, 1);
	setenv("SRIOVCTL_RULES", "/nonexistent", 1);
	snapshot_parse(data, size);
	snapshot_make_tree(directory);
	snapshot_forget();
	sysfs_init();
	devices = sysfs_names(CLASS);
	if (!devices.count)
		devices = sysfs_names(DEVICES);

	look(&devices);
	pf_use_config();
	look(&devices);
	sriovctl_run(cmd_capture, 0, NULL, NULL);
	snapshot_empty_tree(directory);
	rmdir(directory);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	sriovctl_in_child(try, data, size);
	return 0;
}
