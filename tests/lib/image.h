/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A configuration space in 4 KiB of memory. An access that is out of bounds or
 * unaligned ends the program. Every access is counted. Accesses can be made to
 * fail, and bits can be made read-only.
 */
#ifndef TESTS_IMAGE_H
#define TESTS_IMAGE_H

#include <sriov_pf/cfg.h>
#include <sriov_pf/ecap.h>

#define IMAGE_SIZE	PCI_CFG_SPACE_EXP_SIZE

/* The capabilities of QEMU's igb, and the routing ID that it is given here. */
#define IGB_AER		0x100
#define IGB_SERIAL	0x140
#define IGB_ARI		0x150
#define IGB_SRIOV	0x160
#define IGB_ROUTING_ID	0x0100

/**
 * struct image - one function
 * @cfg: the way in for the code under test
 * @bytes: what it holds, little-endian
 * @fixed: likewise, the bits that no write changes
 * @reads: how many times each dword was read
 * @writes: how many times each dword was written
 * @count: how many reads there were
 * @write_count: how many writes
 * @bulk_count: how many reads of several dwords
 * @where: where the last access was
 * @width: and how wide
 * @fail_at: the first access to fail, from 1 on, reads and writes alike; 0 for
 *	none
 * @fail_end: the first access after that to succeed again
 * @error: the negative errno it fails with
 */
struct image {
	struct ecap_cfg cfg;
	u8 bytes[IMAGE_SIZE];
	u8 fixed[IMAGE_SIZE];
	unsigned int reads[IMAGE_SIZE / 4];
	unsigned int writes[IMAGE_SIZE / 4];
	unsigned int count;
	unsigned int write_count;
	unsigned int bulk_count;
	u16 where;
	u8 width;
	unsigned int fail_at;
	unsigned int fail_end;
	int error;
};

/* All zeroes, and reachable. */
void image_init(struct image *image);

/* Likewise, with @size bytes (at most IMAGE_SIZE) at its start. */
void image_load(struct image *image, const u8 *bytes, size_t size);

/* Make the space read-only. */
void image_read_only(struct image *image);

/* Read several dwords by one call. */
void image_in_bulk(struct image *image);

/* Let writes change only the bits in @mask of the dword at @where. */
void image_takes(struct image *image, u16 where, u32 mask);

/* Count accesses from 0 again, and fail no more. */
void image_recount(struct image *image);

/* Fail with @error from the @nth access on; the next one is number 1. */
void image_fail(struct image *image, unsigned int nth, int error);

/* Likewise, but only the @nth access. */
void image_fail_once(struct image *image, unsigned int nth, int error);

/* The device is gone: every access fails with -ENODEV. */
void image_gone(struct image *image);

/* Direct access to the contents: nothing is counted, and nothing fails. */
u16 get16(const struct image *image, u16 where);
u32 get32(const struct image *image, u16 where);
void put16(struct image *image, u16 where, u16 value);
void put32(struct image *image, u16 where, u32 value);

/* The header of an extended capability. */
void put_ecap(struct image *image, u16 where, u16 id, u8 version, u16 next);

/* A sound SR-IOV capability, without its header; the VF BARs are set. */
void put_sriov(struct image *image, u16 where);

/* The extended capabilities of QEMU's igb. */
void put_igb(struct image *image);

/* igb and nothing else; returns its SR-IOV capability, as the walk finds it. */
struct ecap image_init_igb(struct image *image);

#endif
