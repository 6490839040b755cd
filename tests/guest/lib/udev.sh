# SPDX-License-Identifier: GPL-2.0
# Sourced, after lib.sh, by the tests in which the real udev runs.
#
# On a machine of one processor, udevd of systemd 257 loses one in fifty of the messages of
# "udevadm control". It accepts the connection first, and asks for the sender's credentials
# then. A message that comes in between has none, and udevd ignores it. "udevadm" succeeds
# all the same. So the tests use signals for what they need.
# shellcheck shell=sh

udev_start()
{
	mkdir -p /etc/udev/rules.d
	holds 'udev runs' systemd-udevd --daemon
	settled
	udevd=$(pidof systemd-udevd)
}

udev_stop()
{
	kill "$udevd"
	holds 'udev ends' timeout 60 sh -c "while [ -d /proc/$udevd ]; do sleep 1; done"
}

# rules_are_read - udev knows the rules as they are now
rules_are_read()
{
	kill -HUP "$udevd"
	# The answer comes once all else is done, even if the question is lost.
	udevadm control --ping
}

# settled - udev has handled all events, and those that their handling caused
settled()
{
	udevadm settle -t 60
	sleep 1
	udevadm settle -t 60
}
