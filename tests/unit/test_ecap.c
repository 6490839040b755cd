// SPDX-License-Identifier: GPL-2.0
/* The walk over extended capabilities, and typed access to their registers. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <sriov_pf/ecap.h>

#include "image.h"
#include "unit.h"

#define LAST_SLOT	(IMAGE_SIZE - 4)
#define POISON		0xa5

static struct image image;
/* Of the promised size and no more, so that AddressSanitizer sees an excess. */
static struct ecap_list *list;

static int setup(void **state)
{
	image_init(&image);
	memset(list, POISON, ECAP_LIST_SIZE);
	return 0;
}

static void walk(unsigned int count, unsigned int faults)
{
	assert_int_equal(ecap_walk(list, &image.cfg), 0);
	assert_ptr_equal(list->cfg, &image.cfg);
	assert_int_equal(list->count, count);
	assert_int_equal(list->faults, faults);
}

/* Capabilities with ids from 1 on; the last one's next pointer is @next. */
static void put_chain(const u16 *offset, unsigned int count, u16 next)
{
	unsigned int i;

	for (i = 0; i < count; i++)
		put_ecap(&image, offset[i], i + 1, (i + 1) % 16,
			 i + 1 < count ? offset[i + 1] : next);
}

static u32 header_at(u16 offset)
{
	u32 header;

	memcpy(&header, &image.bytes[offset], sizeof(header));
	return header;
}

static struct ecap find(u16 id)
{
	struct ecap cap = { 0 };

	assert_int_equal(ecap_find(list, id, &cap), 0);
	return cap;
}

/* The walk */

static void walk_of_empty_space_finds_nothing(void **state)
{
	walk(0, 0);
	assert_int_equal(image.count, 1);
	assert_int_equal(image.where, 0x100);
	assert_int_equal(image.width, 4);
}

static void walk_of_256_byte_space_reads_nothing(void **state)
{
	put_igb(&image);
	image.cfg.size = PCI_CFG_SPACE_SIZE;
	walk(0, 0);
	assert_int_equal(image.count, 0);
}

static void walk_of_short_extended_space_reads_nothing(void **state)
{
	put_igb(&image);
	image.cfg.size = PCI_CFG_SPACE_EXP_SIZE - 4;
	walk(0, 0);
	assert_int_equal(image.count, 0);
}

static void walk_of_all_ones_finds_nothing_and_says_so(void **state)
{
	put32(&image, 0x100, U32_MAX);
	walk(0, ECAP_CHAIN_ALL_ONES);
	assert_int_equal(image.count, 1);
}

static void walk_stops_at_all_ones_in_mid_chain(void **state)
{
	static const u16 chain[] = { 0x100, 0x200 };

	put_chain(chain, ARRAY_SIZE(chain), 0x300);
	put32(&image, 0x300, U32_MAX);
	walk(2, ECAP_CHAIN_ALL_ONES);
}

static void walk_takes_a_header_short_of_all_ones(void **state)
{
	put32(&image, 0x100, 0x000fffff);
	walk(1, 0);
	assert_int_equal(find(0xffff).version, 15);
}

static void walk_stops_at_a_zero_header_in_mid_chain(void **state)
{
	static const u16 chain[] = { 0x100, 0x200 };

	put_chain(chain, ARRAY_SIZE(chain), 0x300);
	walk(2, 0);
	assert_int_equal(image.reads[0x300 / 4], 1);
}

static void walk_takes_a_null_capability_that_points_on(void **state)
{
	put_ecap(&image, 0x100, 0, 0, 0x200);
	put_ecap(&image, 0x200, 7, 1, 0);
	walk(2, 0);
	assert_int_equal(find(0).offset, 0x100);
	assert_int_equal(find(7).offset, 0x200);
}

/* A chain, and what must be said of each of its capabilities. */
struct shape {
	const char *name;
	unsigned int count;
	u16 offset[5];
	u16 size[5];
};

