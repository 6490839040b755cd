// SPDX-License-Identifier: GPL-2.0
/* sriovctl apply: what "persist" keeps for the next boot, now. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "kept.h"
#include "sysfs.h"
#include "targets.h"

#define DEFAULT_WAIT	10

static int apply(const char *address)
{
	struct pf *pf __free_pf = pf_open(address);
	struct kept kept __free_kept = {};

	sysfs_need_write("apply", CLASS "/%s/num_vfs", address);
	if (!kept_read(address, &kept) || !kept.vfs)
		complain("no VFs are kept for %s; see 'sriovctl help persist'",
			 address);
	else if (!kept_is_for(&kept, pf))
		complain("%s: the kept number is for another device %s (%s)", address,
			 kept_where(&kept), kept.device ?: "");
	else
		return set_vfs(pf, kept.vfs, kept.vf_driver);
	return STATUS_FAILURE;
}

/* Whether the PF is still as a failure has left it. */
static bool has_failed(const char *address)
{
	struct pf *pf __free_pf = pf_open(address);
	const char *error = pf_value(pf, "last_error");

	return error && strcmp(error, "none") && !pf_number(pf, "num_vfs", 0);
}

static int retry(const char *address, uint16_t tries, uint16_t seconds)
{
	uint16_t i;

	for (i = 1; i <= tries; i++) {
		sleep(seconds);
		if (!sysfs_is_directory(CLASS "/%s", address))
			die(STATUS_NO_PF, "%s is gone", address);
		if (!has_failed(address)) {
			printf("%s has no failed change any more; nothing was done\n",
			       address);
			return STATUS_OK;
		}
		complain("note: %s: try %u of %u", address, i, tries);
		if (apply(address) == STATUS_OK)
			return STATUS_OK;
	}
	complain("%s: all %u tries failed; see 'sriovctl explain %s'", address,
		 tries, address);
	return STATUS_FAILURE;
}

static uint16_t parse_count(const char *option, const char *text)
{
	uint64_t value;

	if (!parse_number(text, 10, &value) || value > UINT16_MAX)
		misuse("'%s' is not a number for '%s'", text, option);
	return value;
}

/* Of all PFs only those that something is kept for. */
static bool is_meant(const struct args *args, const char *address)
{
	struct kept kept __free_kept = {};

	return !(args->options & OPTION_ALL) ||
	       (kept_read(address, &kept) && kept.vfs);
}

int cmd_apply(const struct args *args)
{
	uint16_t tries = args->retry ? parse_count("--retry", args->retry) : 0;
	uint16_t seconds = args->wait ? parse_count("--wait", args->wait) :
					DEFAULT_WAIT;
	struct strings targets __free_strings = {};
	int status = STATUS_OK;
	size_t i;

	if (args->retry && !tries)
		misuse("'--retry' wants at least 1");
	need_module();
	targets = targets_find(args, 0);
	for (i = 0; i < targets.count; i++) {
		if (!is_meant(args, targets.item[i]))
			continue;
		status = (tries ? retry(targets.item[i], tries, seconds) :
				  apply(targets.item[i])) ?: status;
	}
	return status;
}
