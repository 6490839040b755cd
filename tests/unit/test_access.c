// SPDX-License-Identifier: GPL-2.0
/* Typed, bounds-checked access to the registers of a capability. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include <sriov_pf/ecap.h>

#include "image.h"
#include "unit.h"

#define STUDY	0x200
#define POISON	0xa5

static struct image image;

static int setup(void **state)
{
	image_init(&image);
	return 0;
}

static void poisoned(const void *object, size_t size)
{
	const u8 *byte = object;
	size_t i;

	for (i = 0; i < size; i++)
		assert_int_equal(byte[i], POISON);
}

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

/* All bytes differ: 0x80, 0x81, ... from the start of the capability. */
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
	assert_int_equal(image.write_count, 0);
	image.count = 0;
}

/* The view */

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

/* Reading */

static void read_of_a_byte(void **state)
{
	struct study_view view = study();
	u8 value = 0;

	assert_int_equal(ecap_read(&view, byte, &value), 0);
	assert_int_equal(value, 0x84);
	was_read(4, 1);
}

static void read_of_a_word(void **state)
{
	struct study_view view = study();
	u16 value = 0;

	assert_int_equal(ecap_read(&view, word, &value), 0);
	assert_int_equal(value, 0x8988);
	was_read(8, 2);
}

static void read_of_a_dword(void **state)
{
	struct study_view view = study();
	u32 value = 0;

	assert_int_equal(ecap_read(&view, dword, &value), 0);
	assert_int_equal(value, 0x93929190);
	was_read(16, 4);
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

static void read_index_evaluates_its_index_once(void **state)
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

/* With a size of 15, an access can start inside and end outside. */
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

static void read_unaligned_is_einval(void **state)
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

	assert_int_equal(ecap_cfg_read(&image.cfg, IMAGE_SIZE, 4, &value), -EINVAL);
	assert_int_equal(ecap_cfg_read(&image.cfg, IMAGE_SIZE + 1, 1, &value),
			 -EINVAL);
	assert_int_equal(ecap_cfg_read(&image.cfg, 0x10000, 4, &value), -EINVAL);
	assert_int_equal(image.count, 0);
	assert_int_equal(value, 1);
	assert_int_equal(ecap_cfg_read(&image.cfg, IMAGE_SIZE - 4, 4, &value), 0);
	assert_int_equal(ecap_cfg_read(&image.cfg, IMAGE_SIZE - 1, 1, &value), 0);
}

static void cfg_read_unaligned_is_einval(void **state)
{
	u32 value = 1;

	assert_int_equal(ecap_cfg_read(&image.cfg, 1, 2, &value), -EINVAL);
	assert_int_equal(ecap_cfg_read(&image.cfg, 2, 4, &value), -EINVAL);
	assert_int_equal(image.count, 0);
	assert_int_equal(value, 1);
}

/* A struct ecap that the caller filled in may claim anything. */
static void read_of_a_capability_past_the_space_is_einval(void **state)
{
	struct ecap cap = study().cap;
	u32 dword = 1;
	u8 byte = 2;

	image.cfg.size = STUDY;
	assert_int_equal(ecap_read8(&cap, 0, &byte), -EINVAL);
	assert_int_equal(ecap_read32(&cap, 4, &dword), -EINVAL);
	assert_int_equal(image.count, 0);
	assert_true(dword == 1 && byte == 2);
}

static void failed_read_does_not_change_the_destination(void **state)
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

/* Writing */

/* Checks that one write changed only @width bytes at @where, to @value. */
/* Several dwords at once */

static void three_dwords_were_read(unsigned int bulk)
{
	assert_int_equal(image.count, 3);
	assert_int_equal(image.bulk_count, bulk);
	assert_int_equal(image.reads[(STUDY + 16) / 4], 1);
	assert_int_equal(image.reads[(STUDY + 20) / 4], 1);
	assert_int_equal(image.reads[(STUDY + 24) / 4], 1);
}

static void read_of_dwords_one_by_one(void **state)
{
	struct ecap cap = study().cap;
	u32 dwords[3];

	assert_int_equal(ecap_read_dwords(&cap, 16, 3, dwords), 0);
	assert_int_equal(dwords[0], 0x93929190);
	assert_int_equal(dwords[2], 0x9b9a9998);
	three_dwords_were_read(0);
}

