// SPDX-License-Identifier: GPL-2.0
/* Decoding the registers of the SR-IOV capability. */
#include <errno.h>
#include <string.h>

#include <sriov_pf/sriov.h>

#include "image.h"
#include "unit.h"

#define HEADER	0x00010010	/* of igb's capability */

static struct image image;
static struct ecap cap;
static struct sriov_info info;

static int setup(void **state)
{
	cap = image_init_igb(&image);
	memset(&info, 0x5a, sizeof(info));
	return 0;
}

static void set16(u16 where, u16 value)
{
	put16(&image, IGB_SRIOV + where, value);
}

static void set32(u16 where, u32 value)
{
	put32(&image, IGB_SRIOV + where, value);
}

static void decode(unsigned int sized)
{
	assert_int_equal(sriov_decode(&cap, sized, &info), 0);
}

/* The layout */

static void clear_capability(void)
{
	memset(&image.bytes[IGB_SRIOV], 0, PCI_EXT_CAP_SRIOV_SIZEOF);
}

/* The view and the kernel's header have the field at the same offset. */
#define assert_field(field, type, at)					\
do {									\
	struct sriov_view view = { .cap = cap };			\
	type value = 0;							\
	type expect = (type)0x87654321;					\
									\
	clear_capability();						\
	put32(&image, IGB_SRIOV + (at), 0x87654321);			\
	assert_int_equal(ecap_read(&view, field, &value), 0);		\
	assert_int_equal(value, expect);				\
	assert_int_equal(image.where, IGB_SRIOV + (at));		\
	assert_int_equal(image.width, sizeof(type));			\
} while (0)

static void layout_of_control_is_the_kernels(void **state)
{
	assert_field(header, u32, 0);
	assert_field(capabilities, u32, PCI_SRIOV_CAP);
	assert_field(control, u16, PCI_SRIOV_CTRL);
	assert_field(status, u16, PCI_SRIOV_STATUS);
	assert_field(function_dependency_link, u8, PCI_SRIOV_FUNC_LINK);
}

static void layout_of_counts_is_the_kernels(void **state)
{
	assert_field(initial_vfs, u16, PCI_SRIOV_INITIAL_VF);
	assert_field(total_vfs, u16, PCI_SRIOV_TOTAL_VF);
	assert_field(num_vfs, u16, PCI_SRIOV_NUM_VF);
	assert_field(vf_offset, u16, PCI_SRIOV_VF_OFFSET);
	assert_field(vf_stride, u16, PCI_SRIOV_VF_STRIDE);
	assert_field(vf_device_id, u16, PCI_SRIOV_VF_DID);
}

static void layout_of_memory_is_the_kernels(void **state)
{
	assert_field(supported_page_sizes, u32, PCI_SRIOV_SUP_PGSIZE);
	assert_field(system_page_size, u32, PCI_SRIOV_SYS_PGSIZE);
	assert_field(vf_migration_state_array, u32, PCI_SRIOV_VFM);
}

/* Single registers */

/* Puts the decoded flags back together as bits. */
static u32 capabilities_bits(const struct sriov_capabilities *reg)
{
	return reg->vf_migration_capable << 0 |
	       reg->ari_capable_hierarchy_preserved << 1 |
	       reg->vf_10bit_tag_requester_supported << 2 |
	       (u32)reg->vf_migration_interrupt_message_number << 21;
}

static void every_bit_of_capabilities_alone(void **state)
{
	struct sriov_capabilities reg;
	unsigned int bit;

	for (bit = 0; bit < 32; bit++) {
		reg = sriov_decode_capabilities(BIT(bit));
		assert_int_equal(reg.raw, BIT(bit));
		assert_int_equal(capabilities_bits(&reg),
				 BIT(bit) & 0xffe00007);
	}
	reg = sriov_decode_capabilities(0);
	assert_int_equal(capabilities_bits(&reg), 0);
}

static u32 control_bits(const struct sriov_control *reg)
{
	return reg->vf_enable << 0 |
	       reg->vf_migration_enable << 1 |
	       reg->vf_migration_interrupt_enable << 2 |
	       reg->vf_mse << 3 |
	       reg->ari_capable_hierarchy << 4 |
	       reg->vf_10bit_tag_requester_enable << 5;
}

