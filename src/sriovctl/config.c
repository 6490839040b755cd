// SPDX-License-Identifier: GPL-2.0
/* The configuration space of a function, from sysfs. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <linux/bitfield.h>
#include <linux/kernel.h>
#include <linux/pci_regs.h>

#include "config.h"
#include "snapshot.h"
#include "sysfs.h"

/* What an ordinary user can read ends here. */
#define FOR_EVERYBODY	64

/* As many capabilities of four bytes fit after the header. */
#define MAX_CAPABILITIES	48

static bool read_bytes(const struct ecap_cfg *cfg, u16 where, u8 width,
		       u32 *value)
{
	const struct config *config = cfg->priv;
	u8 bytes[4] = {};

	if (config->bytes)
		memcpy(bytes, config->bytes + where, width);
	else if (pread(config->fd, bytes, width, where) != width)
		return false;

	*value = bytes[0] | bytes[1] << 8 | bytes[2] << 16 | (u32)bytes[3] << 24;
	return true;
}

/* A device that is gone reads as all ones, too. */
static bool is_gone(const struct ecap_cfg *cfg)
{
	u32 id;

	return !read_bytes(cfg, PCI_VENDOR_ID, 4, &id) || id == U32_MAX;
}

static int config_read(const struct ecap_cfg *cfg, u16 where, u8 width,
		       u32 *value)
{
	u32 all_ones = U32_MAX >> 8 * (4 - width);
	u32 read;

	if (!read_bytes(cfg, where, width, &read) ||
	    (read == all_ones && is_gone(cfg)))
		return -ENODEV;

	*value = read;
	return 0;
}

static const struct ecap_cfg_ops config_ops = {
	.read = config_read,
};

static bool open_snapshot(struct config *config, const char *address)
{
	size_t size = 0;

	config->bytes = snapshot_config(address, &size);
	/* No access ends past the last whole dword. */
	config->cfg.size = size & ~3;
	return size > FOR_EVERYBODY;
}

static void record(const struct config *config, const char *address)
{
	unsigned char bytes[PCI_CFG_SPACE_EXP_SIZE];
	ssize_t size = pread(config->fd, bytes, sizeof(bytes), 0);

	if (size > 0)
		snapshot_add_config(address, bytes, size);
}

bool config_open(struct config *config, const char *address)
{
	struct stat stat;
	char byte;

	*config = (struct config){
		.cfg = { .ops = &config_ops, .priv = config },
		.fd = -1,
	};
	if (snapshot_is_loaded())
		return open_snapshot(config, address);

	config->fd = sysfs_open(DEVICES "/%s/config", address);
	if (config->fd < 0 || fstat(config->fd, &stat))
		return false;

	if (snapshot_is_recording())
		record(config, address);
	config->cfg.size = min_t(off_t, stat.st_size, PCI_CFG_SPACE_EXP_SIZE);
	return pread(config->fd, &byte, 1, FOR_EVERYBODY) == 1;
}

void config_close(struct config *config)
{
	if (config->fd >= 0)
		close(config->fd);
	config->fd = -1;
}

static u32 read_or_zero(const struct ecap_cfg *cfg, u32 where, u8 width)
{
	u32 value;

	return ecap_cfg_read(cfg, where, width, &value) ? 0 : value;
}

/* Where a capability is; 0 if there is none. */
static u32 find_capability(const struct ecap_cfg *cfg, u8 id)
{
	u32 where, header, left = MAX_CAPABILITIES;

	if (!(read_or_zero(cfg, PCI_STATUS, 2) & PCI_STATUS_CAP_LIST))
		return 0;

	where = read_or_zero(cfg, PCI_CAPABILITY_LIST, 1) & ~3;
	while (where >= PCI_STD_HEADER_SIZEOF && left--) {
		header = read_or_zero(cfg, where, 2);
		if ((header & 0xff) == id)
			return where;
		where = header >> 8 & 0xfc;
	}
	return 0;
}

int config_pcie_type(const struct ecap_cfg *cfg)
{
	u32 where = find_capability(cfg, PCI_CAP_ID_EXP);

	return where ? (int)FIELD_GET(PCI_EXP_FLAGS_TYPE,
				      read_or_zero(cfg, where + PCI_EXP_FLAGS, 2)) :
		       -1;
}

int config_msix_vectors(const struct ecap_cfg *cfg)
{
	u32 where = find_capability(cfg, PCI_CAP_ID_MSIX);

	return where ? (int)FIELD_GET(PCI_MSIX_FLAGS_QSIZE,
				      read_or_zero(cfg, where + PCI_MSIX_FLAGS, 2)) + 1 :
		       0;
}

struct ecap_list *config_walk(const struct ecap_cfg *cfg)
{
	struct ecap_list *list = xzalloc(ECAP_LIST_SIZE);

	if (ecap_walk(list, cfg))
		list->count = 0;
	return list;
}
