#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

setup()
{
	machine_new
	two_pfs
	bind 0000:02:00.0 nvme
	num_vfs=$sys/class/sriov_pf/0000:02:00.0/num_vfs
	set_to "$sys/class/sriov_pf/0000:02:00.0" num_vfs=2 max_num_vfs=2 checks/driver=ok
	vf_new 0000:02:00.0 0 0000:02:00.1 nvme
	vf_new 0000:02:00.0 1 0000:02:00.2
}

@test "replace: lists the VFs that it removes, and sets the number" {
	run --separate-stderr sriovctl set 02 7 --replace
	says '0000:02:00.0 can have 7 VFs only after these are removed:
  0000:02:00.1: nvme
  0000:02:00.2: no driver
0000:02:00.0 has 0 VFs
0000:02:00.0 has 7 VFs'
	[ "$(cat "$num_vfs")" = 7 ]
}

@test "replace: a dry run changes nothing" {
	run --separate-stderr sriovctl set 02 7 --replace --dry-run
	[ "$status" -eq 0 ]
	[[ "$output" == *'0000:02:00.2: no driver'*'nothing is changed (--dry-run)' ]]
	[ "$(cat "$num_vfs")" = 2 ]
}

@test "replace: lists only the first of many VFs" {
	local i
	set_to "$sys/class/sriov_pf/0000:02:00.0" num_vfs=40
	for i in {2..39}; do
		vf_new 0000:02:00.0 "$i" "$(printf '0000:02:%02x.%x' $(((i + 1) / 8)) $(((i + 1) % 8)))"
	done
	run --separate-stderr sriovctl set 02 7 --replace --dry-run
	[[ "$output" == *'  and 24 more: sriovctl vfs 0000:02:00.0'* ]]
	[ "${#lines[@]}" -eq 19 ]
}

@test "replace: without VFs, or with the same number, does the same as without the option" {
	run --separate-stderr sriovctl set 02 2 --replace
	says '0000:02:00.0 has 2 VFs'
	set_to "$sys/class/sriov_pf/0000:02:00.0" num_vfs=0
	run --separate-stderr sriovctl set 02 7 --replace
	says '0000:02:00.0 has 7 VFs'
}

@test "replace: refuses an impossible number before it removes a VF" {
	run --separate-stderr sriovctl set 02 128 --replace
	fails 1 'total_vfs: the device has at most 127 VFs'
	[ "$(cat "$num_vfs")" = 2 ]
	set_to "$sys/class/sriov_pf/0000:02:00.0" vf_bar0/max_vfs=5
	run --separate-stderr sriovctl set 02 7 --replace
	fails 1 'VF BAR 0 has room for 5 VFs at its present size'
	[ "$(cat "$num_vfs")" = 2 ]
}

@test "replace: refuses while VFs are in use, except with --force" {
	mkdir -p "$pci/devices/0000:02:00.1/net/ens2v0"
	set_to "$pci/devices/0000:02:00.1/net/ens2v0" flags=0x1003 operstate=up
	mkdir -p "$sys/class/net"
	ln -s "$pci/devices/0000:02:00.1/net/ens2v0" "$sys/class/net/ens2v0"
	run --separate-stderr sriovctl set 02 7 --replace
	fails 1 '--force removes them'
	[[ "$output" == *'0000:02:00.1: nvme, ens2v0, interface ens2v0 is up'* ]]
	[ "$(cat "$num_vfs")" = 2 ]
	run --separate-stderr sriovctl set 02 7 --replace --force
	[ "$(cat "$num_vfs")" = 7 ]
}

@test "replace: restores the former number if the new one cannot be set" {
	rm "$num_vfs"
	ln -s /proc/self/oom_score_adj "$num_vfs"
	set_to "$sys/class/sriov_pf/0000:02:00.0" total_vfs=2000 \
		vf_bar0/max_vfs=2000 vf_bar3/max_vfs=2000
	echo 2 >/proc/self/oom_score_adj
	run --separate-stderr sriovctl set 02 2000 --replace
	fails 1 '0000:02:00.0 cannot have 2000 VFs: Invalid argument'
	fails 1 'note: 0000:02:00.0 goes back to 2 VFs'
	[[ "$output" == *'0000:02:00.0 has 0 VFs
0000:02:00.0 has 2 VFs' ]]
}

@test "replace: refuses --dry-run without --replace" {
	run --separate-stderr sriovctl set 02 7 --dry-run
	fails 2 "'--dry-run' goes with '--replace'"
}
