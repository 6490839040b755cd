// SPDX-License-Identifier: GPL-2.0
/* The Device Serial Number extended capability. */
#include <errno.h>
#include <string.h>

#include <sriov_pf/dsn.h>

#include "image.h"
#include "unit.h"

#define DSN	0x140

static struct image image;
static struct ecap cap;

static int setup(void **state)
{
	image_init(&image);
	cap = (struct ecap){
		.cfg = &image.cfg,
		.offset = DSN,
		.size = 12,
		.id = PCI_EXT_CAP_ID_DSN,
	};
	put32(&image, DSN + 4, 0x89abcdef);
	put32(&image, DSN + 8, 0x01234567);
	return 0;
}

static void lower_half_comes_first(void **state)
{
	u64 serial;

	assert_int_equal(sriov_dsn_read(&cap, &serial), 0);
	assert_true(serial == 0x0123456789abcdef);
}

static void each_half_is_read_once(void **state)
{
	u64 serial;

	sriov_dsn_read(&cap, &serial);
	assert_int_equal(image.count, 2);
	assert_int_equal(image.reads[DSN / 4 + 1], 1);
	assert_int_equal(image.reads[DSN / 4 + 2], 1);
}

static void capability_that_is_cut_short_has_none(void **state)
{
	u64 serial = 5;

	cap.size = 8;
	assert_int_equal(sriov_dsn_read(&cap, &serial), -EINVAL);
	assert_int_equal(image.count, 0);
	assert_true(serial == 5);
}

static void device_that_is_gone_is_enodev(void **state)
{
	unsigned int nth;

	for (nth = 1; nth <= 2; nth++) {
		u64 serial = 5;

		setup(NULL);
		image_fail(&image, nth, -ENODEV);
		assert_int_equal(sriov_dsn_read(&cap, &serial), -ENODEV);
		assert_int_equal(image.count, nth);
		assert_true(serial == 5);
	}
}

struct text_case {
	const char *text;
	u64 serial;
};

static const struct text_case text_cases[] = {
	{ "01-23-45-67-89-ab-cd-ef", 0x0123456789abcdef },
	{ "00-00-00-00-00-00-00-01", 1 },
	{ "ff-ff-ff-ff-ff-ff-ff-ff", ~0ULL },
	{ "80-00-00-00-00-00-00-00", 1ULL << 63 },
};

static void text_is(void **state)
{
	const struct text_case *row = *state;
	char text[SRIOV_DSN_TEXT + 1];

	memset(text, '#', sizeof(text));
	sriov_dsn_format(row->serial, text);
	assert_string_equal(text, row->text);
	assert_int_equal(text[SRIOV_DSN_TEXT], '#');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(lower_half_comes_first, setup),
		cmocka_unit_test_setup(each_half_is_read_once, setup),
		cmocka_unit_test_setup(capability_that_is_cut_short_has_none,
				       setup),
		cmocka_unit_test(device_that_is_gone_is_enodev),
	};

	return cmocka_run_group_tests(tests, NULL, NULL) +
	       run_table(text_is, text_cases, setup);
}
