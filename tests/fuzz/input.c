// SPDX-License-Identifier: GPL-2.0
/* Packing and unpacking inputs of the capability target. */
#include <string.h>

#include "input.h"

#define CONVENTIONAL	BIT(0)
#define ACCEPTED	BIT(1)

static u16 word(const u8 *at)
{
	return at[0] | at[1] << 8;
}

static void put_word(u8 *at, u16 value)
{
	at[0] = value;
	at[1] = value >> 8;
}

void input_load(struct input *input, const u8 *data, size_t size)
{
	u8 choices[INPUT_CHOICES] = { 0 };
	size_t rest = 0;

	if (size > INPUT_MAX)
		size = INPUT_MAX;
	if (size > INPUT_CHOICES)
		rest = size - INPUT_CHOICES;
	if (size)
		memcpy(choices, data, size - rest);

	image_init(&input->image);
	if (rest)
		memcpy(&input->image.bytes[PCI_CFG_SPACE_SIZE],
		       data + INPUT_CHOICES, rest);
	input->conventional = choices[0] & CONVENTIONAL;
	input->accepted = choices[0] & ACCEPTED;
	input->sized = choices[1];
	input->routing_id = word(&choices[2]);
	input->fail_at = word(&choices[4]);
	input->where = word(&choices[6]);
}

size_t input_store(const struct input *input, u8 *data)
{
	size_t end = IMAGE_SIZE;

	while (end > PCI_CFG_SPACE_SIZE && !input->image.bytes[end - 1])
		end--;
	end -= PCI_CFG_SPACE_SIZE;

	data[0] = (input->conventional ? CONVENTIONAL : 0) |
		  (input->accepted ? ACCEPTED : 0);
	data[1] = input->sized;
	put_word(&data[2], input->routing_id);
	put_word(&data[4], input->fail_at);
	put_word(&data[6], input->where);
	memcpy(&data[INPUT_CHOICES], &input->image.bytes[PCI_CFG_SPACE_SIZE],
	       end);
	return INPUT_CHOICES + end;
}
