// SPDX-License-Identifier: GPL-2.0
/* The programs that have vfio devices open, by /proc. */
#include <ctype.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "proc.h"
#include "process.h"

#define VFIO	"/dev/vfio/"

/* The id of a container is a SHA-256; its beginning is what docker and podman show. */
#define LENGTH_OF_ID		64
#define LENGTH_OF_SHORT_ID	12

/* One file below /dev/vfio, and who has it open */
struct user {
	char *file;
	struct processes processes;
};

/* A tree of tsearch(3) */
static void *users;

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct user *)a)->file,
		      ((const struct user *)b)->file);
}

static void add_once(struct processes *to, const struct process *process)
{
	size_t i;

	for (i = 0; i < to->count; i++)
		if (to->item[i] == process)
			return;
	to->item = xrealloc(to->item, (to->count + 1) * sizeof(*to->item));
	to->item[to->count++] = process;
}

static void add_user(const char *file, const struct process *process)
{
	struct user *new = xzalloc(sizeof(*new));
	struct user **found;

	new->file = xstrdup(file);
	found = tsearch(new, &users, compare);
	if (!found)
		die(STATUS_FAILURE, "out of memory");
	add_once(&(*found)->processes, process);
	if (*found != new) {
		free(new->file);
		free(new);
	}
}

/* systemd writes "-" as "\x2d" where "-" has a meaning in the name of a unit. */
static void unescape(char *text)
{
	unsigned int byte;
	char *to = text;

	while (*text) {
		if (sscanf(text, "\\x%2x", &byte) == 1) {
			*to++ = byte;
			text += strlen("\\x2d");
		} else {
			*to++ = *text++;
		}
	}
	*to = '\0';
}

/* What follows @beginning in @text; NULL if @text does not begin so. */
static const char *after(const char *text, const char *beginning)
{
	size_t length = strlen(beginning);

	return strncmp(text, beginning, length) ? NULL : text + length;
}

static void cut_end(char *text, const char *end)
{
	size_t length = strlen(text), cut = strlen(end);

	if (length > cut && !strcmp(text + length - cut, end))
		text[length - cut] = '\0';
}

/* "qemu-1-web": libvirt numbers its domains. */
static const char *domain_in(const char *machine)
{
	static const char * const kinds[] = { "qemu-", "lxc-" };
	const char *number;
	size_t i, digits;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		number = after(machine, kinds[i]);
		digits = number ? strspn(number, "0123456789") : 0;
		if (digits && number[digits] == '-' && number[digits + 1])
			return number + digits + 1;
	}
	return NULL;
}

static const char *container_in(const char *part)
{
	static const char * const kinds[] = {
		"docker-", "libpod-", "crio-", "cri-containerd-", "lxc.payload.",
	};
	const char *id;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		id = after(part, kinds[i]);
		if (id && *id)
			return id;
	}
	return strlen(part) == LENGTH_OF_ID &&
	       strspn(part, "0123456789abcdef") == LENGTH_OF_ID ? part : NULL;
}

/* One part of the path of a cgroup */
static void take_part(struct process *process, char *part)
{
	const char *machine, *domain, *container;

	unescape(part);
	cut_end(part, ".scope");
	cut_end(part, ".libvirt-qemu");
	cut_end(part, ".libvirt-lxc");
	machine = after(part, "machine-");
	domain = domain_in(machine ?: part);
	/* Other machines of systemd are containers, of systemd-nspawn for example. */
	container = machine && !domain ? machine : container_in(part);
	if (domain && !process->domain)
		process->domain = xstrdup(domain);
	if (container && !process->container)
		process->container = xstrdup(container);
}

/* Lines such as "0::/machine.slice/machine-qemu\x2d1\x2dweb.scope/libvirt" */
static void read_cgroup(struct process *process)
{
	char *text __free_string = proc_read("%u/cgroup", process->pid);
	char *line, *part, *lines = text, *path;

	while (text && (line = strsep(&lines, "\n"))) {
		path = strchr(line, '/');
		while (path && (part = strsep(&path, "/")))
			take_part(process, part);
	}
}

static struct process *new_process(unsigned int pid)
{
	struct process *process = xzalloc(sizeof(*process));

	process->pid = pid;
	process->name = proc_read("%u/comm", pid) ?: xstrdup("?");
	process->name[strcspn(process->name, "\n")] = '\0';
	read_cgroup(process);
	return process;
}

/* A process that leaves meanwhile has nothing open. */
static void read_process(unsigned int pid)
{
	struct strings names __free_strings = proc_names("%u/fd", pid);
	struct process *process = NULL;
	size_t i;

	for (i = 0; i < names.count; i++) {
		char *target __free_string =
			proc_target("%u/fd/%s", pid, names.item[i]);
		const char *file = target ? after(target, VFIO) : NULL;

		/* Every program that uses groups has the container file open. */
		if (!file || !strcmp(file, "vfio"))
			continue;
		if (!process)
			process = new_process(pid);
		add_user(file, process);
	}
}

static void read_all(void)
{
	static bool read;
	struct strings names __free_strings = {};
	uint64_t pid;
	size_t i;

	if (read)
		return;

	read = true;
	names = proc_names(".");
	for (i = 0; i < names.count; i++)
		if (parse_number(names.item[i], 10, &pid))
			read_process(pid);
}

void processes_add(struct processes *to, const char *file)
{
	struct user wanted = { .file = (char *)file };
	struct user **found;
	size_t i;

	read_all();
	found = tfind(&wanted, &users, compare);
	for (i = 0; found && i < (*found)->processes.count; i++)
		add_once(to, (*found)->processes.item[i]);
}

void processes_free(struct processes *processes)
{
	free(processes->item);
	*processes = (struct processes){};
}

char *process_text(const struct process *process)
{
	if (process->domain)
		return xasprintf("%s (pid %u), libvirt domain %s", process->name,
				 process->pid, process->domain);
	if (process->container)
		return xasprintf("%s (pid %u), container %.*s", process->name,
				 process->pid,
				 strlen(process->container) == LENGTH_OF_ID ?
				 LENGTH_OF_SHORT_ID : INT32_MAX,
				 process->container);
	return xasprintf("%s (pid %u)", process->name, process->pid);
}