static const struct shape shapes[] = {
	{ "one", 1, { 0x100 }, { 0xf00 } },
	{ "ascending", 4, { 0x100, 0x140, 0x150, 0x160 },
	  { 0x40, 0x10, 0x10, 0xea0 } },
	{ "not ascending", 4, { 0x100, 0x300, 0x200, 0x400 },
	  { 0x100, 0x100, 0x100, 0xc00 } },
	{ "descending after the first", 5,
	  { 0x100, 0xffc, 0x500, 0x240, 0x104 },
	  { 0x4, 0x4, 0xafc, 0x2c0, 0x13c } },
	{ "side by side", 3, { 0x100, 0x104, 0x108 }, { 4, 4, 0xef8 } },
	{ "last dword", 2, { 0x100, 0xffc }, { 0xefc, 4 } },
	{ "across words of the bitmap", 3, { 0x100, 0x1fc, 0x200 },
	  { 0xfc, 4, 0xe00 } },
};

static void capability_is_as_its_header_says(void **state)
{
	const struct shape *shape = *state;
	struct ecap cap;
	unsigned int i;

	put_chain(shape->offset, shape->count, 0);
	walk(shape->count, 0);
	for (i = 0; i < shape->count; i++) {
		assert_int_equal(ecap_at(list, i, &cap), 0);
		assert_ptr_equal(cap.cfg, &image.cfg);
		assert_int_equal(cap.offset, shape->offset[i]);
		assert_int_equal(cap.size, shape->size[i]);
		assert_int_equal(cap.header, header_at(cap.offset));
		assert_int_equal(cap.id, i + 1);
		assert_int_equal(cap.version, i + 1);
		assert_int_equal(cap.index, i);
		assert_int_equal(image.reads[cap.offset / 4], 1);
	}
	assert_int_equal(image.count, shape->count);
}

/* Chains of 0x100, 0x200, 0x300 whose last pointer is odd. */
struct ending {
	const char *name;
	u16 next;
	unsigned int count;
	unsigned int faults;
};

static const struct ending endings[] = {
	{ "loops to itself", 0x300, 3, ECAP_CHAIN_LOOPS },
	{ "loops to the one before", 0x200, 3, ECAP_CHAIN_LOOPS },
	{ "loops to the first", 0x100, 3, ECAP_CHAIN_LOOPS },
	{ "points below 0x100", 0x0fc, 3, ECAP_CHAIN_LOW },
	{ "points to 4", 0x004, 3, ECAP_CHAIN_LOW },
	{ "low bits alone", 0x003, 3, ECAP_CHAIN_UNALIGNED },
	{ "off a dword by 1, followed", 0x401, 4, ECAP_CHAIN_UNALIGNED },
	{ "off a dword by 2, followed", 0x402, 4, ECAP_CHAIN_UNALIGNED },
	{ "off a dword by 3, followed", 0x403, 4, ECAP_CHAIN_UNALIGNED },
	{ "off a dword and looping", 0x302, 3,
	  ECAP_CHAIN_UNALIGNED | ECAP_CHAIN_LOOPS },
	{ "off a dword and low", 0x0fe, 3,
	  ECAP_CHAIN_UNALIGNED | ECAP_CHAIN_LOW },
	{ "off a dword at the end of space", 0xfff, 4, ECAP_CHAIN_UNALIGNED },
};

static void walk_of_odd_chain_ends(void **state)
{
	static const u16 chain[] = { 0x100, 0x200, 0x300 };
	const struct ending *ending = *state;
	unsigned int slot;

	put_chain(chain, ARRAY_SIZE(chain), ending->next);
	put_ecap(&image, 0x400, 4, 4, 0);
	put_ecap(&image, LAST_SLOT, 4, 4, 0);
	walk(ending->count, ending->faults);
	assert_int_equal(image.count, ending->count);
	for (slot = 0; slot < IMAGE_SIZE / 4; slot++)
		assert_true(image.reads[slot] <= 1);
	if (ending->count == 4)
		assert_int_equal(find(4).offset, ending->next & ~3);
}

static void every_header_was_read_once(void)
{
	unsigned int slot;

	assert_int_equal(image.count, ECAP_SLOTS);
	for (slot = 0; slot < IMAGE_SIZE / 4; slot++)
		assert_int_equal(image.reads[slot], slot >= 0x100 / 4);
}

