/* SPDX-License-Identifier: GPL-2.0 */
/* The configuration space of a function, as the pure files reach it. */
#ifndef SRIOVCTL_CONFIG_H
#define SRIOVCTL_CONFIG_H

#include <sriov_pf/cfg.h>
#include <sriov_pf/ecap.h>

#include "util.h"

/**
 * struct config - the configuration space of one function
 * @cfg: the way in for the pure files
 * @fd: the file of sysfs; -1 if a text file stands in its place
 * @bytes: what that holds
 */
struct config {
	struct ecap_cfg cfg;
	int fd;
	const unsigned char *bytes;
};

/**
 * config_open() - reach the configuration space of a function
 * @config: filled; it must stay where it is until config_close()
 * @address: the function
 *
 * Return: whether more than the first 64 bytes can be read, which is all that the
 * kernel gives to an ordinary user.
 */
bool config_open(struct config *config, const char *address);

void config_close(struct config *config);

/* The extended capabilities, to be freed; none if they cannot be read. */
struct ecap_list *config_walk(const struct ecap_cfg *cfg);

/* The Device/Port Type of a PCI Express function (7.5.3.2); -1 if it is no such. */
int config_pcie_type(const struct ecap_cfg *cfg);

/* The vectors of its MSI-X capability (7.7.2); 0 if it has none. */
int config_msix_vectors(const struct ecap_cfg *cfg);

#endif
