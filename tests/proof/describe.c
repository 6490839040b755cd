// SPDX-License-Identifier: GPL-2.0
/*
 * every fault is described in fewer than 128 characters, within the buffer
 *
 * Assumes: scnprintf() as modelled here. The model knows %u, %08x and %s and
 * refuses anything else. It counts the characters of the whole text, and writes
 * no more than the size that it was given. Any fault, in the enum or not; any
 * registers and routing ID; any size of the buffer from 0 to 128.
 *
 * cbmc: --unwind 7 --unwindset model.0:80 --unwindset string_length.0:40 --unwindset digits.0:11
 */
#define scnprintf	shim_scnprintf
#include <linux/kernel.h>
#undef scnprintf

#include "cap.h"

static unsigned int wanted, written;
static u64 said[4];

static unsigned int string_length(const char *text)
{
	unsigned int length = 0;

	while (text[length])
		length++;
	return length;
}

static unsigned int digits(unsigned int value)
{
	unsigned int count = 1;

	while (value > 9) {
		value /= 10;
		count++;
	}
	return count;
}

static int model(char *buf, size_t size, const char *format,
		 u64 first, u64 second, u64 third, u64 fourth)
{
	unsigned int next = 0;
	const char *at;

	PROVE(__CPROVER_w_ok(buf, size),
	      "the buffer has the size that is given");
	said[0] = first;
	said[1] = second;
	said[2] = third;
	said[3] = fourth;
	wanted = 0;
	for (at = format; *at; at++) {
		if (*at != '%') {
			wanted++;
		} else if (at[1] == 'u') {
			wanted += digits(said[next++]);
			at++;
		} else if (at[1] == 's') {
			wanted += string_length((const char *)said[next++]);
			at++;
		} else {
			PROVE(at[1] == '0' && at[2] == '8' && at[3] == 'x',
			      "every conversion is a known one");
			next++;
			wanted += 8;
			at += 3;
		}
	}
	if (!size)
		return 0;

	written = wanted < size ? wanted : size - 1;
	buf[written] = 0;
	return written;
}

/* CBMC does not promote the arguments in place of "...". */
#define scnprintf(buf, size, ...)					\
	model_args(buf, size, __VA_ARGS__, 0, 0, 0, 0, 0)
#define model_args(buf, size, format, a, b, c, d, ...)			\
	model(buf, size, format, (u64)(a), (u64)(b), (u64)(c), (u64)(d))

#include "ecap.c"
#include "sriov.c"
#include "malformed.c"

static struct sriov_info info;

int main(void)
{
	struct sriov_context slot = {
		.routing_id = nondet_u16(),
		.accepted = nondet_bool(),
	};
	enum sriov_fault fault = nondet_uint();
	size_t size = nondet_size();
	char buf[128];
	int length;

	__CPROVER_havoc_object(&info);
	ASSUME(size <= sizeof(buf));

	length = sriov_describe_fault(fault, &info, &slot, buf + 128 - size,
				      size);

	PROVE(wanted > 0, "the text is not empty");
	PROVE(wanted < 128, "the text fits 128 bytes");
	PROVE(length >= 0 && (!size || length < size),
	      "the text fits the buffer");
	PROVE(!size || length == written, "the length is returned");
	/* Through a pointer, CBMC does not see where an array in a struct ends. */
	if (fault >= SRIOV_FAULT_BAR_IO && fault <= SRIOV_FAULT_BAR_LAST)
		PROVE(said[0] < PCI_SRIOV_NUM_BARS &&
		      said[1] == info.registers[PCI_SRIOV_BAR / 4 + said[0]],
		      "the BAR is one of six, with its own register");
	if (wanted == length && length > 60)
		REACHED("a long text");
	if (wanted > length)
		REACHED("a truncated text");
	if (fault == SRIOV_NR_FAULTS)
		REACHED("no fault");
}