static void walk_of_960_capabilities_reads_each_header_once(void **state)
{
	u16 where;

	for (where = 0x100; where < LAST_SLOT; where += 4)
		put_ecap(&image, where, 1, 1, where + 4);
	put_ecap(&image, LAST_SLOT, 1, 1, 0);
	walk(960, 0);
	every_header_was_read_once();
}

/* 7 and 960 have no common divisor: every slot comes up before 0x100 again. */
static void walk_of_960_shuffled_capabilities_ends_at_the_loop(void **state)
{
	unsigned int slot;

	for (slot = 0; slot < ECAP_SLOTS; slot++)
		put_ecap(&image, 0x100 + 4 * slot, 1, 1,
			 0x100 + 4 * ((slot + 7) % ECAP_SLOTS));
	walk(960, ECAP_CHAIN_LOOPS);
	every_header_was_read_once();
	assert_int_equal(list->entry[959].offset, 0x100 + 4 * 953);
	assert_int_equal(list->entry[1].offset, 0x100 + 4 * 7);
}

static void walk_hands_on_an_error_from_any_read(void **state)
{
	unsigned int nth;

	for (nth = 1; nth <= 4; nth++) {
		image_init(&image);
		put_igb(&image);
		image_fail(&image, nth, -EIO);
		assert_int_equal(ecap_walk(list, &image.cfg), -EIO);
		assert_int_equal(image.count, nth);
	}
}

static void walk_of_a_device_that_is_gone_is_enodev(void **state)
{
	put_igb(&image);
	image_gone(&image);
	assert_int_equal(ecap_walk(list, &image.cfg), -ENODEV);
}

static void walk_again_starts_afresh(void **state)
{
	put_igb(&image);
	walk(4, 0);
	put_ecap(&image, 0x100, 9, 1, 0x100);
	walk(1, ECAP_CHAIN_LOOPS);
	assert_int_equal(find(9).size, 0xf00);
}

/* Finding */

static void poisoned(const void *object, size_t size)
{
	const u8 *byte = object;
	size_t i;

	for (i = 0; i < size; i++)
		assert_int_equal(byte[i], POISON);
}

static void at_past_the_end_is_enodev(void **state)
{
	struct ecap cap;

	put_igb(&image);
	walk(4, 0);
	memset(&cap, POISON, sizeof(cap));
	assert_int_equal(ecap_at(list, 4, &cap), -ENODEV);
	assert_int_equal(ecap_at(list, UINT_MAX, &cap), -ENODEV);
	poisoned(&cap, sizeof(cap));
}

static void find_takes_the_id(void **state)
{
	put_igb(&image);
	walk(4, 0);
	assert_int_equal(find(PCI_EXT_CAP_ID_ERR).offset, IGB_AER);
	assert_int_equal(find(PCI_EXT_CAP_ID_DSN).offset, IGB_SERIAL);
	assert_int_equal(find(PCI_EXT_CAP_ID_ARI).offset, IGB_ARI);
	assert_int_equal(find(PCI_EXT_CAP_ID_SRIOV).offset, IGB_SRIOV);
}

static void find_without_such_an_id_is_enodev(void **state)
{
	struct ecap cap;

	put_igb(&image);
	walk(4, 0);
	memset(&cap, POISON, sizeof(cap));
	assert_int_equal(ecap_find(list, PCI_EXT_CAP_ID_PASID, &cap), -ENODEV);
	poisoned(&cap, sizeof(cap));
}

static void find_in_an_empty_list_is_enodev(void **state)
{
	struct ecap cap;

	walk(0, 0);
	assert_int_equal(ecap_find(list, 0, &cap), -ENODEV);
}

/* Two vendor-specific capabilities with others before, between and behind. */
static void put_two_of_a_kind(void)
{
	put_ecap(&image, 0x100, PCI_EXT_CAP_ID_ERR, 1, 0x200);
	put_ecap(&image, 0x200, PCI_EXT_CAP_ID_VNDR, 1, 0x300);
	put_ecap(&image, 0x300, PCI_EXT_CAP_ID_ARI, 1, 0x180);
	put_ecap(&image, 0x180, PCI_EXT_CAP_ID_VNDR, 2, 0x400);
	put_ecap(&image, 0x400, PCI_EXT_CAP_ID_DSN, 1, 0);
	walk(5, 0);
}

