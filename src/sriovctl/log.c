// SPDX-License-Identifier: GPL-2.0
/* The kernel's log. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>

#include "log.h"
#include "proc.h"

/* The actions of syslog(2), which no header has */
#define READ_ALL	3
#define SIZE_BUFFER	10

static const char * const subjects[] = {
	"pci", "sriov", "sr-iov", "iommu", "dmar", "amd-vi", "smmu", "vfio",
};

static const char * const options[] = {
	"pci=", "pcie_", "iommu", "intel_iommu=", "amd_iommu=", "vfio", "sriov_pf.",
};

static char *read_kernel_log(void)
{
	const char *file = getenv("SRIOVCTL_LOG");
	int size, length;
	char *text;

	if (!is_empty(file))
		return file_read(file);

	size = klogctl(SIZE_BUFFER, NULL, 0);
	if (size < 0)
		return NULL;

	text = xzalloc(size + 1);
	length = klogctl(READ_ALL, text, size);
	if (length < 0) {
		free(text);
		return NULL;
	}
	text[length] = '\0';
	return text;
}

/* Whether "0000:01:00.0" or the like begins here. */
static bool is_address(const char *text)
{
	unsigned int domain, bus, device, function;
	int end = 0;

	return sscanf(text, "%4x:%2x:%2x.%1x%n", &domain, &bus, &device, &function,
		      &end) == 4 && end == 12;
}

static bool has_address(const char *line)
{
	for (; *line; line++)
		if (isxdigit((unsigned char)*line) && is_address(line))
			return true;
	return false;
}

static bool is_of_interest(const char *line)
{
	size_t i;

	if (strcasestr(line, "command line"))
		return false;
	for (i = 0; i < ARRAY_SIZE(subjects); i++)
		if (strcasestr(line, subjects[i]))
			return true;
	return has_address(line);
}

char *log_read(void)
{
	char *text __free_string = read_kernel_log();
	struct strings lines = {};
	char *line, *rest = text, *kept;

	if (!text)
		return xasprintf("cannot read the kernel's log: %s\n",
				 strerror(errno));
	while ((line = strsep(&rest, "\n"))) {
		if (!is_of_interest(line))
			continue;
		strings_add(&lines, xasprintf("%s\n", line));
	}
	kept = strings_join(&lines, "");
	strings_free(&lines);
	return kept;
}

/* What follows "<6>[    1.100000] " */
static const char *message_of(const char *line)
{
	const char *end = strstr(line, "] ");

	return end ? end + strlen("] ") : line;
}

struct strings log_find(const char *text, const char *other)
{
	char *log __free_string = read_kernel_log();
	struct strings found = {};
	char *line, *rest = log;

	while (rest && (line = strsep(&rest, "\n")))
		if (strstr(line, text) && strstr(line, other))
			strings_add(&found, xstrdup(message_of(line)));
	return found;
}

static bool is_option(const char *word)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(options); i++)
		if (!strncmp(word, options[i], strlen(options[i])))
			return true;
	return false;
}

char *log_boot_options(void)
{
	char *text __free_string = proc_read("cmdline");
	struct strings words __free_strings = {};
	char *word, *rest = text;

	if (text)
		text[strcspn(text, "\n")] = '\0';
	while (text && (word = strsep(&rest, " ")))
		if (is_option(word))
			strings_add(&words, xstrdup(word));
	return strings_join(&words, " ");
}
