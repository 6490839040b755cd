// SPDX-License-Identifier: GPL-2.0
/* Writing a tarball in the ustar format. */
#include <string.h>
#include <time.h>

#include "tar.h"

#define BLOCK	512

/* Numbers are octal digits and a NUL; texts end with a NUL where there is room. */
struct header {
	char name[100];
	char mode[8];
	char uid[8];
	char gid[8];
	char size[12];
	char mtime[12];
	char checksum[8];
	char type;
	char linkname[100];
	char magic[6];
	char version[2];
	char uname[32];
	char gname[32];
	char devmajor[8];
	char devminor[8];
	char prefix[155];
	char unused[12];
};

_Static_assert(sizeof(struct header) == BLOCK, "a header is one block");

/* All of @field but its last byte, which stays NUL. */
static void fill(char *field, size_t size, unsigned long long value)
{
	for (size--; size--; value /= 8)
		field[size] = '0' + value % 8;
}

#define put_number(field, value)	fill(field, sizeof(field), value)

/* The sum of all bytes, with spaces in the place of the sum itself. */
static unsigned int sum_of(struct header *header)
{
	const unsigned char *bytes = (const unsigned char *)header;
	unsigned int sum = 0;
	size_t i;

	memset(header->checksum, ' ', sizeof(header->checksum));
	for (i = 0; i < sizeof(*header); i++)
		sum += bytes[i];
	return sum;
}

void tar_add(FILE *to, const char *name, const char *content, size_t size)
{
	static const char zeros[BLOCK];
	struct header header = {
		.type = '0',
		.magic = "ustar",
		.version = { '0', '0' },
		.uname = "root",
		.gname = "root",
	};
	unsigned int sum;

	if (strlen(name) >= sizeof(header.name))
		die(STATUS_FAILURE, "%s: too long a name for the tarball", name);

	memcpy(header.name, name, strlen(name));
	put_number(header.mode, 0644);
	put_number(header.uid, 0);
	put_number(header.gid, 0);
	put_number(header.size, size);
	put_number(header.mtime, time(NULL));
	put_number(header.devmajor, 0);
	put_number(header.devminor, 0);
	sum = sum_of(&header);
	header.checksum[7] = '\0';
	put_number(header.checksum, sum);
	fwrite(&header, sizeof(header), 1, to);
	fwrite(content, 1, size, to);
	fwrite(zeros, 1, (BLOCK - size % BLOCK) % BLOCK, to);
}

void tar_end(FILE *to)
{
	static const char zeros[2 * BLOCK];

	fwrite(zeros, sizeof(zeros), 1, to);
}