static void find_next_follows_the_chain_not_the_address(void **state)
{
	struct ecap cap;

	put_two_of_a_kind();
	cap = find(PCI_EXT_CAP_ID_VNDR);
	assert_int_equal(cap.offset, 0x200);
	assert_int_equal(ecap_find_next(list, &cap), 0);
	assert_int_equal(cap.offset, 0x180);
	assert_int_equal(cap.size, 0x80);
	assert_int_equal(cap.version, 2);
	assert_int_equal(cap.index, 3);
}

static void find_next_after_the_last_is_enodev(void **state)
{
	struct ecap cap, before;

	put_two_of_a_kind();
	cap = find(PCI_EXT_CAP_ID_VNDR);
	assert_int_equal(ecap_find_next(list, &cap), 0);
	before = cap;
	assert_int_equal(ecap_find_next(list, &cap), -ENODEV);
	assert_memory_equal(&cap, &before, sizeof(cap));

	cap = find(PCI_EXT_CAP_ID_DSN);
	assert_int_equal(ecap_find_next(list, &cap), -ENODEV);
}

static void for_each_goes_along_the_chain(void **state)
{
	static const u16 order[] = { 0x100, 0x200, 0x300, 0x180, 0x400 };
	unsigned int i = 0;
	struct ecap cap;

	put_two_of_a_kind();
	ecap_for_each(list, cap) {
		assert_in_range(i, 0, 4);
		assert_int_equal(cap.offset, order[i++]);
	}
	assert_int_equal(i, 5);
}

static void for_each_of_nothing_does_nothing(void **state)
{
	struct ecap cap;

	walk(0, 0);
	ecap_for_each(list, cap)
		fail();
}

static void finding_does_not_touch_the_device(void **state)
{
	struct ecap cap;

	put_two_of_a_kind();
	image_gone(&image);
	cap = find(PCI_EXT_CAP_ID_VNDR);
	assert_int_equal(ecap_find_next(list, &cap), 0);
	assert_int_equal(image.count, 5);
}

/* Typed access */

struct study_regs {
	u32 header;
	u8 byte;
	u8 bytes[3];
	u16 word;
	u16 words[3];
	u32 dword;
	u32 dwords[3];
};

ECAP_VIEW(study_view, struct study_regs);

#define STUDY	0x200

/* Every byte differs: 0x80, 0x81, ... from the capability's start on. */
static struct study_view study_of(u16 size)
{
	struct study_view view = { .cap = {
		.cfg = &image.cfg,
		.offset = STUDY,
		.size = size,
	} };
	unsigned int i;

	for (i = 0; i < sizeof(struct study_regs) + 4; i++)
		image.bytes[STUDY + i] = 0x80 + i;
	return view;
}

static struct study_view study(void)
{
	return study_of(sizeof(struct study_regs));
}

static void was_read(u16 where, u8 width)
{
	assert_int_equal(image.count, 1);
	assert_int_equal(image.where, STUDY + where);
	assert_int_equal(image.width, width);
	image.count = 0;
}

static void view_is_no_larger_than_a_capability(void **state)
{
	assert_int_equal(sizeof(struct study_view), sizeof(struct ecap));
}

static void cast_of_a_long_enough_capability(void **state)
{
	struct ecap cap = study().cap;
	struct study_view view;

	memset(&view, POISON, sizeof(view));
	assert_int_equal(ecap_cast(&cap, &view), 0);
	assert_memory_equal(&view.cap, &cap, sizeof(cap));
	cap.size = 0xe00;
	assert_int_equal(ecap_cast(&cap, &view), 0);
	assert_int_equal(view.cap.size, 0xe00);
	assert_int_equal(image.count, 0);
}

static void cast_of_a_short_capability_is_einval(void **state)
{
	struct ecap cap = study().cap;
	struct study_view view;

	memset(&view, POISON, sizeof(view));
	cap.size = sizeof(struct study_regs) - 4;
	assert_int_equal(ecap_cast(&cap, &view), -EINVAL);
	cap.size = 4;
	assert_int_equal(ecap_cast(&cap, &view), -EINVAL);
	poisoned(&view, sizeof(view));
}

