// SPDX-License-Identifier: GPL-2.0
/* A configuration space in memory. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "image.h"

/* Every access must be as struct ecap_cfg_ops promises. */
static void check_access(const char *verb, u32 where, u8 width, u32 size)
{
	if ((width == 1 || width == 2 || width == 4) && where % width == 0 &&
	    size <= IMAGE_SIZE && where + width <= size)
		return;

	fprintf(stderr, "image: %s of %u bytes at 0x%x in %u bytes\n", verb,
		width, where, size);
	abort();
}

/* Returns the value that the access must return. */
static int account(struct image *image, u16 where, u8 width)
{
	unsigned int nth = image->count + image->write_count;

	image->where = where;
	image->width = width;
	return image->fail_at && nth >= image->fail_at &&
	       nth < image->fail_end ? image->error : 0;
}

static int image_read(const struct ecap_cfg *cfg, u16 where, u8 width,
		      u32 *value)
{
	struct image *image = cfg->priv;
	int i, err;

	check_access("read", where, width, cfg->size);
	image->count++;
	image->reads[where / 4]++;
	err = account(image, where, width);
	if (err)
		return err;

	*value = 0;
	for (i = width - 1; i >= 0; i--)
		*value = *value << 8 | image->bytes[where + i];
	return 0;
}

static int image_write(const struct ecap_cfg *cfg, u16 where, u8 width,
		       u32 value)
{
	struct image *image = cfg->priv;
	int i, err;

	check_access("write", where, width, cfg->size);
	image->write_count++;
	image->writes[where / 4]++;
	err = account(image, where, width);
	if (err)
		return err;

	for (i = 0; i < width; i++) {
		u8 fixed = image->fixed[where + i];

		image->bytes[where + i] = (image->bytes[where + i] & fixed) |
					  (value >> 8 * i & ~fixed);
	}
	return 0;
}

static const struct ecap_cfg_ops image_ops = {
	.read = image_read,
	.write = image_write,
};

/* In pieces, so that each dword is counted and may fail. */
static int image_read_dwords(const struct ecap_cfg *cfg, u16 where,
			     unsigned int count, u32 *values)
{
	struct image *image = cfg->priv;
	unsigned int i;
	int err = 0;

	image->bulk_count++;
	for (i = 0; i < count && !err; i++)
		err = image_read(cfg, where + 4 * i, 4, &values[i]);
	return err;
}

static const struct ecap_cfg_ops bulk_ops = {
	.read = image_read,
	.write = image_write,
	.read_dwords = image_read_dwords,
};

static const struct ecap_cfg_ops read_only_ops = {
	.read = image_read,
};

void image_init(struct image *image)
{
	memset(image, 0, sizeof(*image));
	image->cfg.ops = &image_ops;
	image->cfg.size = IMAGE_SIZE;
	image->cfg.priv = image;
}

void image_load(struct image *image, const u8 *bytes, size_t size)
{
	if (size > IMAGE_SIZE) {
		fprintf(stderr, "image: load of %zu bytes\n", size);
		abort();
	}
	image_init(image);
	if (size)
		memcpy(image->bytes, bytes, size);
}

void image_read_only(struct image *image)
{
	image->cfg.ops = &read_only_ops;
}

void image_in_bulk(struct image *image)
{
	image->cfg.ops = &bulk_ops;
}

void image_takes(struct image *image, u16 where, u32 mask)
{
	unsigned int i;

	check_access("mask", where, 4, IMAGE_SIZE);
	for (i = 0; i < 4; i++)
		image->fixed[where + i] = ~mask >> 8 * i;
}

void image_recount(struct image *image)
{
	memset(image->reads, 0, sizeof(image->reads));
	memset(image->writes, 0, sizeof(image->writes));
	image->count = 0;
	image->write_count = 0;
	image->fail_at = 0;
}

void image_fail(struct image *image, unsigned int nth, int error)
{
	image->fail_at = image->count + image->write_count + nth;
	image->fail_end = UINT_MAX;
	image->error = error;
}

void image_fail_once(struct image *image, unsigned int nth, int error)
{
	image_fail(image, nth, error);
	image->fail_end = image->fail_at + 1;
}

void image_gone(struct image *image)
{
	image_fail(image, 1, -ENODEV);
}

u16 get16(const struct image *image, u16 where)
{
	check_access("get", where, 2, IMAGE_SIZE);
	return image->bytes[where] | image->bytes[where + 1] << 8;
}

u32 get32(const struct image *image, u16 where)
{
	return get16(image, where) | (u32)get16(image, where + 2) << 16;
}

void put16(struct image *image, u16 where, u16 value)
{
	check_access("put", where, 2, IMAGE_SIZE);
	image->bytes[where] = value;
	image->bytes[where + 1] = value >> 8;
}

void put32(struct image *image, u16 where, u32 value)
{
	put16(image, where, value);
	put16(image, where + 2, value >> 16);
}

void put_ecap(struct image *image, u16 where, u16 id, u8 version, u16 next)
{
	put32(image, where, id | (u32)version << 16 | (u32)next << 20);
}

/* The 64-bit VF BARs are above 4 GiB, so both halves matter. */
void put_sriov(struct image *image, u16 where)
{
	put16(image, where + PCI_SRIOV_INITIAL_VF, 8);
	put16(image, where + PCI_SRIOV_TOTAL_VF, 8);
	put16(image, where + PCI_SRIOV_VF_OFFSET, 128);
	put16(image, where + PCI_SRIOV_VF_STRIDE, 2);
	put16(image, where + PCI_SRIOV_VF_DID, 0x10ca);
	put32(image, where + PCI_SRIOV_SUP_PGSIZE, 0x553);
	put32(image, where + PCI_SRIOV_SYS_PGSIZE, 0x1);
	put32(image, where + PCI_SRIOV_BAR, 0xfe00000c);
	put32(image, where + PCI_SRIOV_BAR + 4, 0x1);
	put32(image, where + PCI_SRIOV_BAR + 12, 0xfe02000c);
	put32(image, where + PCI_SRIOV_BAR + 16, 0x2);
}

void put_igb(struct image *image)
{
	put_ecap(image, IGB_AER, PCI_EXT_CAP_ID_ERR, 2, IGB_SERIAL);
	put_ecap(image, IGB_SERIAL, PCI_EXT_CAP_ID_DSN, 1, IGB_ARI);
	put_ecap(image, IGB_ARI, PCI_EXT_CAP_ID_ARI, 1, IGB_SRIOV);
	put_ecap(image, IGB_SRIOV, PCI_EXT_CAP_ID_SRIOV, 1, 0);
	put_sriov(image, IGB_SRIOV);
}

struct ecap image_init_igb(struct image *image)
{
	image_init(image);
	put_igb(image);
	return (struct ecap){
		.cfg = &image->cfg,
		.header = get32(image, IGB_SRIOV),
		.offset = IGB_SRIOV,
		.size = PCI_EXT_CAP_SRIOV_SIZEOF,
		.id = PCI_EXT_CAP_ID_SRIOV,
		.version = 1,
	};
}