static void read_of_dwords_by_one_call(void **state)
{
	struct ecap cap = study().cap;
	u32 dwords[3];

	image_in_bulk(&image);
	assert_int_equal(ecap_read_dwords(&cap, 16, 3, dwords), 0);
	assert_int_equal(dwords[0], 0x93929190);
	assert_int_equal(dwords[2], 0x9b9a9998);
	three_dwords_were_read(1);
}

static void read_of_all_dwords_of_a_capability(void **state)
{
	struct ecap cap = study().cap;
	u32 dwords[sizeof(struct study_regs) / 4 + 1];

	assert_int_equal(ecap_read_dwords(&cap, 0, ARRAY_SIZE(dwords) - 1,
					  dwords), 0);
	assert_int_equal(image.count, ARRAY_SIZE(dwords) - 1);
	image.count = 0;
	assert_int_equal(ecap_read_dwords(&cap, 0, ARRAY_SIZE(dwords), dwords),
			 -EINVAL);
	assert_int_equal(ecap_read_dwords(&cap, 4, ARRAY_SIZE(dwords) - 1,
					  dwords), -EINVAL);
	assert_int_equal(image.count, 0);
}

/* 4 * count would wrap, in 32 bits and in 16. */
static void read_of_too_many_dwords_does_not_wrap(void **state)
{
	struct ecap cap = study().cap;
	u32 dwords[1];

	assert_int_equal(ecap_read_dwords(&cap, 0, 0x40000001, dwords), -EINVAL);
	assert_int_equal(ecap_read_dwords(&cap, 0, 0x4001, dwords), -EINVAL);
	assert_int_equal(ecap_read_dwords(&cap, U32_MAX - 3, 1, dwords), -EINVAL);
	assert_int_equal(image.count, 0);
}

static void read_of_dwords_past_the_space_is_einval(void **state)
{
	struct ecap cap = study().cap;
	u32 dwords[2];

	assert_int_equal(ecap_read_dwords(&cap, 2, 1, dwords), -EINVAL);
	image.cfg.size = STUDY + 4;
	assert_int_equal(ecap_read_dwords(&cap, 0, 2, dwords), -EINVAL);
	image.cfg.size = STUDY - 4;
	assert_int_equal(ecap_read_dwords(&cap, 0, 1, dwords), -EINVAL);
	assert_int_equal(image.count, 0);
	image.cfg.size = STUDY + 4;
	assert_int_equal(ecap_read_dwords(&cap, 0, 1, dwords), 0);
}

static void read_of_dwords_ends_at_an_error(void **state)
{
	struct ecap cap = study().cap;
	u32 dwords[3];

	image_fail(&image, 2, -EIO);
	assert_int_equal(ecap_read_dwords(&cap, 16, 3, dwords), -EIO);
	assert_int_equal(image.count, 2);
	image_recount(&image);
	image_in_bulk(&image);
	image_fail(&image, 2, -ENODEV);
	assert_int_equal(ecap_read_dwords(&cap, 16, 3, dwords), -ENODEV);
}

static void was_written(u16 where, u8 width, u32 value)
{
	unsigned int i;
	u8 expect;

	assert_int_equal(image.write_count, 1);
	assert_int_equal(image.writes[(STUDY + where) / 4], 1);
	assert_int_equal(image.where, STUDY + where);
	assert_int_equal(image.width, width);
	for (i = 0; i < sizeof(struct study_regs) + 4; i++) {
		expect = i - where < width ? value >> 8 * (i - where) :
					     0x80 + i;
		assert_int_equal(image.bytes[STUDY + i], expect);
	}
	assert_int_equal(image.count, 0);
	image_init(&image);
	study();
}

static void nothing_was_written(void)
{
	unsigned int i;

	assert_int_equal(image.count, 0);
	assert_int_equal(image.write_count, 0);
	for (i = 0; i < sizeof(struct study_regs) + 4; i++)
		assert_int_equal(image.bytes[STUDY + i], 0x80 + i);
}

