// SPDX-License-Identifier: GPL-2.0
/*
 * file_cost OFFSET BYTES FILE... - for each file what it costs to read BYTES bytes at
 * OFFSET: with pread(2) alone, and with open(2) and close(2)
 * file_cost -w TEXT FILE - what it costs to write TEXT, whether it is refused or not
 * file_cost -b TEXT FILE - how long tasks ran, of all the machine, while TEXT was written
 *
 * Prints nanoseconds, the least of many times; with -b, those of one time. With QEMU's
 * options "-icount shift=0,sleep=off" a nanosecond is an instruction.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define TIMES		300
#define AT_LEAST	10
#define WRITES		10
#define LONG_ENOUGH	30000000	/* nanoseconds; for what costs much */

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

static int another(int done, long long start)
{
	return done < TIMES &&
	       (done < AT_LEAST || now() - start < LONG_ENOUGH);
}

static long long less(long long least, long long begin)
{
	long long took = now() - begin;

	return !least || took < least ? took : least;
}

static long long cost_of_read(const char *file)
{
	int i, fd = open_file(file, O_RDONLY);
	long long begin, least = 0, start = now();

	for (i = 0; another(i, start); i++) {
		begin = now();
		read_from(fd, file);
		least = less(least, begin);
	}
	close(fd);
	return least;
}

static long long cost_with_open(const char *file)
{
	long long begin, least = 0, start = now();
	int i, fd;

	for (i = 0; another(i, start); i++) {
		begin = now();
		fd = open_file(file, O_RDONLY);
		read_from(fd, file);
		close(fd);
		least = less(least, begin);
	}
	return least;
}

/*
 * Of one write among several. A write may leave work to the kernel's threads, which run
 * before or after it returns.
 */
static long long cost_of_write(const char *file, const char *text)
{
	int i, j, fd = open_file(file, O_WRONLY);
	long long begin, least = 0, start = now();
	ssize_t written;

	for (i = 0; another(i, start); i++) {
		begin = now();
		for (j = 0; j < WRITES; j++)
			written = pwrite(fd, text, strlen(text), 0);
		(void)written;
		least = less(least, begin);
	}
	close(fd);
	return least / WRITES;
}

/* The kernel counts how long a task ran when another one takes the processor. */
static void let_kernel_count(void)
{
	usleep(10000);
}

/*
 * How long tasks have run since the machine was booted: the seventh number of each
 * processor in /proc/schedstat. Waiting does not count, neither ours nor the kernel's.
 */
static long long busy(void)
{
	long long sum = 0, ran;
	char line[4096];
	FILE *file;

	let_kernel_count();
	file = fopen("/proc/schedstat", "r");
	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "cpu%*d %*s %*s %*s %*s %*s %*s %lld", &ran) == 1)
			sum += ran;
	if (file)
		fclose(file);
	if (sum)
		return sum;

	fputs("/proc/schedstat does not say how long tasks ran\n", stderr);
	exit(1);
}

static long long busy_with_write(const char *file, const char *text)
{
	int fd = open_file(file, O_WRONLY);
	long long begin = busy();

	if (write(fd, text, strlen(text)) < 0) {
		perror(file);
		exit(1);
	}
	begin = busy() - begin;
	close(fd);
	return begin;
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
	if (!strcmp(argv[1], "-b")) {
		printf("%lld\n", busy_with_write(argv[3], argv[2]));
		return 0;
	}
	offset = strtol(argv[1], NULL, 0);
	bytes = strtoul(argv[2], NULL, 0);
	for (i = 3; i < argc; i++)
		printf("%lld %lld\n", cost_of_read(argv[i]),
		       cost_with_open(argv[i]));
	return 0;
}
