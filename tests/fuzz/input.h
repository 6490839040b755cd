/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The input of the capability target: eight bytes of choices, then the
 * function's configuration space from 0x100 on. Zeros at the end may be left
 * out. (Nothing below 0x100 may ever be read.)
 */
#ifndef TESTS_INPUT_H
#define TESTS_INPUT_H

#include <linux/types.h>

#include "image.h"

#define INPUT_CHOICES	8
#define INPUT_MAX	(INPUT_CHOICES + IMAGE_SIZE - PCI_CFG_SPACE_SIZE)

/**
 * struct input - one input, unpacked
 * @image: the function
 * @conventional: whether only 256 bytes of configuration space can be reached
 * @accepted: for struct sriov_context
 * @sized: for sriov_decode()
 * @routing_id: for struct sriov_context
 * @fail_at: the first read to fail, from 1 on; 0 for none
 * @where: offset in a capability, for accesses that no struct describes
 */
struct input {
	struct image image;
	bool conventional;
	bool accepted;
	u8 sized;
	u16 routing_id;
	u16 fail_at;
	u16 where;
};

/* Bytes past INPUT_MAX are ignored. */
void input_load(struct input *input, const u8 *data, size_t size);

/* Returns the number of bytes written to @data, which holds INPUT_MAX. */
size_t input_store(const struct input *input, u8 *data);

#endif
