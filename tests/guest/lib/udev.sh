# SPDX-License-Identifier: GPL-2.0
# Sourced, after lib.sh, by the tests in which the real udev runs.
# shellcheck shell=sh

udev_start()
{
	mkdir -p /etc/udev/rules.d
	holds 'udev runs' systemd-udevd --daemon
	settled
}

# settled - udev has handled all events, and those that their handling caused
settled()
{
	udevadm settle -t 60
	sleep 1
	udevadm settle -t 60
}