static void write_of_each_width(void **state)
{
	struct study_view view = study();
	u32 dword = 0x44332211;
	u16 word = 0x6655;
	u8 byte = 0x77;

	assert_int_equal(ecap_write(&view, byte, byte), 0);
	was_written(4, 1, 0x77);
	assert_int_equal(ecap_write(&view, word, word), 0);
	was_written(8, 2, 0x6655);
	assert_int_equal(ecap_write(&view, dword, dword), 0);
	was_written(16, 4, 0x44332211);
}

static void write_takes_a_cast(void **state)
{
	struct study_view view = study();

	assert_int_equal(ecap_write(&view, byte, (u8)(0x10 | 0x02)), 0);
	was_written(4, 1, 0x12);
	assert_int_equal(ecap_write(&view, word, (u16)~0), 0);
	was_written(8, 2, 0xffff);
	assert_int_equal(ecap_write(&view, dword, (u32)BIT(31)), 0);
	was_written(16, 4, 0x80000000);
}

static void write_index_of_each_width(void **state)
{
	struct study_view view = study();
	u32 dword = 0x44332211;
	u16 word = 0x6655;
	u8 byte = 0x77;
	unsigned int i;

	for (i = 0; i < 3; i++) {
		assert_int_equal(ecap_write_index(&view, bytes, i, byte), 0);
		was_written(5 + i, 1, byte);
		assert_int_equal(ecap_write_index(&view, words, i, word), 0);
		was_written(10 + 2 * i, 2, word);
		assert_int_equal(ecap_write_index(&view, dwords, i, dword), 0);
		was_written(20 + 4 * i, 4, dword);
	}
}

static void write_index_past_the_array_is_einval(void **state)
{
	static const long index[] = { 3, 4, -1, 0x40000000, LONG_MIN };
	struct study_view view = study();
	size_t i;

	for (i = 0; i < ARRAY_SIZE(index); i++) {
		assert_int_equal(ecap_write_index(&view, bytes, index[i],
						  (u8)1), -EINVAL);
		assert_int_equal(ecap_write_index(&view, words, index[i],
						  (u16)2), -EINVAL);
		assert_int_equal(ecap_write_index(&view, dwords, index[i],
						  (u32)3), -EINVAL);
	}
	nothing_was_written();
}

static void write_evaluates_its_arguments_once(void **state)
{
	struct study_view view = study();
	u16 words[] = { 0x1111, 0x2222, 0x3333 };
	u16 *next = words;
	unsigned int i = 1;

	assert_int_equal(ecap_write(&view, word, *next++), 0);
	was_written(8, 2, 0x1111);
	assert_int_equal(ecap_write_index(&view, words, i++, *next++), 0);
	was_written(12, 2, 0x2222);
	assert_ptr_equal(next, words + 2);
	assert_int_equal(i, 2);
}

static void write_past_the_capability_is_einval(void **state)
{
	struct study_view view = study_of(4);

	assert_int_equal(ecap_write(&view, byte, (u8)1), -EINVAL);
	assert_int_equal(ecap_write(&view, word, (u16)2), -EINVAL);
	assert_int_equal(ecap_write(&view, dword, (u32)3), -EINVAL);
	assert_int_equal(ecap_write_index(&view, words, 2, (u16)2), -EINVAL);
	nothing_was_written();
}

static void write_up_to_the_end_of_the_capability(void **state)
{
	struct ecap cap = study_of(16).cap;

	assert_int_equal(ecap_write8(&cap, 15, 0), 0);
	was_written(15, 1, 0);
	assert_int_equal(ecap_write16(&cap, 14, 0), 0);
	was_written(14, 2, 0);
	assert_int_equal(ecap_write32(&cap, 12, 0), 0);
	was_written(12, 4, 0);
	assert_int_equal(ecap_write8(&cap, 16, 0), -EINVAL);
	assert_int_equal(ecap_write16(&cap, 16, 0), -EINVAL);
	assert_int_equal(ecap_write32(&cap, 16, 0), -EINVAL);
	nothing_was_written();
}

