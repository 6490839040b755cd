// SPDX-License-Identifier: GPL-2.0
/*
 * poll_file FILE - print what a file of sysfs says, and each time that poll(2) reports
 * POLLPRI, what it says then; until killed
 */
#include <err.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

static void show(int fd)
{
	char text[4096];
	ssize_t size = pread(fd, text, sizeof(text), 0);

	if (size < 0)
		err(1, "read");
	fwrite(text, 1, size, stdout);
	fflush(stdout);
}

int main(int argc, char **argv)
{
	struct pollfd file = { .events = POLLPRI };

	if (argc != 2)
		errx(2, "usage: poll_file FILE");

	file.fd = open(argv[1], O_RDONLY);
	if (file.fd < 0)
		err(1, "%s", argv[1]);
	for (;;) {
		show(file.fd);
		if (poll(&file, 1, -1) < 0)
			err(1, "poll");
		if (!(file.revents & POLLPRI))
			errx(1, "poll reports 0x%x", file.revents);
	}
}
