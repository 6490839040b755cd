/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The configuration space of one function, as an interface.
 *
 * The walk, the decoding and the checks reach a device only through it. So they run
 * unchanged on hardware in the kernel, and on a 4 KiB image in a test program.
 */
#ifndef SRIOV_PF_CFG_H
#define SRIOV_PF_CFG_H

#include <linux/errno.h>
#include <linux/types.h>

struct ecap_cfg;

/**
 * struct ecap_cfg_ops - how a configuration space is reached
 * @read: read @width bytes (1, 2 or 4) at @where, which is aligned to @width
 *	and lies within the space, into the low bytes of @value; 0, or a
 *	negative errno (ENODEV for a device that is gone) with @value untouched
 * @write: likewise, write the low @width bytes of @value; may be missing
 * @read_dwords: read @count dwords from @where on, which is aligned to 4; all of
 *	them lie within the space. 0, or a negative errno, and then @values are not
 *	valid. May be missing: each dword is then read by @read
 */
struct ecap_cfg_ops {
	int (*read)(const struct ecap_cfg *cfg, u16 where, u8 width,
		    u32 *value);
	int (*write)(const struct ecap_cfg *cfg, u16 where, u8 width,
		     u32 value);
	int (*read_dwords)(const struct ecap_cfg *cfg, u16 where,
			   unsigned int count, u32 *values);
};

/**
 * struct ecap_cfg - the configuration space of one function
 * @ops: how it is reached
 * @size: bytes that it has: 256, or 4096 where extended configuration space
 *	can be reached (PCIe 6.x section 7.2)
 * @priv: for @ops
 */
struct ecap_cfg {
	const struct ecap_cfg_ops *ops;
	u16 size;
	void *priv;
};

/**
 * ecap_cfg_read() - bounds-checked read of configuration space
 * @cfg: the configuration space
 * @where: byte offset
 * @width: 1, 2 or 4 bytes
 * @value: what was read, zero-extended
 *
 * Return: 0; -EINVAL if the access is misaligned or ends past the space, in
 * which case the device is not asked; otherwise what @cfg's ops return.
 */
static inline int ecap_cfg_read(const struct ecap_cfg *cfg, u32 where, u8 width,
				u32 *value)
{
	if (where % width || where >= cfg->size)
		return -EINVAL;

	return cfg->ops->read(cfg, where, width, value);
}

/**
 * ecap_cfg_read_dwords() - bounds-checked read of several dwords
 * @cfg: the configuration space
 * @where: byte offset of the first
 * @count: how many
 * @values: filled
 *
 * Reads each dword once, in ascending order. A device that has to be woken is woken
 * once.
 *
 * Return: 0; -EINVAL if the dwords are misaligned or end past the space, in which
 * case the device is not asked; otherwise what @cfg's ops return, and then @values
 * are not valid.
 */
static inline int ecap_cfg_read_dwords(const struct ecap_cfg *cfg, u32 where,
				       unsigned int count, u32 *values)
{
	unsigned int i;
	int err = 0;

	if (where % 4 || where > cfg->size || count > (cfg->size - where) / 4)
		return -EINVAL;
	if (cfg->ops->read_dwords)
		return cfg->ops->read_dwords(cfg, where, count, values);

	for (i = 0; i < count && !err; i++)
		err = cfg->ops->read(cfg, where + 4 * i, 4, &values[i]);
	return err;
}

/**
 * ecap_cfg_write() - bounds-checked write of configuration space
 * @cfg: the configuration space
 * @where: byte offset
 * @width: 1, 2 or 4 bytes
 * @value: what to write; bits above @width are ignored
 *
 * Return: 0; -EINVAL if the access is misaligned or ends past the space, in
 * which case the device is not touched; -EOPNOTSUPP if the space can only be
 * read; otherwise what @cfg's ops return.
 */
static inline int ecap_cfg_write(const struct ecap_cfg *cfg, u32 where, u8 width,
				 u32 value)
{
	if (where % width || where >= cfg->size)
		return -EINVAL;
	if (!cfg->ops->write)
		return -EOPNOTSUPP;

	return cfg->ops->write(cfg, where, width, value);
}

#endif