static void write_across_the_end_of_the_capability_is_einval(void **state)
{
	struct ecap cap = study_of(15).cap;

	assert_int_equal(ecap_write16(&cap, 14, 0), -EINVAL);
	assert_int_equal(ecap_write32(&cap, 12, 0), -EINVAL);
	nothing_was_written();
}

static void write_far_past_the_capability_does_not_wrap(void **state)
{
	struct ecap cap = study().cap;

	assert_int_equal(ecap_write8(&cap, U32_MAX, 0), -EINVAL);
	assert_int_equal(ecap_write16(&cap, U32_MAX - 1, 0), -EINVAL);
	assert_int_equal(ecap_write32(&cap, U32_MAX - 3, 0), -EINVAL);
	assert_int_equal(ecap_write32(&cap, 0x10000, 0), -EINVAL);
	assert_int_equal(ecap_write32(&cap, (u32)-STUDY, 0), -EINVAL);
	nothing_was_written();
}

static void write_unaligned_is_einval(void **state)
{
	struct ecap cap = study().cap;
	u32 where;

	for (where = 1; where < 4; where++)
		assert_int_equal(ecap_write32(&cap, where, 0), -EINVAL);
	assert_int_equal(ecap_write16(&cap, 1, 0), -EINVAL);
	assert_int_equal(ecap_write16(&cap, 3, 0), -EINVAL);
	nothing_was_written();
}

static void write_of_a_capability_past_the_space_is_einval(void **state)
{
	struct ecap cap = study().cap;

	image.cfg.size = STUDY;
	assert_int_equal(ecap_write8(&cap, 0, 0), -EINVAL);
	assert_int_equal(ecap_write32(&cap, 4, 0), -EINVAL);
	nothing_was_written();
}

static void write_to_a_read_only_device_is_eopnotsupp(void **state)
{
	struct study_view view = study();

	image_read_only(&image);
	assert_int_equal(ecap_write(&view, byte, (u8)1), -EOPNOTSUPP);
	assert_int_equal(ecap_write(&view, word, (u16)2), -EOPNOTSUPP);
	assert_int_equal(ecap_write(&view, dword, (u32)3), -EOPNOTSUPP);
	assert_int_equal(ecap_write_index(&view, words, 0, (u16)2),
			 -EOPNOTSUPP);
	nothing_was_written();
}

/* A bad offset gives -EINVAL even if the device cannot be written to. */
static void bad_write_to_a_read_only_device_is_einval(void **state)
{
	struct ecap cap = study().cap;

	image_read_only(&image);
	assert_int_equal(ecap_cfg_write(&image.cfg, 2, 4, 0), -EINVAL);
	assert_int_equal(ecap_cfg_write(&image.cfg, IMAGE_SIZE, 4, 0), -EINVAL);
	assert_int_equal(ecap_write32(&cap, cap.size, 0), -EINVAL);
	assert_int_equal(ecap_cfg_write(&image.cfg, 0, 4, 0), -EOPNOTSUPP);
}

static void failed_write_returns_the_error(void **state)
{
	struct study_view view = study();

	image_fail(&image, 2, -EIO);
	assert_int_equal(ecap_write(&view, byte, (u8)0x84), 0);
	assert_int_equal(ecap_write(&view, word, (u16)2), -EIO);
	image_gone(&image);
	assert_int_equal(ecap_write(&view, dword, (u32)3), -ENODEV);
	assert_int_equal(ecap_write_index(&view, bytes, 1, (u8)3), -ENODEV);
	assert_int_equal(image.write_count, 4);
	image.write_count = 0;
	nothing_was_written();
}

/* Configuration space itself */

static void cfg_write_past_configuration_space_is_einval(void **state)
{
	assert_int_equal(ecap_cfg_write(&image.cfg, IMAGE_SIZE, 4, 1), -EINVAL);
	assert_int_equal(ecap_cfg_write(&image.cfg, IMAGE_SIZE + 1, 1, 1), -EINVAL);
	assert_int_equal(ecap_cfg_write(&image.cfg, 0x10000, 4, 1), -EINVAL);
	assert_int_equal(ecap_cfg_write(&image.cfg, U32_MAX, 1, 1), -EINVAL);
	image.cfg.size = PCI_CFG_SPACE_SIZE;
	assert_int_equal(ecap_cfg_write(&image.cfg, 0x100, 2, 1), -EINVAL);
	assert_int_equal(image.write_count, 0);
	assert_int_equal(ecap_cfg_write(&image.cfg, 0xfe, 2, 1), 0);
	assert_int_equal(get16(&image, 0xfe), 1);
}

