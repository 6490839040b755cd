// SPDX-License-Identifier: GPL-2.0
/*
 * vfio_hold GROUP DEVICE - hold a device as a virtual machine would
 *
 * Opens the device through its vfio group, maps its BAR 0, and prints "held". When
 * its standard input ends it reads the BAR once more, and closes the device.
 */
#include <err.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <linux/vfio.h>

static int open_or_die(const char *path)
{
	int fd = open(path, O_RDWR);

	if (fd < 0)
		err(1, "%s", path);
	return fd;
}

static int ioctl_or_die(int fd, unsigned long request, void *argument,
			const char *what)
{
	int result = ioctl(fd, request, argument);

	if (result < 0)
		err(1, "%s", what);
	return result;
}

/* vfio opens a device only once its group has an IOMMU context. */
static int open_device(const char *group_path, char *name)
{
	int container = open_or_die("/dev/vfio/vfio");
	int group = open_or_die(group_path);

	ioctl_or_die(group, VFIO_GROUP_SET_CONTAINER, &container,
		     "VFIO_GROUP_SET_CONTAINER");
	ioctl_or_die(container, VFIO_SET_IOMMU, (void *)VFIO_TYPE1_IOMMU,
		     "VFIO_SET_IOMMU");
	return ioctl_or_die(group, VFIO_GROUP_GET_DEVICE_FD, name,
			    "VFIO_GROUP_GET_DEVICE_FD");
}

static volatile uint32_t *map_bar0(int device)
{
	struct vfio_region_info bar = {
		.argsz = sizeof(bar),
		.index = VFIO_PCI_BAR0_REGION_INDEX,
	};
	void *memory;

	ioctl_or_die(device, VFIO_DEVICE_GET_REGION_INFO, &bar,
		     "VFIO_DEVICE_GET_REGION_INFO");
	memory = mmap(NULL, bar.size, PROT_READ, MAP_SHARED, device,
		      bar.offset);
	if (memory == MAP_FAILED)
		err(1, "mmap of %llu bytes", (unsigned long long)bar.size);
	return memory;
}

int main(int argc, char **argv)
{
	volatile uint32_t *bar;
	char rest;

	if (argc != 3)
		errx(2, "usage: vfio_hold GROUP DEVICE");

	bar = map_bar0(open_device(argv[1], argv[2]));
	printf("held 0x%08x\n", bar[2]);
	fflush(stdout);
	while (read(STDIN_FILENO, &rest, 1) > 0)
		;
	printf("let go 0x%08x\n", bar[2]);
	return 0;
}
