// SPDX-License-Identifier: GPL-2.0
/* Numbers as text, against the C library's. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "number.h"
#include "unit.h"

static const u64 numbers[] = {
	0, 1, 9, 10, 99, 100, 0xff, 0x100, 65535, 65536, 999999999, 1000000000,
	0x7fffffff, 0x80000000, 0xffffffff, 0x123456789abcdef0, U64_MAX,
};

/* Nothing is written past the end of the text. */
static void same_text(const char *text, const char *end, const char *expect)
{
	assert_int_equal(end - text, strlen(expect));
	assert_memory_equal(text, expect, strlen(expect));
	assert_int_equal(*end, '~');
}

static void decimal(void **state)
{
	char text[SRIOV_PF_NUMBER_TEXT], expect[SRIOV_PF_NUMBER_TEXT];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		memset(text, '~', sizeof(text));
		snprintf(expect, sizeof(expect), "%" PRIu32, (u32)numbers[i]);
		same_text(text, sriov_pf_put_decimal(text, numbers[i]), expect);
	}
}

static void line(void **state)
{
	char text[SRIOV_PF_NUMBER_TEXT];

	memset(text, '~', sizeof(text));
	same_text(text, text + sriov_pf_put_line(text, 4294967295), "4294967295\n");
	memset(text, '~', sizeof(text));
	same_text(text, text + sriov_pf_put_line(text, 0), "0\n");
}

static void hexadecimal(void **state)
{
	char text[SRIOV_PF_NUMBER_TEXT], expect[SRIOV_PF_NUMBER_TEXT];
	unsigned int digits;
	u64 value;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(numbers); i++)
		for (digits = 1; digits <= 16; digits++) {
			value = numbers[i] & U64_MAX >> 4 * (16 - digits);
			memset(text, '~', sizeof(text));
			snprintf(expect, sizeof(expect), "0x%0*" PRIx64, digits,
				 (uint64_t)value);
			same_text(text, sriov_pf_put_hex(text, value, digits),
				  expect);
		}
}

/* Higher digits are left out. */
static void low_digits(void **state)
{
	char text[SRIOV_PF_NUMBER_TEXT];

	memset(text, '~', sizeof(text));
	same_text(text, sriov_pf_put_hex(text, 0x12345678, 4), "0x5678");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(decimal),
		cmocka_unit_test(line),
		cmocka_unit_test(hexadecimal),
		cmocka_unit_test(low_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
