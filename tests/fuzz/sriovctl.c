// SPDX-License-Identifier: GPL-2.0
/* Commands of sriovctl, for one input of the fuzzer. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fuzzer.h"
#include "require.h"
#include "sriovctl.h"

/* No input takes as many seconds. */
#define MOST_SECONDS	15

/* The counters of -fsanitize=fuzzer; the linker names the ends of their section. */
extern u8 __start___sancov_cntrs[], __stop___sancov_cntrs[];

static jmp_buf ended;

static u8 *shared_memory(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	require(memory != MAP_FAILED);
	return memory;
}

void sriovctl_in_child(void (*function)(const u8 *data, size_t size), const u8 *data,
		       size_t size)
{
	size_t nr_counters = __stop___sancov_cntrs - __start___sancov_cntrs;
	static u8 *counters;
	int status;
	pid_t pid;

	if (!counters)
		counters = shared_memory(nr_counters);
	pid = fork();
	require(pid >= 0);
	if (!pid) {
		signal(SIGALRM, SIG_DFL);
		alarm(MOST_SECONDS);
		function(data, size);
		memcpy(counters, __start___sancov_cntrs, nr_counters);
		_exit(0);
	}
	/* libFuzzer has a timer, whose signal ends the wait. */
	while (waitpid(pid, &status, 0) < 0)
		require(errno == EINTR);
	memcpy(__start___sancov_cntrs, counters, nr_counters);
	if (status)
		fprintf(stderr, "the child ended with wait status 0x%x\n", status);
	require(!status);
}

void __noreturn sriovctl_exit(int status);
void sriovctl_exit(int status)
{
	longjmp(ended, status + 1);
}

int sriovctl_run(int (*command)(const struct args *args), unsigned int options,
		 const char *word, const char *second)
{
	char *words[] = { (char *)word, (char *)second, NULL };
	struct args args = {
		.options = options,
		.words = words,
		.count = !!word + !!second,
	};
	int status = setjmp(ended);

	status = status ? status - 1 : command(&args);
	require(status >= STATUS_OK && status <= STATUS_NOT_LOADED);
	return status;
}
