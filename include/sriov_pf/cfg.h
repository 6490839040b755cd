/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An opaque accessor to one function's configuration space.
 *
 * Everything above it (the walk, decoding, the checks) reaches a device through
 * this and nothing else, and so runs unchanged over hardware in the kernel and
 * over a 4 KiB image in a test program.
 */
#ifndef SRIOV_PF_CFG_H
#define SRIOV_PF_CFG_H

#include <linux/errno.h>
#include <linux/types.h>

struct cfg_space;

/**
 * struct cfg_space_ops - how a configuration space is reached
 * @read: read @width bytes (1, 2 or 4) at @where, which is aligned to @width
 *	and lies within the space, into the low bytes of @value; 0, or a
 *	negative errno (ENODEV for a device that is gone) with @value untouched
 * @write: likewise, write the low @width bytes of @value; may be missing
 */
struct cfg_space_ops {
	int (*read)(const struct cfg_space *cfg, u16 where, u8 width,
		    u32 *value);
	int (*write)(const struct cfg_space *cfg, u16 where, u8 width,
		     u32 value);
};

/**
 * struct cfg_space - the configuration space of one function
 * @ops: how it is reached
 * @size: bytes that it has: 256, or 4096 where extended configuration space
 *	can be reached (PCIe 6.x section 7.2)
 * @priv: for @ops
 */
struct cfg_space {
	const struct cfg_space_ops *ops;
	u16 size;
	void *priv;
};

/**
 * cfg_read() - bounds-checked read of configuration space
 * @cfg: the configuration space
 * @where: byte offset
 * @width: 1, 2 or 4 bytes
 * @value: what was read, zero-extended
 *
 * Return: 0; -EINVAL if the access is misaligned or ends past the space, in
 * which case the device is not asked; otherwise what @cfg's ops return.
 */
static inline int cfg_read(const struct cfg_space *cfg, u32 where, u8 width,
			   u32 *value)
{
	if (where % width || where >= cfg->size)
		return -EINVAL;

	return cfg->ops->read(cfg, where, width, value);
}

/**
 * cfg_write() - bounds-checked write of configuration space
 * @cfg: the configuration space
 * @where: byte offset
 * @width: 1, 2 or 4 bytes
 * @value: what to write; bits above @width are ignored
 *
 * Return: 0; -EINVAL if the access is misaligned or ends past the space, in
 * which case the device is not touched; -EOPNOTSUPP if the space can only be
 * read; otherwise what @cfg's ops return.
 */
static inline int cfg_write(const struct cfg_space *cfg, u32 where, u8 width,
			    u32 value)
{
	if (where % width || where >= cfg->size)
		return -EINVAL;
	if (!cfg->ops->write)
		return -EOPNOTSUPP;

	return cfg->ops->write(cfg, where, width, value);
}

#ifdef __KERNEL__
struct pci_dev;

/**
 * cfg_space_init_pci() - the configuration space of a PCI device
 * @cfg: set up to reach @pdev, for as long as the caller holds @pdev
 * @pdev: the device
 *
 * A device whose configuration space sleeps out of reach (D3cold) is woken for
 * each access, so the caller must be able to sleep. All ones from a device that
 * is gone is -ENODEV, never a value.
 */
void cfg_space_init_pci(struct cfg_space *cfg, struct pci_dev *pdev);
#endif

#endif