static void every_bit_of_control_alone(void **state)
{
	struct sriov_control reg;
	unsigned int bit;

	for (bit = 0; bit < 16; bit++) {
		reg = sriov_decode_control(BIT(bit));
		assert_int_equal(reg.raw, BIT(bit));
		assert_int_equal(control_bits(&reg), BIT(bit) & 0x003f);
	}
	reg = sriov_decode_control(0);
	assert_int_equal(control_bits(&reg), 0);
}

static void every_bit_of_status_alone(void **state)
{
	struct sriov_status reg;
	unsigned int bit;

	for (bit = 0; bit < 16; bit++) {
		reg = sriov_decode_status(BIT(bit));
		assert_int_equal(reg.raw, BIT(bit));
		assert_int_equal(reg.vf_migration_status, bit == 0);
	}
	assert_false(sriov_decode_status(0).vf_migration_status);
}

static void every_bit_of_migration_array_alone(void **state)
{
	struct sriov_migration_array reg;
	unsigned int bit;

	for (bit = 0; bit < 32; bit++) {
		reg = sriov_decode_migration_array(BIT(bit));
		assert_int_equal(reg.bir, BIT(bit) & 7);
		assert_int_equal(reg.offset, BIT(bit) & 0xfffffff8);
	}
}

/* The whole capability */

static void set_distinct_values(void)
{
	set32(PCI_SRIOV_CAP, 0xaaa00002);
	set16(PCI_SRIOV_CTRL, 0x0019);
	set16(PCI_SRIOV_STATUS, 0x0001);
	set16(PCI_SRIOV_INITIAL_VF, 0x0102);
	set16(PCI_SRIOV_TOTAL_VF, 0x0304);
	set16(PCI_SRIOV_NUM_VF, 0x0506);
	set16(PCI_SRIOV_FUNC_LINK, 0xff07);
	set16(PCI_SRIOV_VF_OFFSET, 0x0809);
	set16(PCI_SRIOV_VF_STRIDE, 0x0a0b);
	set16(PCI_SRIOV_VF_STRIDE + 2, 0xffff);
	set16(PCI_SRIOV_VF_DID, 0x0c0d);
	set32(PCI_SRIOV_SUP_PGSIZE, 0x0e0f1011);
	set32(PCI_SRIOV_SYS_PGSIZE, 0x12131415);
	set32(PCI_SRIOV_VFM, 0x16171815);
}

static void decode_puts_each_count_in_its_place(void **state)
{
	set_distinct_values();
	decode(0);
	assert_int_equal(info.initial_vfs, 0x0102);
	assert_int_equal(info.total_vfs, 0x0304);
	assert_int_equal(info.num_vfs, 0x0506);
	assert_int_equal(info.function_dependency_link, 0x07);
	assert_int_equal(info.vf_offset, 0x0809);
	assert_int_equal(info.vf_stride, 0x0a0b);
	assert_int_equal(info.vf_device_id, 0x0c0d);
	assert_int_equal(info.supported_page_sizes, 0x0e0f1011);
	assert_int_equal(info.system_page_size, 0x12131415);
}

static void decode_puts_each_register_in_its_place(void **state)
{
	set_distinct_values();
	decode(0);
	assert_int_equal(info.capabilities.raw, 0xaaa00002);
	assert_int_equal(capabilities_bits(&info.capabilities), 0xaaa00002);
	assert_int_equal(info.control.raw, 0x0019);
	assert_int_equal(control_bits(&info.control), 0x0019);
	assert_int_equal(info.status.raw, 0x0001);
	assert_true(info.status.vf_migration_status);
	assert_int_equal(info.vf_migration_state_array.bir, 5);
	assert_int_equal(info.vf_migration_state_array.offset, 0x16171810);
}

