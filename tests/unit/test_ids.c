// SPDX-License-Identifier: GPL-2.0
/* Parsing an entry of ids=. */
#include <errno.h>
#include <string.h>

#include "ids.h"
#include "unit.h"

#define ANY	0xffffffff

struct id_case {
	const char *name;
	const char *text;
	struct sriov_pf_id id;
};

static const struct id_case good[] = {
	{ "vendor and device", "8086:10c9",
	  { 0x8086, 0x10c9, ANY, ANY, 0, 0 } },
	{ "three fields", "8086:10c9:1af4",
	  { 0x8086, 0x10c9, 0x1af4, ANY, 0, 0 } },
	{ "four fields", "8086:10c9:1af4:1100",
	  { 0x8086, 0x10c9, 0x1af4, 0x1100, 0, 0 } },
	{ "five fields", "8086:10c9:1af4:1100:020000",
	  { 0x8086, 0x10c9, 0x1af4, 0x1100, 0x20000, 0 } },
	{ "six fields", "8086:10c9:1af4:1100:020000:ffff00",
	  { 0x8086, 0x10c9, 0x1af4, 0x1100, 0x20000, 0xffff00 } },
	{ "any subsystem", "8086:10c9:ffffffff:ffffffff:20000",
	  { 0x8086, 0x10c9, ANY, ANY, 0x20000, 0 } },
	{ "any vendor and device", "ffffffff:ffffffff",
	  { ANY, ANY, ANY, ANY, 0, 0 } },
	{ "all bits of the class mask", "1:2:3:4:fffffffe:ffffffff",
	  { 1, 2, 3, 4, 0xfffffffe, 0xffffffff } },
	{ "0x before a number", "0x8086:0x10c9",
	  { 0x8086, 0x10c9, ANY, ANY, 0, 0 } },
	{ "capitals", "8086:10C9:0XABCD",
	  { 0x8086, 0x10c9, 0xabcd, ANY, 0, 0 } },
	{ "zero and the largest", "0:ffff:0:ffff",
	  { 0, 0xffff, 0, 0xffff, 0, 0 } },
	{ "leading zeros", "00008086:000010c9",
	  { 0x8086, 0x10c9, ANY, ANY, 0, 0 } },
};

struct bad_case {
	const char *name;
	const char *text;
};

static const struct bad_case bad[] = {
	{ "nothing", "" },
	{ "only a vendor", "8086" },
	{ "vendor and a colon", "8086:" },
	{ "only a colon", ":" },
	{ "only a device", ":10c9" },
	{ "empty field in the middle", "8086::1af4" },
	{ "empty field at the end", "8086:10c9:" },
	{ "seven fields", "1:2:3:4:5:6:7" },
	{ "seven fields, the last empty", "1:2:3:4:5:6:" },
	{ "not hexadecimal", "8086:10cg" },
	{ "a name", "intel:igb" },
	{ "only 0x", "0x:10c9" },
	{ "vendor over 0xffff", "10000:10c9" },
	{ "device over 0xffff", "8086:10000" },
	{ "subvendor over 0xffff", "8086:10c9:10000" },
	{ "subdevice over 0xffff", "8086:10c9:1af4:10000" },
	{ "just below ffffffff", "fffffffe:10c9" },
	{ "class over 32 bits", "8086:10c9:1:2:100000000" },
	{ "vendor over 64 bits", "10000000000000000:10c9" },
	{ "text after the device", "8086:10c9 igb" },
	{ "text after the vendor", "8086 :10c9" },
	{ "leading blank", " 8086:10c9" },
	{ "a minus sign", "-1:10c9" },
	{ "another separator", "8086,10c9" },
};

/* On the heap, so that AddressSanitizer finds reads past the end. */
static int parse(const char *text, struct sriov_pf_id *id)
{
	size_t size = strlen(text) + 1;
	char *copy = test_malloc(size);
	int err;

	memcpy(copy, text, size);
	memset(id, 0x5a, sizeof(*id));
	err = sriov_pf_id_parse(copy, id);
	test_free(copy);
	return err;
}

static void takes(void **state)
{
	const struct id_case *row = *state;
	struct sriov_pf_id id;

	assert_int_equal(parse(row->text, &id), 0);
	assert_int_equal(id.vendor, row->id.vendor);
	assert_int_equal(id.device, row->id.device);
	assert_int_equal(id.subvendor, row->id.subvendor);
	assert_int_equal(id.subdevice, row->id.subdevice);
	assert_int_equal(id.class, row->id.class);
	assert_int_equal(id.class_mask, row->id.class_mask);
}

static void refuses(void **state)
{
	const struct bad_case *row = *state;
	struct sriov_pf_id id;

	assert_int_equal(parse(row->text, &id), -EINVAL);
}

int main(void)
{
	int failed = 0;

	failed += run_table(takes, good, NULL);
	failed += run_table(refuses, bad, NULL);
	return failed;
}
