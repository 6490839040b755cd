// SPDX-License-Identifier: GPL-2.0
/* Interrupt vectors that were too few (ENOSPC). */
#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "snapshot.h"
#include "vectors.h"
#include "vf.h"

/* How the log has ENOSPC */
#define NO_SPACE	"error -28"

/* What the PF's driver gives out */
static char *advice_on_pf(struct pf *pf)
{
	const char *total = pf_device(pf, "sriov_vf_total_msix");

	if (total)
		return xasprintf("All VFs share %s MSI-X vectors (sriov_vf_total_msix). Enable fewer VFs, or give each fewer: write to the VFs' sriov_vf_msix_count",
				 total);
	return xstrdup("The driver ran out of what it shares among VFs, mostly MSI-X vectors or queues. Enable fewer VFs, or let the PF use fewer queues (ethtool -L)");
}

static void check_pf(struct obstacles *to, struct pf *pf)
{
	const char *error = pf_value(pf, "last_error");

	if (error && !strncmp(error, "ENOSPC", strlen("ENOSPC")))
		obstacles_add(to, "last_error", "warning", xstrdup(error),
			      advice_on_pf(pf));
}

/* The last message that has the address; NULL if none has. */
static const char *find_message(const struct strings *messages, const char *address)
{
	size_t i;

	for (i = messages->count; i > 0; i--)
		if (strstr(messages->item[i - 1], address))
			return messages->item[i - 1];
	return NULL;
}

/* A VF that has a driver by now has got its vectors. */
static void check_vfs(struct obstacles *to, struct pf *pf)
{
	struct strings messages __free_strings = log_find(NO_SPACE, "probe");
	const char *message, *first = NULL;
	unsigned int index, count = 0;
	struct vf vf;

	for (index = 0; messages.count && vf_read(pf->address, index, &vf); index++) {
		message = vf.driver ? NULL : find_message(&messages, vf.address);
		count += !!message;
		first = first ?: message;
		vf_free(&vf);
	}
	if (count)
		obstacles_add(to, "vectors", "warning",
			      xasprintf("%u VF%s no driver, because it found too few interrupt vectors: %s",
					count, count == 1 ? " has" : "s have", first),
			      xstrdup("Use fewer queues for each VF, or fewer VFs; a CPU of x86 has about 200 vectors, so more CPUs have more"));
}

void vectors_check(struct obstacles *to, struct pf *pf)
{
	check_pf(to, pf);
	if (!snapshot_is_loaded())
		check_vfs(to, pf);
}