static void read_of_a_byte(void **state)
{
	struct study_view view = study();
	u8 value = 0;

	assert_int_equal(ecap_read(&view, byte, &value), 0);
	assert_int_equal(value, 0x84);
	was_read(4, 1);
	assert_int_equal(ecap_read(&view, bytes[2], &value), 0);
	assert_int_equal(value, 0x87);
	was_read(7, 1);
}

static void read_of_a_word(void **state)
{
	struct study_view view = study();
	u16 value = 0;

	assert_int_equal(ecap_read(&view, word, &value), 0);
	assert_int_equal(value, 0x8988);
	was_read(8, 2);
	assert_int_equal(ecap_read(&view, words[2], &value), 0);
	assert_int_equal(value, 0x8f8e);
	was_read(14, 2);
}

static void read_of_a_dword(void **state)
{
	struct study_view view = study();
	u32 value = 0;

	assert_int_equal(ecap_read(&view, dword, &value), 0);
	assert_int_equal(value, 0x93929190);
	was_read(16, 4);
	assert_int_equal(ecap_read(&view, dwords[2], &value), 0);
	assert_int_equal(value, 0x9f9e9d9c);
	was_read(28, 4);
}

static void read_index_of_each_width(void **state)
{
	struct study_view view = study();
	unsigned int i;
	u32 dword;
	u16 word;
	u8 byte;

	for (i = 0; i < 3; i++) {
		assert_int_equal(ecap_read_index(&view, bytes, i, &byte), 0);
		was_read(5 + i, 1);
		assert_int_equal(byte, 0x85 + i);
		assert_int_equal(ecap_read_index(&view, words, i, &word), 0);
		was_read(10 + 2 * i, 2);
		assert_int_equal(word, 0x8b8a + 0x202 * i);
		assert_int_equal(ecap_read_index(&view, dwords, i, &dword), 0);
		was_read(20 + 4 * i, 4);
		assert_int_equal(dword, 0x97969594 + 0x04040404 * i);
	}
}

static void read_index_past_the_array_is_einval(void **state)
{
	static const long index[] = { 3, 4, -1, 0x40000000, LONG_MIN };
	struct study_view view = study();
	u8 byte = 1;
	u16 word = 2;
	u32 dword = 3;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(index); i++) {
		assert_int_equal(ecap_read_index(&view, bytes, index[i], &byte),
				 -EINVAL);
		assert_int_equal(ecap_read_index(&view, words, index[i], &word),
				 -EINVAL);
		assert_int_equal(ecap_read_index(&view, dwords, index[i],
						 &dword), -EINVAL);
	}
	assert_int_equal(image.count, 0);
	assert_true(byte == 1 && word == 2 && dword == 3);
}

static void read_index_takes_its_index_once(void **state)
{
	struct study_view view = study();
	unsigned int i = 0;
	u16 word;

	assert_int_equal(ecap_read_index(&view, words, i++, &word), 0);
	assert_int_equal(i, 1);
	was_read(10, 2);
}

static void read_past_the_capability_is_einval(void **state)
{
	struct study_view view = study_of(4);
	u32 dword = 1;
	u16 word = 2;
	u8 byte = 3;

	assert_int_equal(ecap_read(&view, byte, &byte), -EINVAL);
	assert_int_equal(ecap_read(&view, word, &word), -EINVAL);
	assert_int_equal(ecap_read(&view, dword, &dword), -EINVAL);
	assert_int_equal(ecap_read_index(&view, words, 2, &word), -EINVAL);
	assert_int_equal(image.count, 0);
	assert_true(dword == 1 && word == 2 && byte == 3);
}

static void read_up_to_the_end_of_the_capability(void **state)
{
	struct ecap cap = study_of(16).cap;
	u32 dword;
	u16 word;
	u8 byte;

	assert_int_equal(ecap_read8(&cap, 15, &byte), 0);
	assert_int_equal(ecap_read8(&cap, 16, &byte), -EINVAL);
	assert_int_equal(ecap_read16(&cap, 14, &word), 0);
	assert_int_equal(ecap_read16(&cap, 16, &word), -EINVAL);
	assert_int_equal(ecap_read32(&cap, 12, &dword), 0);
	assert_int_equal(ecap_read32(&cap, 16, &dword), -EINVAL);
	assert_int_equal(image.count, 3);
}

