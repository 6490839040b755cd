// SPDX-License-Identifier: GPL-2.0
/*
 * a typed access stays in its capability and has the width of the register
 *
 * Assumes: a capability as at.c proves it. Any offset, any index, any width.
 *
 * Several dwords: any number of them up to 4, one by one.
 *
 * cbmc: --unwind 1 --unwindset ecap_cfg_read_dwords.0:5
 */
#include "cap.h"

/* CBMC does not fold strchr(); tests/unit checks what must not build. */
#define __builtin_strchr(...)	0

#include "ecap.c"

struct regs {
	u32 header;
	u8 byte[6];
	u16 word[5];
	u32 dword[6];
	u8 one_byte;
	u16 one_word;
	u32 one_dword;
};

ECAP_VIEW(regs_view, struct regs);

static struct regs_view view;

/* The offset and the width of an access are right, even if it fails. */
static void judge_access(int err, size_t where, u8 width)
{
	unsigned int accesses = device.reads + device.writes;

	PROVE(accesses <= 1, "at most one access");
	PROVE(err <= 0, "an errno is negative");
	PROVE(err || accesses, "no success without an access");
	PROVE(accesses || err == -EINVAL, "no access past the end");
	if (accesses)
		PROVE(device.width == width &&
		      device.where == view.cap.offset + where,
		      "its offset and width are the register's");
}

#define JUDGE_READ(call, where, dest, before)				\
({									\
	int __err = call;						\
									\
	judge_access(__err, where, sizeof(dest));			\
	PROVE(!device.writes, "a read writes nothing");			\
	PROVE(dest == (__err ? before : device.value),			\
	      "the value is what was read, or unchanged");		\
	if (__err == -EINVAL && !device.reads)				\
		REACHED("a read refused");				\
	else if (!__err)						\
		REACHED("a read");					\
})

#define JUDGE_WRITE(call, where, said)					\
({									\
	int __err = call;						\
									\
	judge_access(__err, where, sizeof(said));			\
	PROVE(!device.reads, "a write reads nothing");			\
	PROVE(__err || device.value == (said), "the argument is written");\
	if (__err == -EINVAL && !device.writes)				\
		REACHED("a write refused");				\
	else if (!__err)						\
		REACHED("a write");					\
})

static void read_dwords(void)
{
	u32 where = nondet_u32(), values[4];
	unsigned int count = nondet_uint();
	int err;

	ASSUME(count <= 4 || count > view.cap.size / 4);
	err = ecap_read_dwords(&view.cap, where, count, values);
	PROVE(err <= 0, "an errno is negative");
	PROVE(!device.writes, "a read writes nothing");
	PROVE(device.reads <= count, "no more reads than dwords");
	PROVE(err || device.reads == count, "on success all were read");
	PROVE(device.watched_reads <= 1, "no dword is read twice");
	if (device.reads)
		PROVE(device.width == 4 &&
		      device.where == view.cap.offset + where +
				      4 * (device.reads - 1),
		      "they follow each other");
	if (err == -EINVAL && !device.reads)
		REACHED("dwords refused");
	else if (!err && count == 4)
		REACHED("four dwords");
}

int main(void)
{
	u32 dword = nondet_u32(), dword_was = dword;
	u16 word = nondet_u16(), word_was = word;
	u8 byte = nondet_u8(), byte_was = byte;
	size_t index = nondet_size();
	u32 where = nondet_u32();

	view.cap = any_cap();
	switch (nondet_uint()) {
	case 0:
		JUDGE_READ(ecap_read8(&view.cap, where, &byte),
			   where, byte, byte_was);
		break;
	case 1:
		JUDGE_READ(ecap_read16(&view.cap, where, &word),
			   where, word, word_was);
		break;
	case 2:
		JUDGE_READ(ecap_read32(&view.cap, where, &dword),
			   where, dword, dword_was);
		break;
	case 3:
		JUDGE_READ(ecap_read(&view, one_byte, &byte),
			   offsetof(struct regs, one_byte), byte, byte_was);
		break;
	case 4:
		JUDGE_READ(ecap_read(&view, one_word, &word),
			   offsetof(struct regs, one_word), word, word_was);
		break;
	case 5:
		JUDGE_READ(ecap_read(&view, one_dword, &dword),
			   offsetof(struct regs, one_dword), dword, dword_was);
		break;
	case 6:
		JUDGE_READ(ecap_read_index(&view, byte, index, &byte),
			   offsetof(struct regs, byte) + index % 6, byte, byte_was);
		PROVE(index < 6 || !device.reads, "no element past the last");
		break;
	case 7:
		JUDGE_READ(ecap_read_index(&view, word, index, &word),
			   offsetof(struct regs, word) + index % 5 * 2,
			   word, word_was);
		PROVE(index < 5 || !device.reads, "no element past the last");
		break;
	case 8:
		JUDGE_READ(ecap_read_index(&view, dword, index, &dword),
			   offsetof(struct regs, dword) + index % 6 * 4,
			   dword, dword_was);
		PROVE(index < 6 || !device.reads, "no element past the last");
		break;
	case 9:
		JUDGE_WRITE(ecap_write8(&view.cap, where, byte), where, byte);
		break;
	case 10:
		JUDGE_WRITE(ecap_write16(&view.cap, where, word), where, word);
		break;
	case 11:
		JUDGE_WRITE(ecap_write32(&view.cap, where, dword), where, dword);
		break;
	case 12:
		JUDGE_WRITE(ecap_write(&view, one_word, word),
			    offsetof(struct regs, one_word), word);
		break;
	case 13:
		JUDGE_WRITE(ecap_write_index(&view, dword, index, dword),
			    offsetof(struct regs, dword) + index % 6 * 4, dword);
		PROVE(index < 6 || !device.writes, "no element past the last");
		break;
	case 15:
		read_dwords();
		break;
	case 14:
		JUDGE_WRITE(ecap_write_index(&view, byte, index, byte),
			    offsetof(struct regs, byte) + index % 6, byte);
		PROVE(index < 6 || !device.writes, "no element past the last");
		break;
	}
}