static void decode_of_a_16_bit_register_keeps_all_its_bits(void **state)
{
	set16(PCI_SRIOV_CTRL, 0xffff);
	set16(PCI_SRIOV_TOTAL_VF, 0xffff);
	decode(0);
	assert_int_equal(info.control.raw, 0xffff);
	assert_int_equal(info.status.raw, 0);
	assert_int_equal(info.total_vfs, 0xffff);
	assert_int_equal(info.initial_vfs, 8);
}

static void decode_gives_the_offset_of_the_capability(void **state)
{
	cap.version = 3;
	decode(0);
	assert_int_equal(info.offset, IGB_SRIOV);
	assert_int_equal(info.size, 64);
	assert_int_equal(info.version, 3);
}

static void decode_of_a_longer_region_is_64_bytes(void **state)
{
	cap.size = IMAGE_SIZE - IGB_SRIOV;
	decode(0);
	assert_int_equal(info.size, 64);
	assert_int_equal(image.count, 15);
}

static void decode_keeps_the_raw_registers(void **state)
{
	unsigned int i;

	for (i = 1; i < SRIOV_DWORDS; i++)
		set32(4 * i, 0x01010101 * i << 4);
	decode(0);
	assert_int_equal(info.registers[0], HEADER);
	for (i = 1; i < SRIOV_DWORDS; i++)
		assert_int_equal(info.registers[i], 0x01010101 * i << 4);
}

static void decode_reads_each_dword_after_the_header_once(void **state)
{
	unsigned int i;

	decode(0x3f);
	assert_int_equal(image.count, 15);
	for (i = 1; i < SRIOV_DWORDS; i++)
		assert_int_equal(image.reads[IGB_SRIOV / 4 + i], 1);
}

/* The walk has read the header. A second read could give another value. */
static void decode_takes_the_header_from_the_walk(void **state)
{
	cap.header = 0xabc20010;
	decode(0);
	assert_int_equal(info.registers[0], 0xabc20010);
	assert_int_equal(image.reads[IGB_SRIOV / 4], 0);
}

static void decode_of_a_truncated_capability_reads_what_is_there(void **state)
{
	unsigned int i;

	set_distinct_values();
	cap.size = 0x20;
	decode(0);
	assert_int_equal(image.count, 7);
	assert_int_equal(info.size, 0x20);
	assert_int_equal(info.total_vfs, 0x0304);
	assert_int_equal(info.supported_page_sizes, 0x0e0f1011);
	assert_int_equal(info.system_page_size, 0);
	for (i = 8; i < SRIOV_DWORDS; i++)
		assert_int_equal(info.registers[i], 0);
	for (i = 0; i < PCI_SRIOV_NUM_BARS; i++)
		assert_int_equal(info.vf_bar[i].width, 0);
}

static void decode_of_a_bare_header_reads_nothing(void **state)
{
	cap.size = 4;
	decode(0);
	assert_int_equal(image.count, 0);
	assert_int_equal(info.size, 4);
	assert_int_equal(info.registers[0], HEADER);
	assert_int_equal(info.total_vfs, 0);
}

/* A BAR is not listed if a register of it is past the end. */
static void decode_lists_no_bar_past_the_end(void **state)
{
	unsigned int slot;

	cap.size = PCI_SRIOV_BAR + 4;
	decode(0x3f);
	assert_int_equal(info.registers[PCI_SRIOV_BAR / 4], 0xfe00000c);
	for (slot = 0; slot < PCI_SRIOV_NUM_BARS; slot++)
		assert_int_equal(info.vf_bar[slot].width, 0);
}

static void decode_lists_a_bar_up_to_the_end(void **state)
{
	cap.size = PCI_SRIOV_BAR + 8;
	decode(0x3f);
	assert_int_equal(info.vf_bar[0].width, 64);
	assert_int_equal(info.vf_bar[0].raw, 0x1fe00000c);
	assert_int_equal(info.vf_bar[2].width, 0);

	cap.size = PCI_SRIOV_BAR + 12;
	decode(0x3f);
	assert_int_equal(info.vf_bar[0].width, 64);
	assert_int_equal(info.vf_bar[2].width, 32);
	assert_int_equal(info.vf_bar[3].width, 0);
}

