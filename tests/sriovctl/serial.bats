#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr
# "persist --serial", and what finds its rules

bats_require_minimum_version 1.5.0
load machine

serial=00-1b-21-ff-ff-aa-bb-cc
key=${serial}_00.0

with_serial()
{
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" serial_number=$serial
}

serial_rules()
{
	cat "$SRIOVCTL_RULES/70-sriov-pf-$key.rules"
}

# move FROM TO - the PF is at another address
move()
{
	local path
	path=$(realpath "$pci/devices/$1")
	mv "$path/sriov_pf/$1" "$path/sriov_pf/$2"
	mv "$path" "${path%/*}/$2"
	rm "$pci/devices/$1" "$sys/class/sriov_pf/$1"
	ln -s "${path%/*}/$2" "$pci/devices/$2"
	ln -s "${path%/*}/$2/sriov_pf/$2" "$sys/class/sriov_pf/$2"
}

@test "persist --serial: writes rules without an address" {
	with_serial
	run --separate-stderr sriovctl persist --serial 01 4
	echo "$output"
	[ "$status" -eq 0 ] && [ -z "$stderr" ]
	[[ "$output" == "0000:01:00.0 will have 4 VFs at boot, wherever it is ($SRIOVCTL_RULES/70-sriov-pf-$key.rules); for now: sriovctl set 0000:01:00.0 4" ]]
	[ "$(ls "$SRIOVCTL_RULES")" = 70-sriov-pf-$key.rules ]
	serial_rules | grep -q "^ATTR{serial_number}==\"$serial\", SUBSYSTEMS==\"pci\", KERNELS==\"\*:00.0\", ATTRS{vendor}==\"0x8086\", ATTRS{device}==\"0x10c9\""
	serial_rules | grep -qx 'KERNEL!="\*:00.0", GOTO="sriov_pf_end"'
	serial_rules | grep -qx 'ATTR{num_vfs}=="0", ATTR{num_vfs}="4"'
	[ "$(serial_rules | grep -c '0000:01')" -eq 1 ]
	run ! grep -E '@[A-Z_]+@|driver_override' "$SRIOVCTL_RULES"/*
	[ -e "$SRIOVCTL_MODULES/sriov_pf.conf" ]
}

@test "persist --serial: writes rules that udevadm verify accepts" {
	with_serial
	set_to "$pci/devices/0000:01:00.0" serial_number=$serial
	sriovctl persist --serial --claim 01 4
	run udevadm verify --no-style "$SRIOVCTL_RULES"/*.rules
	echo "$output"
	[ "$status" -eq 0 ]
}

@test "persist --serial: tells the functions of a card apart" {
	with_serial
	pf_new pci0000:00/0000:00:02.0/0000:01:00.1 serial_number=$serial
	sriovctl persist --serial 01:00.0 4
	sriovctl persist --serial 01:00.1 2
	run --separate-stderr sriovctl list -o ADDRESS,AT-BOOT -n --raw
	says '0000:01:00.0 4
0000:01:00.1 2
0000:02:00.0 -'
	run --separate-stderr sriovctl forget $serial
	fails 3 "could be any of: ${serial}_00.0 ${serial}_00.1"
}

@test "persist --serial: refuses a PF without a number, or with the number of another" {
	with_serial
	run --separate-stderr sriovctl persist --serial 02 4
	fails 1 '0000:02:00.0 has no serial number; leave out --serial'
	pf_new pci0000:00/0000:05:00.0 serial_number=$serial
	run --separate-stderr sriovctl persist --serial 01 4
	fails 1 '0000:01:00.0 and 0000:05:00.0 have the same serial number; leave out --serial'
	[ ! -e "$SRIOVCTL_RULES" ]
}

@test "persist --serial --claim: refuses if the kernel does not show the number" {
	with_serial
	run --separate-stderr sriovctl persist --serial --claim 01 4
	fails 1 'this kernel shows no serial number of 0000:01:00.0 before the module does; leave out --serial or --claim'
	[ ! -e "$SRIOVCTL_RULES" ]
	set_to "$pci/devices/0000:01:00.0" serial_number=$serial
	run --separate-stderr sriovctl persist --serial --claim 01 4
	[ "$status" -eq 0 ]
	serial_rules | grep -q 'TEST=="sriov_totalvfs", ATTR{driver_override}=="(null)", ATTR{driver_override}="sriov-pf"'
	serial_rules | grep -qx "ATTR{serial_number}==\"$serial\", GOTO=\"sriov_pf_who\""
	run --separate-stderr sriovctl show 01
	[[ "$output" == *'	At boot: 4 VFs, claimed by sriov-pf, by serial number'* ]]
}

@test "persist --serial: finds what is kept after the PF has moved" {
	with_serial
	sriovctl persist --serial 01 4
	move 0000:01:00.0 0000:07:00.0
	run --separate-stderr sriovctl list -o ADDRESS,AT-BOOT -n --raw
	says '0000:02:00.0 -
0000:07:00.0 4'
	run --separate-stderr sriovctl show 07
	[[ "$output" == *'	At boot: 4 VFs, by serial number'* ]]
	run --separate-stderr sriovctl apply 07
	says '0000:07:00.0 has 4 VFs'
	sriovctl metrics | grep -x 'sriov_pf_persistent_vfs{pf="0000:07:00.0"} 4'
	sriovctl forget 07
	run find "$SRIOVCTL_RULES" "$SRIOVCTL_MODULES" -name "*sriov*"
	[ -z "$output" ]
}

@test "persist --serial: the serial number takes precedence over the address" {
	with_serial
	sriovctl persist 02 3 2>/dev/null
	sriovctl persist --serial 01 4
	rm -r "$(realpath "$pci/devices/0000:02:00.0")" "$pci/devices/0000:02:00.0" \
		"$sys/class/sriov_pf/0000:02:00.0"
	move 0000:01:00.0 0000:02:00.0
	run --separate-stderr sriovctl apply 02
	says '0000:02:00.0 has 4 VFs'
	run --separate-stderr sriovctl forget 0000:02:00.0
	says '0000:02:00.0 gets no VFs at boot any more'
	[ "$(ls "$SRIOVCTL_RULES")" = 70-sriov-pf-$key.rules ]
}

@test "persist --serial: another device with this number" {
	with_serial
	sriovctl persist --serial 01 4
	set_to "$pci/devices/0000:01:00.0" device=0x10ca
	run --separate-stderr sriovctl show 01
	[[ "$output" == *'	At boot: nothing: 4 VFs are kept for another device with this serial number (8086:10c9,'* ]]
	run --separate-stderr sriovctl apply 01
	fails 1 'for another device with this serial number'
}

@test "persist: changes from serial number to address, and back" {
	with_serial
	sriovctl persist --serial 01 4
	sriovctl persist 01 3
	[ "$(ls "$SRIOVCTL_RULES")" = 70-sriov-pf-0000:01:00.0.rules ]
	sriovctl persist --serial 01 2
	[ "$(ls "$SRIOVCTL_RULES")" = 70-sriov-pf-$key.rules ]
	[ -e "$SRIOVCTL_MODULES/sriov_pf.conf" ]
}

@test "forget: takes a serial number, a PF, or the name of a rule file" {
	with_serial
	for name in $serial $key "${serial^^}" 01 70-sriov-pf-$key.rules \
		"$SRIOVCTL_RULES/70-sriov-pf-$key.rules"; do
		sriovctl persist --serial 01 4
		run --separate-stderr sriovctl forget "$name"
		says "$key gets no VFs at boot any more"
		[ -z "$(ls "$SRIOVCTL_RULES")" ]
	done
	sriovctl persist --serial 01 4
	run --separate-stderr sriovctl forget 00-1b
	fails 3 "nothing is kept for a PF '00-1b'; something is kept for: $key"
	rm -r "$sys/class/sriov_pf"
	sriovctl forget $serial
}

@test "forget: names the address of a claim by serial number that is left" {
	with_serial
	set_to "$pci/devices/0000:01:00.0" serial_number=$serial
	sriovctl persist --serial --claim 01 4
	set_to "$pci/devices/0000:01:00.0" driver_override=sriov-pf
	run --separate-stderr sriovctl forget $serial
	fails 0 'is still claimed; to end that now: sriovctl release 0000:01:00.0'
	says "$key gets no VFs at boot any more, and is not claimed"
}