/* Only a size that is no multiple of 4 tells width from place. */
static void read_across_the_end_of_the_capability_is_einval(void **state)
{
	struct ecap cap = study_of(15).cap;
	u32 dword;
	u16 word;

	assert_int_equal(ecap_read16(&cap, 14, &word), -EINVAL);
	assert_int_equal(ecap_read32(&cap, 12, &dword), -EINVAL);
	assert_int_equal(image.count, 0);
}

static void read_far_past_the_capability_does_not_wrap(void **state)
{
	struct ecap cap = study().cap;
	u32 dword;
	u8 byte;

	assert_int_equal(ecap_read8(&cap, U32_MAX, &byte), -EINVAL);
	assert_int_equal(ecap_read32(&cap, U32_MAX - 3, &dword), -EINVAL);
	assert_int_equal(ecap_read32(&cap, 0x10000, &dword), -EINVAL);
	assert_int_equal(ecap_read32(&cap, (u32)-STUDY, &dword), -EINVAL);
	assert_int_equal(image.count, 0);
}

static void read_off_alignment_is_einval(void **state)
{
	struct ecap cap = study().cap;
	u32 dword, where;
	u16 word;

	for (where = 1; where < 4; where++)
		assert_int_equal(ecap_read32(&cap, where, &dword), -EINVAL);
	assert_int_equal(ecap_read16(&cap, 1, &word), -EINVAL);
	assert_int_equal(ecap_read16(&cap, 3, &word), -EINVAL);
	assert_int_equal(image.count, 0);
}

static void read_past_configuration_space_is_einval(void **state)
{
	u32 value = 1;

	assert_int_equal(cfg_read(&image.cfg, IMAGE_SIZE, 4, &value), -EINVAL);
	assert_int_equal(cfg_read(&image.cfg, IMAGE_SIZE + 1, 1, &value),
			 -EINVAL);
	assert_int_equal(cfg_read(&image.cfg, 0x10000, 4, &value), -EINVAL);
	assert_int_equal(image.count, 0);
	assert_int_equal(value, 1);
	assert_int_equal(cfg_read(&image.cfg, IMAGE_SIZE - 4, 4, &value), 0);
	assert_int_equal(cfg_read(&image.cfg, IMAGE_SIZE - 1, 1, &value), 0);
}

static void failed_read_leaves_the_destination(void **state)
{
	struct study_view view = study();
	u32 dword = 1;
	u16 word = 2;
	u8 byte = 3;

	image_fail(&image, 1, -EIO);
	assert_int_equal(ecap_read(&view, byte, &byte), -EIO);
	assert_int_equal(ecap_read(&view, word, &word), -EIO);
	assert_int_equal(ecap_read(&view, dword, &dword), -EIO);
	assert_int_equal(ecap_read_index(&view, words, 0, &word), -EIO);
	assert_true(dword == 1 && word == 2 && byte == 3);
}

static void read_of_a_device_that_is_gone_is_enodev(void **state)
{
	struct study_view view = study();
	u32 dword = 1;

	image_gone(&image);
	assert_int_equal(ecap_read(&view, dword, &dword), -ENODEV);
	assert_int_equal(dword, 1);
}

/* Names */

struct name {
	const char *name;
	u16 id;
};

static const struct name ids[] = {
	{ "Null", 0 },
	{ "Advanced Error Reporting", PCI_EXT_CAP_ID_ERR },
	{ "Device Serial Number", PCI_EXT_CAP_ID_DSN },
	{ "Vendor-Specific", PCI_EXT_CAP_ID_VNDR },
	{ "Access Control Services", PCI_EXT_CAP_ID_ACS },
	{ "Alternative Routing-ID Interpretation", PCI_EXT_CAP_ID_ARI },
	{ "Address Translation Services", PCI_EXT_CAP_ID_ATS },
	{ "Single Root I/O Virtualization", PCI_EXT_CAP_ID_SRIOV },
	{ "Page Request Interface", PCI_EXT_CAP_ID_PRI },
	{ "Resizable BAR", PCI_EXT_CAP_ID_REBAR },
	{ "TPH Requester", PCI_EXT_CAP_ID_TPH },
	{ "Latency Tolerance Reporting", PCI_EXT_CAP_ID_LTR },
	{ "Process Address Space ID", PCI_EXT_CAP_ID_PASID },
	{ "Downstream Port Containment", PCI_EXT_CAP_ID_DPC },
	{ "Precision Time Measurement", PCI_EXT_CAP_ID_PTM },
	{ "Designated Vendor-Specific", PCI_EXT_CAP_ID_DVSEC },
	{ "VF Resizable BAR", 0x24 },
	{ "Data Link Feature", PCI_EXT_CAP_ID_DLF },
	{ "Native PCIe Enclosure Management", PCI_EXT_CAP_ID_NPEM },
	{ "Data Object Exchange", PCI_EXT_CAP_ID_DOE },
	{ "Flit Error Injection", 0x34 },
};

