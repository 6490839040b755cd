// SPDX-License-Identifier: GPL-2.0
/*
 * A mutator that knows the form of a chain of extended capabilities. Random
 * changes of bytes seldom lead the walk anywhere, let alone to an SR-IOV
 * capability with room for all its registers.
 */
#include <linux/kernel.h>
#include <linux/pci_regs.h>

#include <sriov_pf/vf_rebar.h>

#include "fuzzer.h"
#include "input.h"

#define NEXT_SHIFT	20

static u64 state;

static u32 draw(u32 below)
{
	state = state * 6364136223846793005 + 1442695040888963407;
	return (state >> 33) % below;
}

static u32 draw32(void)
{
	return draw(0x10000) << 16 | draw(0x10000);
}

/* Mostly close together, so that capabilities cut each other short. */
static u16 draw_place(void)
{
	return PCI_CFG_SPACE_SIZE +
	       4 * draw(draw(4) ? 0x100 / 4 : ECAP_SLOTS);
}

/*
 * The starts of the capabilities, at most @max of them. This does not use the
 * walk under test, so that a bug in that walk does not affect the mutator.
 */
static unsigned int starts(const struct image *image, u16 *start,
			   unsigned int max)
{
	u16 where = PCI_CFG_SPACE_SIZE;
	unsigned int count = 0;

	while (where >= PCI_CFG_SPACE_SIZE && count < max) {
		start[count++] = where;
		where = get32(image, where) >> NEXT_SHIFT & 0xffc;
	}
	return count;
}

static u16 draw_start(const struct image *image)
{
	u16 start[16];

	return start[draw(starts(image, start, ARRAY_SIZE(start)))];
}

/* A start whose header has @id. If none has it, one start gets it. */
static u16 draw_start_of(struct image *image, u16 id)
{
	u16 start[64];
	unsigned int count = starts(image, start, ARRAY_SIZE(start));
	unsigned int i, first = draw(count);

	for (i = 0; i < count; i++) {
		u16 where = start[(first + i) % count];

		if (get16(image, where) == id)
			return where;
	}
	put16(image, start[first], id);
	return start[first];
}

static u16 draw_next(const struct image *image)
{
	switch (draw(5)) {
	case 0:
		return 0;
	case 1:
		return draw_start(image);
	case 2:
		return draw(0x1000);
	default:
		return draw_place();
	}
}

static u16 draw_id(void)
{
	switch (draw(4)) {
	case 0:
		return PCI_EXT_CAP_ID_SRIOV;
	case 1:
		return PCI_EXT_CAP_ID_VF_REBAR;
	case 2:
		return draw(0x40);
	default:
		return draw(0x10000);
	}
}

static void point(struct image *image, u16 where, u16 next)
{
	u32 header = get32(image, where) & (BIT(NEXT_SHIFT) - 1);

	put32(image, where, header | (u32)next << NEXT_SHIFT);
}

static void add_capability(struct input *input)
{
	u16 from = draw_start(&input->image);
	u16 next = get32(&input->image, from) >> NEXT_SHIFT;
	u16 where = draw_place();

	put_ecap(&input->image, where, draw_id(), draw(16), next);
	point(&input->image, from, where);
}

static void change_next(struct input *input)
{
	struct image *image = &input->image;

	point(image, draw_start(image), draw_next(image));
}

static void change_header(struct input *input)
{
	struct image *image = &input->image;

	put32(image, draw_start(image), draw(3) ? draw32() : -draw(2));
}

static void make_sriov(struct input *input)
{
	u16 where = draw_start_of(&input->image, PCI_EXT_CAP_ID_SRIOV);

	if (where <= IMAGE_SIZE - PCI_EXT_CAP_SRIOV_SIZEOF)
		put_sriov(&input->image, where);
}

/* Values at which one case ends and another begins. */
static u32 draw_value(void)
{
	static const u32 values[] = {
		0, 1, 2, 7, 8, 9, 0xff, 0x100, 0x553, 0x7fff, 0x8000, 0xfff2,
		0xffff, 0x10000, 0x80000000, 0xffffffff,
	};

	return draw(3) ? values[draw(ARRAY_SIZE(values))] : draw32();
}

static void change_register(struct input *input)
{
	u16 where = draw_start_of(&input->image, PCI_EXT_CAP_ID_SRIOV);

	where += 2 * draw(PCI_EXT_CAP_SRIOV_SIZEOF / 2 - 2) + 4;
	if (where < IMAGE_SIZE)
		put16(&input->image, where, draw_value());
}

static void change_page_size(struct input *input)
{
	u16 where = draw_start_of(&input->image, PCI_EXT_CAP_ID_SRIOV);

	where += draw(2) ? PCI_SRIOV_SYS_PGSIZE : PCI_SRIOV_SUP_PGSIZE;
	if (where < IMAGE_SIZE)
		put32(&input->image, where, BIT(draw(32)) | draw(2));
}

static void change_bar(struct input *input)
{
	u16 where = draw_start_of(&input->image, PCI_EXT_CAP_ID_SRIOV);

	where += PCI_SRIOV_BAR + 4 * draw(PCI_SRIOV_NUM_BARS);
	if (where < IMAGE_SIZE)
		put32(&input->image, where,
		      (draw32() & ~0xf) | (draw(3) ? 4 * draw(4) : draw(16)));
}

static void change_rebar(struct input *input)
{
	u16 where = draw_start_of(&input->image, PCI_EXT_CAP_ID_VF_REBAR);
	u32 entry = 4 + 8 * draw(PCI_SRIOV_NUM_BARS + 1);

	if (where + entry + 8 > IMAGE_SIZE)
		return;
	put32(&input->image, where + entry, draw32());
	put32(&input->image, where + entry + 4,
	      (draw32() & ~0xff) | draw(8) << 5 | draw(8));
}

static void change_choices(struct input *input)
{
	switch (draw(6)) {
	case 0:
		input->conventional = !draw(8);
		break;
	case 1:
		input->accepted = draw(2);
		break;
	case 2:
		input->sized = draw(0x100);
		break;
	case 3:
		input->routing_id = draw_value();
		break;
	case 4:
		input->fail_at = draw(2) ? draw(64) : 0;
		break;
	default:
		input->where = draw(2) ? draw(72) : draw_value();
	}
}

static void (*const changes[])(struct input *input) = {
	add_capability,
	change_next,
	change_header,
	make_sriov,
	change_register,
	change_register,
	change_page_size,
	change_bar,
	change_bar,
	change_rebar,
	change_choices,
};

size_t LLVMFuzzerCustomMutator(u8 *data, size_t size, size_t max_size,
			       unsigned int seed)
{
	static struct input input;
	unsigned int i;

	state = seed;
	if (max_size < INPUT_MAX || !draw(4))
		return LLVMFuzzerMutate(data, size, max_size);

	input_load(&input, data, size);
	for (i = 0; i <= draw(4); i++)
		changes[draw(ARRAY_SIZE(changes))](&input);
	return input_store(&input, data);
}
