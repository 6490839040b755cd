// SPDX-License-Identifier: GPL-2.0
/* Commands of sriovctl, one after the other in one process. */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <sanitizer/allocator_interface.h>

#include "fuzzer.h"
#include "require.h"
#include "sriovctl.h"

/* What a command has allocated and not freed, by address. Past half of it, it leaks. */
#define SLOTS	(1 << 14)

static const void *slots[SLOTS];
static size_t nr_slots;
static jmp_buf ended;
static bool is_running, has_died;

static size_t slot_of(const void *memory)
{
	return ((uintptr_t)memory >> 4) * 2654435761u % SLOTS;
}

static void on_malloc(const volatile void *memory, size_t size)
{
	size_t slot = slot_of((const void *)memory);

	if (!is_running || !memory || nr_slots > SLOTS / 2)
		return;
	while (slots[slot] && slots[slot] != slots)
		slot = (slot + 1) % SLOTS;
	nr_slots += !slots[slot];
	slots[slot] = (const void *)memory;
}

/* A slot that was freed holds the address of the table, so that searches go on. */
static void on_free(const volatile void *memory)
{
	size_t slot = slot_of((const void *)memory);

	if (!is_running || !memory)
		return;
	while (slots[slot] && slots[slot] != memory)
		slot = (slot + 1) % SLOTS;
	if (slots[slot])
		slots[slot] = slots;
}

void sriovctl_watch(void)
{
	__sanitizer_install_malloc_and_free_hooks(on_malloc, on_free);
}

static void free_left(void)
{
	size_t slot;

	for (slot = 0; slot < SLOTS; slot++)
		if (slots[slot] && slots[slot] != slots)
			free((void *)slots[slot]);
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
	int status;

	if (nr_slots)
		memset(slots, 0, sizeof(slots));
	nr_slots = 0;
	has_died = false;
	status = setjmp(ended);
	if (!status) {
		is_running = true;
		status = command(&args);
		is_running = false;
	} else {
		is_running = false;
		has_died = true;
		free_left();
		status--;
	}
	require(status >= STATUS_OK && status <= STATUS_NOT_LOADED);
	return status;
}

bool sriovctl_has_died(void)
{
	return has_died;
}
