/* SPDX-License-Identifier: GPL-2.0 */
/* Shared by all harnesses: any value, and a device that returns any value. */
#ifndef PROOF_H
#define PROOF_H

#include <linux/errno.h>
#include <linux/types.h>

#include <sriov_pf/cfg.h>

#define ASSUME(condition)	__CPROVER_assume(condition)
#define PROVE(condition, text)	__CPROVER_assert(condition, text)

/* The script "run" requires that this fails, to show that the line is reached. */
#define REACHED(text)		PROVE(0, "reached: " text)

/* For CBMC, a function without a body returns any value. */
bool nondet_bool(void);
u8 nondet_u8(void);
u16 nondet_u16(void);
u32 nondet_u32(void);
u64 nondet_u64(void);
int nondet_int(void);
unsigned int nondet_uint(void);
size_t nondet_size(void);

/* A negative errno, or 0. */
static inline int any_error(void)
{
	int err = nondet_int();

	ASSUME(err <= 0 && err >= -4095);
	return err;
}

/*
 * A device that answers every read with any value of the width or with any
 * error, and a record of the accesses. "watched" is one dword, which can be any.
 */
static struct {
	u32 first, end;		/* where accesses may go */
	u32 watched;
	unsigned int watched_reads;
	unsigned int reads, writes;
	u8 width;		/* of the last access */
	u16 where;
	u32 value;		/* of the last access without an error */
	int error;		/* of the last access, or 0 */
} device;

static inline void see_access(const struct ecap_cfg *cfg, u16 where, u8 width)
{
	PROVE(width == 1 || width == 2 || width == 4,
	      "an access has 1, 2 or 4 bytes");
	PROVE(where % width == 0, "an access is aligned");
	PROVE(where >= device.first && where + width <= device.end,
	      "an access stays within its bounds");
	PROVE(where + width <= cfg->size,
	      "an access ends within configuration space");
	device.where = where;
	device.width = width;
}

static inline int any_read(const struct ecap_cfg *cfg, u16 where, u8 width,
			   u32 *value)
{
	u32 answer = nondet_u32();
	int err = any_error();

	see_access(cfg, where, width);
	device.error = err;
	device.reads++;
	if (where / 4 == device.watched)
		device.watched_reads++;
	if (err)
		return err;

	ASSUME(width == 4 || answer >> 8 * width == 0);
	device.value = answer;
	*value = answer;
	return 0;
}

static inline int any_write(const struct ecap_cfg *cfg, u16 where, u8 width,
			    u32 value)
{
	int err = any_error();

	see_access(cfg, where, width);
	device.error = err;
	device.writes++;
	if (!err)
		device.value = value;
	return err;
}

static const struct ecap_cfg_ops any_ops = {
	.read = any_read,
	.write = any_write,
};

/* Accesses are allowed from @first up to, but not including, @end. */
static inline void any_device(u32 first, u32 end)
{
	device.first = first;
	device.end = end;
	device.watched = nondet_u32();
}

#endif
