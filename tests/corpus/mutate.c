// SPDX-License-Identifier: GPL-2.0
/*
 * mutate SEED COUNT [DIR] < DUMP - random and mutated functions, as one lspci
 * dump, or as images in files of DIR
 *
 * Each is one of the functions of DUMP, PCI Express ones, with its extended
 * configuration space changed in one of the ways below; the images at times in
 * their first 256 bytes too. The same seed gives the same functions.
 */
#include <stdio.h>
#include <stdlib.h>

#include <linux/pci_regs.h>

#include "dump.h"

#define MAX_BASES	64
#define EXTENDED	PCI_CFG_SPACE_SIZE
#define EXTENDED_SIZE	(DUMP_SIZE - EXTENDED)

static struct dump base[MAX_BASES];
static unsigned int bases;
static u64 state;

/* xorshift64*: the same everywhere, unlike rand(). */
static u32 random_below(u32 bound)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (state * 0x2545f4914f6cdd1dULL >> 32) % bound;
}

static void put_dword(struct dump *dump, unsigned int where, u32 value)
{
	unsigned int i;

	for (i = 0; i < 4; i++)
		dump->bytes[where + i] = value >> 8 * i;
}

static void flip_in(struct dump *dump, unsigned int start, unsigned int size)
{
	unsigned int count = 1 + random_below(16);

	while (count--)
		dump->bytes[start + random_below(size)] = random_below(256);
}

static void flip_bytes(struct dump *dump)
{
	flip_in(dump, EXTENDED, EXTENDED_SIZE);
}

static void randomize(struct dump *dump)
{
	unsigned int where;

	for (where = EXTENDED; where < DUMP_SIZE; where++)
		dump->bytes[where] = random_below(256);
}

/* One dword of the first 64 becomes a value that decoders trip over. */
static void put_edge(struct dump *dump)
{
	static const u32 edge[] = {
		0, 1, 2, 4, 6, 0xc, 0xe, 0xf, 0xffff, 0xffff0000, 0x80000000,
		0xfffffff0, 0xffffffff,
	};

	put_dword(dump, EXTENDED + 4 * random_below(128),
		  edge[random_below(sizeof(edge) / sizeof(*edge))]);
}

static unsigned int random_start(void)
{
	return EXTENDED + 4 * random_below(EXTENDED_SIZE / 4);
}

/* A chain in any order, of known and unknown ids, SR-IOV often among them. */
static void link_chain(struct dump *dump)
{
	unsigned int where = EXTENDED, next, count = 1 + random_below(12);
	u16 id;

	randomize(dump);
	while (count--) {
		next = count ? random_start() : 0;
		if (!random_below(16))
			next = random_below(DUMP_SIZE);
		id = random_below(4) ? random_below(0x38) : PCI_EXT_CAP_ID_SRIOV;
		put_dword(dump, where, id | random_below(16) << 16 | next << 20);
		where = next & ~3;
		if (where < EXTENDED)
			break;
	}
}

static void mutate(struct dump *dump, unsigned int number)
{
	static void (* const way[])(struct dump *dump) = {
		flip_bytes, put_edge, link_chain, randomize,
	};

	*dump = base[random_below(bases)];
	way[random_below(sizeof(way) / sizeof(*way))](dump);
	snprintf(dump->name, sizeof(dump->name), "0000:%02x:%02x.%x",
		 number >> 8, number >> 3 & 0x1f, number & 7);
}

static void read_bases(void)
{
	struct dump dump;

	while (bases < MAX_BASES && dump_read(stdin, &dump))
		if (dump.size == DUMP_SIZE && dump_is_pcie(&dump))
			base[bases++] = dump;
}

/* After the vendor and device ids, which show that the function exists. */
static int write_image(struct dump *dump, const char *dir, unsigned int number)
{
	char name[256];
	FILE *file;

	if (!random_below(8))
		flip_in(dump, PCI_COMMAND, EXTENDED - PCI_COMMAND);
	snprintf(name, sizeof(name), "%s/%05u", dir, number);
	file = fopen(name, "wb");
	if (!file || fwrite(dump->bytes, DUMP_SIZE, 1, file) != 1)
		return 1;
	return fclose(file) != 0;
}

int main(int argc, char **argv)
{
	unsigned int number, count;
	struct dump dump;

	if (argc < 3 || argc > 4)
		return 2;
	state = strtoull(argv[1], NULL, 0) * 2 + 1;
	count = strtoul(argv[2], NULL, 0);
	read_bases();
	if (!bases || count > 0x10000)
		return 2;

	for (number = 0; number < count; number++) {
		mutate(&dump, number);
		if (argc == 3)
			dump_write(stdout, &dump);
		else if (write_image(&dump, argv[3], number))
			return 1;
	}
	return 0;
}
