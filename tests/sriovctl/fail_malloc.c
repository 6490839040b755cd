// SPDX-License-Identifier: GPL-2.0
/*
 * LD_PRELOAD=fail_malloc.so PROGRAM... - run a program as often as it allocates memory;
 * each time another allocation fails, or with FAIL_MALLOC=on all from that one on
 *
 * The program must then print the same and end as it does with enough memory, or say
 * "out of memory" or "Cannot allocate memory" and end with status 1; or its output says so
 * where something is missing, as a report does. Prints what it did instead, and one line
 * with the number of allocations at the end. The status is 0 if nothing was wrong.
 *
 * The time stands still, so that what is written does not depend on it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_OUTPUT	(1 << 20)
#define MAX_COMPLAINTS	10

/* What a program wrote: bytes, for a tarball has NULs */
struct written {
	char bytes[MAX_OUTPUT];
	size_t size;
};

/* What the last child said and did */
struct result {
	struct written output;
	struct written errors;
	int status;
};

/* Of this process: which allocation fails, how many there were, and whether it failed */
static unsigned long fail_at, count;
static bool from_then_on;
static bool *has_failed;

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t items, size_t size);
void *__libc_realloc(void *memory, size_t size);

static bool fails(void)
{
	count++;
	if (!fail_at || count < fail_at || (count > fail_at && !from_then_on))
		return false;

	*has_failed = true;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t items, size_t size)
{
	return fails() ? NULL : __libc_calloc(items, size);
}

void *realloc(void *memory, size_t size)
{
	return fails() ? NULL : __libc_realloc(memory, size);
}

time_t time(time_t *now)
{
	if (now)
		*now = 0;
	return 0;
}

static void *shared(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		_exit(2);
	return memory;
}

static void read_back(int fd, struct written *written)
{
	ssize_t length = pread(fd, written->bytes, MAX_OUTPUT - 1, 0);

	/* What does not fit is not compared. */
	if (length < 0 || length == MAX_OUTPUT - 1)
		_exit(2);
	written->size = length;
	written->bytes[length] = '\0';
	close(fd);
}

/* Return: whether this is the child, which goes on to main(). */
static bool run(unsigned long nth, struct result *result)
{
	int output = memfd_create("output", 0), errors = memfd_create("errors", 0);
	pid_t pid = fork();

	if (pid < 0 || output < 0 || errors < 0)
		_exit(2);
	if (!pid) {
		dup2(output, STDOUT_FILENO);
		dup2(errors, STDERR_FILENO);
		close(output);
		close(errors);
		count = 0;
		fail_at = nth;
		return true;
	}
	waitpid(pid, &result->status, 0);
	read_back(output, &result->output);
	read_back(errors, &result->errors);
	return false;
}

static bool has(const struct written *written, const char *text)
{
	return memmem(written->bytes, written->size, text, strlen(text));
}

static bool says_why(const struct written *written)
{
	return has(written, "out of memory") || has(written, "Cannot allocate memory");
}

static bool is_same(const struct written *a, const struct written *b)
{
	return a->size == b->size && !memcmp(a->bytes, b->bytes, a->size);
}

static bool is_right(const struct result *result, const struct result *usual)
{
	if (WIFEXITED(result->status) && WEXITSTATUS(result->status) == 1 &&
	    says_why(&result->errors))
		return true;
	return result->status == usual->status &&
	       is_same(&result->errors, &usual->errors) &&
	       (is_same(&result->output, &usual->output) ||
		says_why(&result->output));
}

static void complain(unsigned long nth, const struct result *result,
		     const struct result *usual)
{
	dprintf(STDOUT_FILENO, "allocation %lu: wait status 0x%x, output %s, '%s'\n", nth,
		result->status,
		is_same(&result->output, &usual->output) ? "is the same" : "differs",
		result->errors.bytes);
}

static void __attribute__((constructor)) run_all(void)
{
	struct result *usual = shared(sizeof(*usual));
	struct result *result = shared(sizeof(*result));
	unsigned long nth = 0, wrong = 0;

	unsetenv("LD_PRELOAD");
	from_then_on = getenv("FAIL_MALLOC");
	has_failed = shared(sizeof(*has_failed));
	if (run(0, usual))
		return;
	do {
		*has_failed = false;
		if (run(++nth, result))
			return;
		if (!is_right(result, usual) && ++wrong <= MAX_COMPLAINTS)
			complain(nth, result, usual);
	} while (*has_failed);
	dprintf(STDOUT_FILENO, "%lu allocations\n", nth - 1);
	_exit(wrong != 0);
}
