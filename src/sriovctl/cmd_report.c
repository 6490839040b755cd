// SPDX-License-Identifier: GPL-2.0
/* sriovctl report: everything that a report of a fault needs, as a tarball. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd.h"
#include "kept.h"
#include "log.h"
#include "output.h"
#include "secrets.h"
#include "sysfs.h"
#include "tar.h"

#define DIRECTORY	"sriovctl-report/"

static void add_text(const char *name, char *text)
{
	char *path __free_string = xasprintf(DIRECTORY "%s", name);

	secrets_blank(text);
	tar_add(stdout, path, text, strlen(text));
}

static void add_file(const char *name, const char *path)
{
	char *text __free_string = file_read(path);

	if (text)
		add_text(name, text);
}

/* In a process of its own: what ends the command must not end the report. */
static void __noreturn run(int fd, int (*command)(const struct args *args),
			   const struct args *args)
{
	int status;

	if (dup2(fd, STDOUT_FILENO) < 0 || dup2(fd, STDERR_FILENO) < 0)
		_exit(STATUS_FAILURE);
	status = command(args);
	close_output();
	exit(status);
}

/* What a command prints, and how it ends if it is not with 0. */
static void add_command(const char *name, int (*command)(const struct args *args),
			const struct args *args)
{
	int fd = memfd_create("sriovctl", MFD_CLOEXEC);
	char *written __free_string = xasprintf("/proc/self/fd/%d", fd);
	int status = 0;
	pid_t pid;

	/* The child must not write what waits in the buffer. */
	fflush(stdout);
	pid = fd < 0 ? -1 : fork();
	if (!pid)
		run(fd, command, args);
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		die(STATUS_FAILURE, "report: %s: %s", name, strerror(errno));
	if (WIFSIGNALED(status))
		dprintf(fd, "sriovctl: killed by signal %d\n", WTERMSIG(status));
	else if (WEXITSTATUS(status))
		dprintf(fd, "sriovctl: status %d\n", WEXITSTATUS(status));
	add_file(name, written);
	close(fd);
}

/* Appends "NAME VALUE". */
static void add_value(struct strings *lines, const char *name, const char *value)
{
	strings_add(lines, xasprintf("%s: %s\n", name, value ?: "unknown"));
}

static void add_versions(void)
{
	char *module __free_string = sysfs_read("module/sriov_pf/version");
	char *source __free_string = sysfs_read("module/sriov_pf/srcversion");
	char *tainted __free_string = file_read("/proc/sys/kernel/tainted");
	char *options __free_string = log_boot_options();
	struct strings lines __free_strings = {};
	char *text __free_string = NULL;
	struct utsname kernel = {};

	uname(&kernel);
	if (tainted)
		tainted[strcspn(tainted, "\n")] = '\0';
	add_value(&lines, "sriovctl", VERSION);
	add_value(&lines, "module", module ?: "not loaded");
	add_value(&lines, "module's srcversion", source);
	add_value(&lines, "kernel", kernel.release);
	add_value(&lines, "kernel's build", kernel.version);
	add_value(&lines, "machine", kernel.machine);
	add_value(&lines, "tainted", tainted);
	add_value(&lines, "boot options", options);
	text = strings_join(&lines, "");
	add_text("versions", text);
}

static void add_parameters(void)
{
	struct strings names __free_strings =
		sysfs_names("module/sriov_pf/parameters");
	struct strings lines __free_strings = {};
	char *text __free_string = NULL;
	size_t i;

	for (i = 0; i < names.count; i++) {
		char *value __free_string =
			sysfs_read("module/sriov_pf/parameters/%s", names.item[i]);

		add_value(&lines, names.item[i], value ?: "");
	}
	text = strings_join(&lines, "");
	add_text("parameters", text);
}

static void add_rules(void)
{
	char *modules __free_string = kept_modules_file();
	struct strings kept __free_strings = kept_all();
	size_t i;

	for (i = 0; i < kept.count; i++) {
		char *path __free_string = kept_file(kept.item[i]);
		/* Only its text has the serial number, as 0. */
		char *name __free_string = kept_by_serial(kept.item[i]) ?
			xasprintf("rules/serial-%zu", i + 1) :
			xasprintf("rules/%s", kept.item[i]);

		add_file(name, path);
	}
	add_file("modules-load", modules);
}

/* The checks of all PFs */
static int explain_all(const struct args *args)
{
	struct strings pfs __free_strings = pf_all();
	int status = STATUS_OK;
	size_t i;

	for (i = 0; i < pfs.count; i++) {
		struct args one = { .words = &pfs.item[i], .count = 1 };

		status = cmd_explain(&one) ?: status;
	}
	return status;
}

int cmd_report(const struct args *args)
{
	static const struct args none, anonymous = { .options = OPTION_ANONYMOUS };
	char *log __free_string = NULL;

	if (geteuid())
		die(STATUS_NO_PERMISSION,
		    "report: no permission to read configuration space; run it as root");
	if (isatty(STDOUT_FILENO))
		misuse("report: a tarball is not for a terminal: sriovctl report >report.tar");

	add_versions();
	add_parameters();
	add_command("list", cmd_list, &none);
	add_command("tree", cmd_tree, &none);
	add_command("explain", explain_all, &none);
	add_command("capture", cmd_capture, &anonymous);
	add_rules();
	log = log_read();
	add_text("log", log);
	tar_end(stdout);
	return STATUS_OK;
}