static void decode_returns_an_error_from_any_read(void **state)
{
	unsigned int nth;

	for (nth = 1; nth < SRIOV_DWORDS; nth++) {
		image_init(&image);
		image_fail(&image, nth, -EIO);
		assert_int_equal(sriov_decode(&cap, 0, &info), -EIO);
		assert_int_equal(image.count, nth);
	}
}

static void decode_of_a_device_that_is_gone_is_enodev(void **state)
{
	image_gone(&image);
	assert_int_equal(sriov_decode(&cap, 0, &info), -ENODEV);
}

static void read_registers_returns_their_number(void **state)
{
	u32 registers[SRIOV_DWORDS];

	assert_int_equal(sriov_read_registers(&cap, registers), 16);
	assert_int_equal(registers[0], HEADER);
	assert_int_equal(registers[3], 0x00080008);
	assert_int_equal(registers[9], 0xfe00000c);

	memset(registers, 0x5a, sizeof(registers));
	cap.size = 0x28;
	assert_int_equal(sriov_read_registers(&cap, registers), 10);
	assert_int_equal(registers[9], 0xfe00000c);
	assert_int_equal(registers[10], 0);
	assert_int_equal(registers[15], 0);
}

static void read_registers_of_a_device_that_is_gone_is_enodev(void **state)
{
	u32 registers[SRIOV_DWORDS];

	image_fail(&image, 16, -ENODEV);
	assert_int_equal(sriov_read_registers(&cap, registers), -ENODEV);
}

/* Routing IDs */

struct routing_case {
	const char *name;
	u16 pf, vf, offset, stride;
	u64 expect;
};

static const struct routing_case routing_cases[] = {
	{ "igb's first", 0x0100, 0, 128, 2, 0x0180 },
	{ "igb's last", 0x0100, 7, 128, 2, 0x018e },
	{ "on the next bus", 0x01f8, 3, 8, 1, 0x0203 },
	{ "the last of all", 0xff00, 15, 0xf0, 1, 0xffff },
	{ "past the last does not wrap", 0xff00, 16, 0xf0, 1, 0x10000 },
	{ "the largest values", 0xffff, 0xffff, 0xffff, 0xffff, 0xffffffff },
};

static void vf_has_routing_id(void **state)
{
	const struct routing_case *row = *state;

	info.vf_offset = row->offset;
	info.vf_stride = row->stride;
	assert_int_equal(sriov_vf_routing_id(&info, row->pf, row->vf),
			 row->expect);
}

#define TEST(test)	cmocka_unit_test_setup(test, setup)

static const struct CMUnitTest tests[] = {
	TEST(layout_of_control_is_the_kernels),
	TEST(layout_of_counts_is_the_kernels),
	TEST(layout_of_memory_is_the_kernels),
	TEST(every_bit_of_capabilities_alone),
	TEST(every_bit_of_control_alone),
	TEST(every_bit_of_status_alone),
	TEST(every_bit_of_migration_array_alone),
	TEST(decode_puts_each_count_in_its_place),
	TEST(decode_puts_each_register_in_its_place),
	TEST(decode_of_a_16_bit_register_keeps_all_its_bits),
	TEST(decode_gives_the_offset_of_the_capability),
	TEST(decode_of_a_longer_region_is_64_bytes),
	TEST(decode_keeps_the_raw_registers),
	TEST(decode_reads_each_dword_after_the_header_once),
	TEST(decode_takes_the_header_from_the_walk),
	TEST(decode_of_a_truncated_capability_reads_what_is_there),
	TEST(decode_of_a_bare_header_reads_nothing),
	TEST(decode_lists_no_bar_past_the_end),
	TEST(decode_lists_a_bar_up_to_the_end),
	TEST(decode_returns_an_error_from_any_read),
	TEST(decode_of_a_device_that_is_gone_is_enodev),
	TEST(read_registers_returns_their_number),
	TEST(read_registers_of_a_device_that_is_gone_is_enodev),
};

int main(void)
{
	int failed = 0;

	failed += cmocka_run_group_tests(tests, NULL, NULL);
	failed += run_table(vf_has_routing_id, routing_cases, setup);
	return failed;
}
