# SPDX-License-Identifier: GPL-2.0
# Sourced by tests and programs that unplug igb and plug it in again, through QEMU's
# monitor at the serial port MONITOR.
# shellcheck shell=sh

# shellcheck disable=SC2154 # lib.sh, sourced before, sets them
port=$(basename "$(dirname "$(readlink -f $pci/devices/$igb)")")

# qmp COMMAND ARGUMENTS - to QEMU
qmp()
{
	printf '{"execute":"%s","arguments":{%s}}\n' "$1" "$2" >&4
}

unplug_orderly()
{
	qmp device_del '"id":"igb"'
}

# QEMU removes the device when the slot's power is cut: Power Controller Control and
# both bits of Power Indicator Control. The kernel must see an empty slot with power, so
# the power is on again before the port's Hot-Plug Interrupt is enabled.
unplug_by_surprise()
{
	setpci -s "$port" CAP_EXP+18.w=700:720 CAP_EXP+18.w=120:720
}

# On PREEMPT_RT the kernel does not answer a request (docs/enabling.md). The debug kernels
# use ACPI hotplug, which has no surprise removal.
ways_to_unplug()
{
	[ -e /sys/kernel/realtime ] || echo orderly
	is_debug_kernel || echo by_surprise
}

# plugged_in - plug igb in; succeeds if it is there
#
# QEMU accepts it once the slot has been powered off, a while after it is empty.
plugged_in()
{
	qmp device_add '"driver":"igb","id":"igb","bus":"rp1","netdev":"net"'
	sleep 2
	[ -e $class/$igb/num_vfs ]
}

qmp_open()
{
	stty -F "$MONITOR" raw -echo
	exec 4<>"$MONITOR"
	cat <&4 >/run/qmp &
	talker=$!
	# 0xff makes QMP forget whatever the port sent before.
	printf '\377' >&4
	qmp qmp_capabilities ''
}

qmp_close()
{
	kill $talker
	exec 4>&-
}
