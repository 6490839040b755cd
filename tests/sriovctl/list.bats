#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

@test "list: prints a line for every PF" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=4
	run --separate-stderr sriovctl list
	[ -z "$stderr" ]
	says 'ADDRESS       VFS  MAX  AT-BOOT  IN-USE  BLOCKED  DRIVER  MODEL
0000:01:00.0    4    8        -       0  -        igb     82576 Gigabit Network Connection
0000:02:00.0    0    0        -       -  driver   -       QEMU NVM Express Controller'
}

@test "list: names several obstacles" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=0 'checks/vf_bars=blocked: no room' \
		'checks/ari=warning: not so good' 'checks/page_size=blocked: bad'
	run --separate-stderr sriovctl list
	[[ "$output" == *'  page_size vf_bars  -       82576'* ]]
}

@test "list: reads the file verdicts instead of checks/, if there is one" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:02:00.0" \
		'verdicts=vf_bars=ok state=blocked novel=strange ari=warning page_size=blocked odd'
	run --separate-stderr sriovctl list -n -o BLOCKED
	says '-
page_size state'
	run --separate-stderr sriovctl list --json
	[ "$(jq -c '[.pfs[].blocked_by]' <<<"$output")" = '[[],["page_size","state"]]' ]
}

@test "list: reads the file uevent instead of others, if it has our keys" {
	two_pfs
	keys_are 0000:01:00.0 PCI_ID=1B36:0010 SRIOV_PF_DRIVER=ice SRIOV_NUM_VFS=3
	rm "$sys/class/sriov_pf/0000:01:00.0/num_vfs"
	run --separate-stderr sriovctl list -n -o ID,DRIVER,VFS,VENDOR,MODEL
	says '1b36:0010  ice  3  Red Hat, Inc.  QEMU NVM Express Controller
1b36:0010  -    0  Red Hat, Inc.  QEMU NVM Express Controller'
}