static void id_is_named(void **state)
{
	const struct name *row = *state;

	assert_string_equal(ecap_name(row->id), row->name);
}

static void id_that_nobody_has_is_unknown(void **state)
{
	assert_string_equal(ecap_name(0x14), "unknown");
	assert_string_equal(ecap_name(0x7fff), "unknown");
	assert_string_equal(ecap_name(0xffff), "unknown");
}

#define TEST(test)	cmocka_unit_test_setup(test, setup)

static const struct CMUnitTest walking[] = {
	TEST(walk_of_empty_space_finds_nothing),
	TEST(walk_of_256_byte_space_reads_nothing),
	TEST(walk_of_short_extended_space_reads_nothing),
	TEST(walk_of_all_ones_finds_nothing_and_says_so),
	TEST(walk_stops_at_all_ones_in_mid_chain),
	TEST(walk_takes_a_header_short_of_all_ones),
	TEST(walk_stops_at_a_zero_header_in_mid_chain),
	TEST(walk_takes_a_null_capability_that_points_on),
	TEST(walk_of_960_capabilities_reads_each_header_once),
	TEST(walk_of_960_shuffled_capabilities_ends_at_the_loop),
	TEST(walk_hands_on_an_error_from_any_read),
	TEST(walk_of_a_device_that_is_gone_is_enodev),
	TEST(walk_again_starts_afresh),
};

static const struct CMUnitTest finding[] = {
	TEST(at_past_the_end_is_enodev),
	TEST(find_takes_the_id),
	TEST(find_without_such_an_id_is_enodev),
	TEST(find_in_an_empty_list_is_enodev),
	TEST(find_next_follows_the_chain_not_the_address),
	TEST(find_next_after_the_last_is_enodev),
	TEST(for_each_goes_along_the_chain),
	TEST(for_each_of_nothing_does_nothing),
	TEST(finding_does_not_touch_the_device),
};

static const struct CMUnitTest reading[] = {
	TEST(view_is_no_larger_than_a_capability),
	TEST(cast_of_a_long_enough_capability),
	TEST(cast_of_a_short_capability_is_einval),
	TEST(read_of_a_byte),
	TEST(read_of_a_word),
	TEST(read_of_a_dword),
	TEST(read_index_of_each_width),
	TEST(read_index_past_the_array_is_einval),
	TEST(read_index_takes_its_index_once),
	TEST(read_past_the_capability_is_einval),
	TEST(read_up_to_the_end_of_the_capability),
	TEST(read_across_the_end_of_the_capability_is_einval),
	TEST(read_far_past_the_capability_does_not_wrap),
	TEST(read_off_alignment_is_einval),
	TEST(read_past_configuration_space_is_einval),
	TEST(failed_read_leaves_the_destination),
	TEST(read_of_a_device_that_is_gone_is_enodev),
	TEST(id_that_nobody_has_is_unknown),
};

int main(void)
{
	int failed = 0;

	list = malloc(ECAP_LIST_SIZE);
	if (!list)
		return 1;

	failed += cmocka_run_group_tests(walking, NULL, NULL);
	failed += run_table(capability_is_as_its_header_says, shapes, setup);
	failed += run_table(walk_of_odd_chain_ends, endings, setup);
	failed += cmocka_run_group_tests(finding, NULL, NULL);
	failed += cmocka_run_group_tests(reading, NULL, NULL);
	failed += run_table(id_is_named, ids, setup);
	free(list);
	return failed;
}
