// SPDX-License-Identifier: GPL-2.0
/* A configuration space in memory. */
#include "image.h"
#include "unit.h"

static int image_read(const struct cfg_space *cfg, u16 where, u8 width,
		      u32 *value)
{
	struct image *image = cfg->priv;
	u32 result = 0;
	int i;

	assert_true(width == 1 || width == 2 || width == 4);
	assert_int_equal(where % width, 0);
	assert_true(where + width <= cfg->size);

	image->count++;
	image->reads[where / 4]++;
	image->where = where;
	image->width = width;
	if (image->fail_at && image->count >= image->fail_at)
		return image->error;

	for (i = width - 1; i >= 0; i--)
		result = result << 8 | image->bytes[where + i];
	*value = result;
	return 0;
}

static const struct cfg_space_ops image_ops = {
	.read = image_read,
};

void image_init(struct image *image)
{
	*image = (struct image){
		.cfg = {
			.ops = &image_ops,
			.size = IMAGE_SIZE,
			.priv = image,
		},
	};
}

void image_fail(struct image *image, unsigned int nth, int error)
{
	image->fail_at = image->count + nth;
	image->error = error;
}

void image_gone(struct image *image)
{
	image_fail(image, 1, -ENODEV);
}

void put16(struct image *image, u16 where, u16 value)
{
	assert_true(where <= IMAGE_SIZE - 2);
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

/* Both halves of the 64-bit VF BARs count: they lie above 4 GiB. */
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