@test "list: MAX is at most what the driver allows, AT-BOOT is what persist keeps" {
	two_pfs
	sriovctl persist 01 3
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=4
	set_to "$pci/devices/0000:01:00.0" sriov_totalvfs=7
	run --separate-stderr sriovctl list -o VFS,max,at-boot,TOTAL
	says 'VFS  MAX  AT-BOOT  TOTAL
  4    7        3      8
  0    0        -    127'
	run --separate-stderr sriovctl list --json
	[ "$(jq -c '.pfs[0] | .max_num_vfs, .max_vfs, .persistent_vfs' <<<"$output")" = '8
7
3' ]
}

@test "list: counts VFs in use, and does not show the PF as blocked for them" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=2 'checks/vfs_in_use=blocked: one is in use'
	vf_new 0000:01:00.0 0 0000:01:10.0 vfio-pci
	vf_new 0000:01:00.0 1 0000:01:10.2 vfio-pci
	set_to "$pci/devices/0000:01:10.2" enable=1
	run --separate-stderr sriovctl list -n -o IN-USE,BLOCKED
	says '1  -
-  driver'
	run --separate-stderr sriovctl list --json
	[ "$(jq -c '.pfs[0] | .vfs_in_use, .blocked_by' <<<"$output")" = '1
[]' ]
}

@test "list: columns, headings and spaces can be chosen" {
	two_pfs
	run --separate-stderr sriovctl list --noheadings --output DRIVER,address
	says 'igb  0000:01:00.0
-    0000:02:00.0'
	run --separate-stderr sriovctl list -nr -o ADDRESS,VFS,ID
	says '0000:01:00.0 0 8086:10c9
0000:02:00.0 0 1b36:0010'
	run --separate-stderr sriovctl list -o +numa-node
	[[ "${lines[0]}" == 'ADDRESS '*' MODEL '*' NUMA-NODE' ]]
	run --separate-stderr sriovctl list -o VFS,none
	fails 2 "there is no column 'none'; there are: ADDRESS VFS MAX AT-BOOT"
	run --separate-stderr sriovctl list --json --raw
	fails 2 "'--json' writes no table; leave out '--raw'"
	run --separate-stderr sriovctl list -o
	fails 2 "'--output' wants COLUMNS"
}

@test "list: fits its lines to COLUMNS" {
	two_pfs
	COLUMNS=80 run --separate-stderr sriovctl list
	for line in "${lines[@]}"; do
		[ ${#line} -le 80 ]
	done
	[[ "${lines[1]}" == '0000:01:00.0 '*' igb '*' 82576 Gigabit Ne'* ]]
}

@test "list: shows the IDs of devices without a name" {
	pf_new pci0000:00/0000:01:00.0
	pf_new pci0000:00/0000:02:00.0
	set_to "$pci/devices/0000:01:00.0" device=0xffff
	set_to "$pci/devices/0000:02:00.0" vendor=0xabcd
	run --separate-stderr sriovctl list
	[[ "${lines[1]}" == *'  8086:ffff' ]]
	[[ "${lines[2]}" == *'  abcd:10c9' ]]
	run --separate-stderr sriovctl list --json
	[ "$(jq -c '[.pfs[].name]' <<<"$output")" = '["Intel \"Corporation\" Device ffff",null]' ]
}

@test "list: without checks/, says that obstacles are unknown" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=
	rm -r "$sys/class/sriov_pf/0000:01:00.0/checks"
	run --separate-stderr sriovctl list
	[[ "${lines[1]}" == '0000:01:00.0    0    ?        -       -  ?        -       82576'* ]]
	fails 0 'has no checks/'
	run --separate-stderr sriovctl list --json
	[ "$(jq -c '.pfs[0] | .blocked_by, .max_num_vfs' <<<"$output")" = 'null
null' ]
}

@test "list: a machine without PFs" {
	run --separate-stderr sriovctl list
	[ -z "$output" ] && fails 0 'no device of this machine'
	run --separate-stderr sriovctl list --json
	[ "$(jq -c . <<<"$output")" = '{"pfs":[]}' ]
}

@test "list --json: has the keys that the manual lists" {
	two_pfs
	run --separate-stderr sriovctl list --json
	[ "$(jq -c '.pfs[1]' <<<"$output")" = '{"address":"0000:02:00.0","vendor":"0x1b36","device":"0x0010","name":"Red Hat, Inc. QEMU NVM Express Controller","driver":null,"num_vfs":0,"total_vfs":127,"max_num_vfs":0,"max_vfs":0,"persistent_vfs":null,"vfs_in_use":0,"blocked_by":["driver"]}' ]
	[ "$(jq -r '.pfs[0].name' <<<"$output")" = 'Intel "Corporation" 82576 Gigabit Network Connection' ]
}

@test "list: 256 PFs cost less than 300 processes" {
	local i
	pf_new pci0000:00/0000:01:00.0
	for i in {2..256}; do
		cp -r "$sys/devices/pci0000:00/0000:01:00.0" "$sys/devices/pci0000:00/$(printf 0001:%02x:00.0 "$((i - 1))")"
		ln -s "$sys/devices/pci0000:00/$(printf 0001:%02x:00.0 "$((i - 1))")" "$pci/devices/"
		ln -s "$sys/devices/pci0000:00/$(printf 0001:%02x:00.0 "$((i - 1))")/sriov_pf/0000:01:00.0" \
			"$sys/class/sriov_pf/$(printf 0001:%02x:00.0 "$((i - 1))")"
	done
	before=$(awk '/^processes/ { print $2 }' /proc/stat)
	run --separate-stderr sriovctl list
	after=$(awk '/^processes/ { print $2 }' /proc/stat)
	[ "${#lines[@]}" -eq 257 ]
	echo "$((after - before)) processes"
	[ $((after - before)) -lt 300 ]
}
