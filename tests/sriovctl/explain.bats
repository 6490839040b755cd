#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

@test "explain: nothing" {
	two_pfs
	run --separate-stderr sriovctl explain 01 8
	says 'Nothing stands in the way of 8 VFs of 0000:01:00.0: sriovctl set 0000:01:00.0 8'
	[ "$status" -eq 0 ]
}

@test "explain: what the checks say, what to do, and status 1" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=0 \
		'checks/driver=blocked: no driver is bound' \
		'checks/page_size=blocked: 4 KiB pages are not supported' \
		'checks/ari=warning: ARI is off' 'checks/state=ok: as it was'
	run --separate-stderr sriovctl explain 01
	[ "$status" -eq 1 ]
	says '0000:01:00.0 cannot have 1 VF now:
  driver: no driver is bound
    Let our driver have it: sriovctl claim 0000:01:00.0
  page_size: 4 KiB pages are not supported
Mind:
  ari: ARI is off'
}

@test "explain: what the module says of more VFs than are wanted does not count" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=4 \
		'checks/bus_numbers=blocked: VF 4 and up are on bus 02'
	run --separate-stderr sriovctl explain 01 4
	[ "$status" -eq 0 ]
	[[ "$output" == Nothing* ]]
	run --separate-stderr sriovctl explain 01 5
	[ "$status" -eq 1 ]
	[[ "$output" == *'bus_numbers: VF 4 and up'* ]]
}

@test "explain: no check says why, but the module does not allow it" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=4
	run --separate-stderr sriovctl explain 01 5
	[ "$status" -eq 1 ]
	says '0000:01:00.0 cannot have 5 VFs now:
  max_num_vfs: at most 4 can be enabled now'
}

@test "explain: more than the device or its driver allow" {
	two_pfs
	set_to "$pci/devices/0000:01:00.0" sriov_totalvfs=7
	run --separate-stderr sriovctl explain 01 9
	[[ "$output" == *'total_vfs: the device has at most 8 VFs'* ]]
	run --separate-stderr sriovctl explain 01 8
	[[ "$output" == *'driver_limit: the driver igb allows at most 7 VFs'* ]]
}

@test "explain: a VF BAR without room for so many, while there are VFs" {
	pf_new pci0000:00/0000:01:00.0 num_vfs=1 max_num_vfs=1 vf_bar0/max_vfs=4
	run --separate-stderr sriovctl explain 01 5
	[[ "$output" == *'  vf_bars: VF BAR 0 has room for 4 VFs at its present size
'* ]]
	run --separate-stderr sriovctl explain 01 4
	[[ "$output" != *vf_bars* ]]
	set_to "$sys/class/sriov_pf/0000:01:00.0" 'checks/vf_bars=blocked: VF BAR 0 has none'
	run --separate-stderr sriovctl explain 01 5
	[ "$(grep -c vf_bars <<<"$output")" -eq 1 ]
}

@test "explain: VFs that are enabled" {
	pf_new pci0000:00/0000:01:00.0 num_vfs=4 'checks/vfs_in_use=blocked: 0000:01:10.0 is open'
	run --separate-stderr sriovctl explain 01 4
	says '0000:01:00.0 has 4 VFs now.'
	run --separate-stderr sriovctl explain 01 5
	[ "$status" -eq 1 ]
	[[ "$output" == *'enabled: 4 VFs enabled already'*'sriovctl set 0000:01:00.0 0'* ]]
	run --separate-stderr sriovctl explain 01 0
	[ "$status" -eq 1 ]
	[[ "$output" == *'vfs_in_use: 0000:01:10.0 is open'*'sriovctl vfs 0000:01:00.0'* ]]
}

@test "explain: no option moves what the device has fixed" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=0 \
		'checks/vf_bars=blocked: VF BAR 0 has none (Enhanced Allocation)'
	run --separate-stderr sriovctl explain 01 4
	[ "$status" -eq 1 ]
	[[ "$output" == *'vendor of the machine'* ]]
	[[ "$output" != *realloc* ]]
}

@test "explain: disabling minds only what concerns it" {
	pf_new pci0000:00/0000:01:00.0 num_vfs=4 'checks/vf_bars=blocked: no room'
	run --separate-stderr sriovctl explain 01 0
	[ "$status" -eq 0 ]
}

@test "explain: as many as the PF gets at boot, if nothing is said" {
	two_pfs
	run sriovctl persist 01 3
	run --separate-stderr sriovctl explain 01
	[[ "$output" == 'Nothing stands in the way of 3 VFs'* ]]
}

@test "explain: without checks/ the plainest obstacles" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=
	rm -r "$sys/class/sriov_pf/0000:01:00.0/checks"
	run --separate-stderr sriovctl explain 01 9
	fails 1 'has no checks/'
	says '0000:01:00.0 cannot have 9 VFs now:
  total_vfs: the device has at most 8 VFs
  driver: the PF has no driver
    Let our driver have it: sriovctl claim 0000:01:00.0'
}

@test "explain --json: the keys that the manual has" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=0 \
		'checks/driver=blocked: no driver is bound' 'checks/ari=warning: ARI is off'
	run --separate-stderr sriovctl explain --json 01 2
	[ "$status" -eq 1 ]
	[ "$(jq -c . <<<"$output")" = '{"pf":"0000:01:00.0","wanted_vfs":2,"num_vfs":0,"max_num_vfs":0,"possible":false,"obstacles":[{"check":"driver","state":"blocked","text":"no driver is bound","advice":"Let our driver have it: sriovctl claim 0000:01:00.0"}],"warnings":[{"check":"ari","state":"warning","text":"ARI is off","advice":null}]}' ]
	two=$(sriovctl explain --json 01 9 | jq '.obstacles | length')
	[ "$two" -eq 2 ]
}
