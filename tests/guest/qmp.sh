# SPDX-License-Identifier: GPL-2.0
# Sourced by what pulls igb out of its slot and puts it back, by way of QEMU's
# own monitor, to which the third serial port leads.
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

# QEMU takes the device out when the slot's power is cut: Power Controller
# Control and both bits of Power Indicator Control. The kernel is to see nothing
# but an empty slot, so the power is on again before the port's Hot-Plug
# Interrupt is.
unplug_by_surprise()
{
	setpci -s "$port" CAP_EXP+18.w=700:720 CAP_EXP+18.w=120:720
}

# ACPI's hotplug, which the debug kernel has, knows no surprise.
ways_to_unplug()
{
	echo orderly
	is_debug_kernel || echo by_surprise
}

# plugged_in - ask for it, and whether it is there by now
#
# QEMU takes it once the slot has been powered off, a while after it is empty.
plugged_in()
{
	qmp device_add '"driver":"igb","id":"igb","bus":"rp1","netdev":"net"'
	sleep 2
	[ -e $class/$igb/num_vfs ]
}

qmp_open()
{
	stty -F /dev/ttyS2 raw -echo
	exec 4<>/dev/ttyS2
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
