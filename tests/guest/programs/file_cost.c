// SPDX-License-Identifier: GPL-2.0
/*
 * file_cost OFFSET BYTES FILE... - for each file what it costs to read BYTES bytes at
 * OFFSET: with pread(2) alone, and with open(2) and close(2)
 * file_cost -w TEXT FILE - what it costs to write TEXT, whether it is refused or not
 *
 * Prints nanoseconds, the least of many times. With QEMU's options "-icount
 * shift=0,sleep=off" a nanosecond is an instruction.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define READS	300
#define WRITES	30

static off_t offset;
static size_t bytes;

static long long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int open_file(const char *file, int mode)
{
	int fd = open(file, mode);

	if (fd >= 0)
		return fd;

	perror(file);
	exit(1);
}

static void read_from(int fd, const char *file)
{
	static char buf[4096];

	if (pread(fd, buf, bytes, offset) > 0)
		return;

	perror(file);
	exit(1);
}

static long long less(long long least, long long begin)
{
	long long took = now() - begin;

	return !least || took < least ? took : least;
}

static long long cost_of_read(const char *file)
{
	int i, fd = open_file(file, O_RDONLY);
	long long begin, least = 0;

	for (i = 0; i < READS; i++) {
		begin = now();
		read_from(fd, file);
		least = less(least, begin);
	}
	close(fd);
	return least;
}

static long long cost_with_open(const char *file)
{
	long long begin, least = 0;
	int i, fd;

	for (i = 0; i < READS; i++) {
		begin = now();
		fd = open_file(file, O_RDONLY);
		read_from(fd, file);
		close(fd);
		least = less(least, begin);
	}
	return least;
}

static long long cost_of_write(const char *file, const char *text)
{
	int i, fd = open_file(file, O_WRONLY);
	long long begin, least = 0;
	ssize_t written;

	for (i = 0; i < WRITES; i++) {
		begin = now();
		written = pwrite(fd, text, strlen(text), 0);
		(void)written;
		least = less(least, begin);
	}
	close(fd);
	return least;
}

int main(int argc, char **argv)
{
	int i;

	if (argc < 4)
		return 1;

	if (!strcmp(argv[1], "-w")) {
		printf("%lld\n", cost_of_write(argv[3], argv[2]));
		return 0;
	}
	offset = strtol(argv[1], NULL, 0);
	bytes = strtoul(argv[2], NULL, 0);
	for (i = 3; i < argc; i++)
		printf("%lld %lld\n", cost_of_read(argv[i]),
		       cost_with_open(argv[i]));
	return 0;
}