static void cfg_write_unaligned_is_einval(void **state)
{
	assert_int_equal(ecap_cfg_write(&image.cfg, 1, 2, 1), -EINVAL);
	assert_int_equal(ecap_cfg_write(&image.cfg, 1, 4, 1), -EINVAL);
	assert_int_equal(ecap_cfg_write(&image.cfg, 2, 4, 1), -EINVAL);
	assert_int_equal(ecap_cfg_write(&image.cfg, IMAGE_SIZE - 1, 4, 1), -EINVAL);
	assert_int_equal(image.write_count, 0);
	assert_int_equal(ecap_cfg_write(&image.cfg, IMAGE_SIZE - 1, 1, 1), 0);
}

static void cfg_write_keeps_to_its_width(void **state)
{
	assert_int_equal(ecap_cfg_write(&image.cfg, 0x40, 1, 0x44332211), 0);
	assert_int_equal(get32(&image, 0x40), 0x11);
	assert_int_equal(ecap_cfg_write(&image.cfg, 0x44, 2, 0x44332211), 0);
	assert_int_equal(get32(&image, 0x44), 0x2211);
}

#define TEST(test)	cmocka_unit_test_setup(test, setup)

static const struct CMUnitTest reading[] = {
	TEST(view_is_no_larger_than_a_capability),
	TEST(cast_of_a_long_enough_capability),
	TEST(cast_of_a_short_capability_is_einval),
	TEST(read_of_a_byte),
	TEST(read_of_a_word),
	TEST(read_of_a_dword),
	TEST(read_index_of_each_width),
	TEST(read_index_past_the_array_is_einval),
	TEST(read_index_evaluates_its_index_once),
	TEST(read_past_the_capability_is_einval),
	TEST(read_up_to_the_end_of_the_capability),
	TEST(read_across_the_end_of_the_capability_is_einval),
	TEST(read_far_past_the_capability_does_not_wrap),
	TEST(read_unaligned_is_einval),
	TEST(read_past_configuration_space_is_einval),
	TEST(cfg_read_unaligned_is_einval),
	TEST(read_of_a_capability_past_the_space_is_einval),
	TEST(failed_read_does_not_change_the_destination),
	TEST(read_of_a_device_that_is_gone_is_enodev),
	TEST(read_of_dwords_one_by_one),
	TEST(read_of_dwords_by_one_call),
	TEST(read_of_all_dwords_of_a_capability),
	TEST(read_of_too_many_dwords_does_not_wrap),
	TEST(read_of_dwords_past_the_space_is_einval),
	TEST(read_of_dwords_ends_at_an_error),
};

static const struct CMUnitTest writing[] = {
	TEST(write_of_each_width),
	TEST(write_takes_a_cast),
	TEST(write_index_of_each_width),
	TEST(write_index_past_the_array_is_einval),
	TEST(write_evaluates_its_arguments_once),
	TEST(write_past_the_capability_is_einval),
	TEST(write_up_to_the_end_of_the_capability),
	TEST(write_across_the_end_of_the_capability_is_einval),
	TEST(write_far_past_the_capability_does_not_wrap),
	TEST(write_unaligned_is_einval),
	TEST(write_of_a_capability_past_the_space_is_einval),
	TEST(write_to_a_read_only_device_is_eopnotsupp),
	TEST(bad_write_to_a_read_only_device_is_einval),
	TEST(failed_write_returns_the_error),
	TEST(cfg_write_past_configuration_space_is_einval),
	TEST(cfg_write_unaligned_is_einval),
	TEST(cfg_write_keeps_to_its_width),
};

int main(void)
{
	int failed = 0;

	failed += cmocka_run_group_tests(reading, NULL, NULL);
	failed += cmocka_run_group_tests(writing, NULL, NULL);
	return failed;
}
