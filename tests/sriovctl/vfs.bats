#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

@test "vfs: those that there are" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=3
	vf_new 0000:01:00.0 0 0000:01:10.0 igbvf
	vf_new 0000:01:00.0 1 0000:01:10.2 vfio-pci 12
	vf_new 0000:01:00.0 2 0000:01:10.4 vfio-pci 13
	set_to "$pci/devices/0000:01:10.0" enable=1
	set_to "$pci/devices/0000:01:10.4" enable=1
	run --separate-stderr sriovctl vfs 01
	says 'VF  ADDRESS       DRIVER    IOMMU GROUP  IN USE  BAR 0               BAR 3
0   0000:01:10.0  igbvf     -            no      0x000000fb80000000  0xfe820000
1   0000:01:10.2  vfio-pci  12           no      0x000000fb80004000  0xfe828000
2   0000:01:10.4  vfio-pci  13           yes     0x000000fb80008000  0xfe830000'
}

@test "vfs: a vendor's vfio driver is known by what it shows" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=1
	vf_new 0000:01:00.0 0 0000:01:10.0 variant 12
	set_to "$pci/devices/0000:01:10.0" enable=1 vfio-dev/vfio0/dev=1:1
	run --separate-stderr sriovctl vfs 01 --json
	[ "$(jq '.vfs[0].in_use' <<<"$output")" = true ]
}

@test "vfs: where they would be" {
	two_pfs
	run --separate-stderr sriovctl vfs 01 8
	[[ "${lines[1]}" == '0   0000:01:10.0  - '*'  -       0x000000fb80000000  0xfe820000' ]]
	[[ "${lines[8]}" == '7   0000:01:11.6  - '*'  -       0x000000fb8001c000  0xfe858000' ]]
	run --separate-stderr sriovctl vfs 02 127
	[[ "${lines[127]}" == '126  0000:02:0f.7 '* ]]
}

@test "vfs: on buses after the PF's, and past the last" {
	pf_new pci0000:00/0000:fe:1f.7 total_vfs=600 vf_offset=256 vf_stride=1
	run --separate-stderr sriovctl vfs fe 2
	[[ "${lines[2]}" == '1   none '* ]]
	[[ "${lines[1]}" == '0   0000:ff:1f.7 '* ]]
}

@test "vfs: addresses that fill 64 bits, or cross 4 GiB" {
	pf_new pci0000:00/0000:01:00.0 vf_bar0/address=0xfffffffeffff0000 \
		vf_bar0/size=65536 vf_bar3/address=0xffff8000
	run --separate-stderr sriovctl vfs 01 3
	[[ "${lines[1]}" == *'  0xfffffffeffff0000  0xffff8000' ]]
	[[ "${lines[2]}" == *'  0xffffffff00000000  0x00000000' ]]
	[[ "${lines[3]}" == *'  0xffffffff00010000  0x00008000' ]]
}

@test "vfs: a BAR without an address" {
	pf_new pci0000:00/0000:01:00.0 vf_bar0/address=0x0000000000000000
	run --separate-stderr sriovctl vfs 01 1
	[[ "${lines[1]}" == *'  unassigned  0xfe820000' ]]
	run --separate-stderr sriovctl vfs 01 1 --json
	[ "$(jq -c '.vfs[0].bars[0]' <<<"$output")" = '{"bar":0,"address":null,"size":16384}' ]
}

@test "vfs: a BAR that has no room for all VFs at its present size" {
	pf_new pci0000:00/0000:01:00.0 vf_bar0/size=65536 vf_bar0/max_vfs=2
	run --separate-stderr sriovctl vfs 01 3
	[[ "${lines[2]}" == *'  0x000000fb80010000  0xfe828000' ]]
	[[ "${lines[3]}" == *'  no room             0xfe830000' ]]
	run --separate-stderr sriovctl vfs 01 3 --json
	[ "$(jq -c '[.vfs[].bars[0].address]' <<<"$output")" = '["0x000000fb80000000","0x000000fb80010000",null]' ]
	# A module that does not say so.
	rm "$sys/class/sriov_pf/0000:01:00.0/vf_bar0/max_vfs"
	run --separate-stderr sriovctl vfs 01 3
	[[ "${lines[3]}" == *'  0x000000fb80020000  0xfe830000' ]]
}

@test "vfs: not more than the device has" {
	two_pfs
	run --separate-stderr sriovctl vfs 01 9
	[ -z "$output" ] && fails 1 '0000:01:00.0 has at most 8 VFs'
}

@test "vfs: none" {
	two_pfs
	run --separate-stderr sriovctl vfs 01
	[ -z "$output" ] && fails 0 "has no VFs now; 'sriovctl vfs 0000:01:00.0 N'"
	run --separate-stderr sriovctl vfs --json 01
	[ "$(jq -c . <<<"$output")" = '{"pf":"0000:01:00.0","num_vfs":0,"vfs":[]}' ]
}

@test "vfs: registers that cannot be read predict nothing" {
	pf_new pci0000:00/0000:01:00.0 vf_stride=
	run --separate-stderr sriovctl vfs 01 1 --json
	[ "$(jq -c '.vfs[0].address' <<<"$output")" = null ]
}

@test "vfs --json: the keys that the manual has" {
	two_pfs
	vf_new 0000:01:00.0 0 0000:01:10.0 vfio-pci 12
	run --separate-stderr sriovctl vfs --json 01 2
	[ "$(jq -c '.vfs[]' <<<"$output")" = '{"index":0,"address":"0000:01:10.0","exists":true,"driver":"vfio-pci","iommu_group":"12","in_use":false,"bars":[{"bar":0,"address":"0x000000fb80000000","size":16384},{"bar":3,"address":"0xfe820000","size":32768}]}
{"index":1,"address":"0000:01:10.2","exists":false,"driver":null,"iommu_group":null,"in_use":false,"bars":[{"bar":0,"address":"0x000000fb80004000","size":16384},{"bar":3,"address":"0xfe828000","size":32768}]}' ]
}
