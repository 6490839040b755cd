#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

forest()
{
	two_pfs
	pf_new pci0000:00/0000:00:02.0/0000:01:00.1
	vf_new 0000:01:00.0 0 0000:01:10.0 igbvf
	vf_new 0000:01:00.0 1 0000:01:10.2
	pf_new pci10000:00/10000:00:01.0
}

@test "tree: draws the tree" {
	forest
	LC_ALL=C.UTF-8 run --separate-stderr sriovctl tree
	says 'pci0000:00
├─0000:00:02.0 buses 01 to 01
│ ├─0000:01:00.0 PF, 0/8 VFs, igb, Intel "Corporation" 82576 Gigabit Network Connection
│ │ ├─0000:01:10.0 VF 0, igbvf
│ │ └─0000:01:10.2 VF 1, no driver
│ └─0000:01:00.1 PF, 0/8 VFs, no driver, Intel "Corporation" 82576 Gigabit Network Connection
└─0000:00:03.0 buses 02 to 03
  └─0000:02:00.0 PF, 0/127 VFs, no driver, Red Hat, Inc. QEMU NVM Express Controller
pci10000:00
└─10000:00:01.0 PF, 0/8 VFs, no driver, Intel "Corporation" 82576 Gigabit Network Connection'
}

@test "tree: uses ASCII where the locale has nothing else" {
	forest
	LC_ALL=C run --separate-stderr sriovctl tree
	[[ "${lines[3]}" == '| | |-0000:01:10.0 VF 0, igbvf' ]]
	[[ "${lines[4]}" == '| | `-0000:01:10.2 VF 1, no driver' ]]
}

@test "tree --json: nests each device in its parent" {
	forest
	run --separate-stderr sriovctl tree --json
	[ "$(jq -c '.roots[0].children[0]' <<<"$output")" = '{"address":"0000:00:02.0","kind":"bridge","first_bus":1,"last_bus":1,"children":[{"address":"0000:01:00.0","kind":"pf","driver":"igb","num_vfs":0,"total_vfs":8,"name":"Intel \"Corporation\" 82576 Gigabit Network Connection","children":[{"address":"0000:01:10.0","kind":"vf","driver":"igbvf","index":0,"children":[]},{"address":"0000:01:10.2","kind":"vf","driver":null,"index":1,"children":[]}]},{"address":"0000:01:00.1","kind":"pf","driver":null,"num_vfs":0,"total_vfs":8,"name":"Intel \"Corporation\" 82576 Gigabit Network Connection","children":[]}]}' ]
	[ "$(jq -r '.roots[].address' <<<"$output")" = 'pci0000:00
pci10000:00' ]
}

@test "tree: a machine without PFs" {
	run --separate-stderr sriovctl tree
	[ "$status" -eq 0 ] && [ -z "$output" ]
	run --separate-stderr sriovctl tree --json
	[ "$(jq -c . <<<"$output")" = '{"roots":[]}' ]
}
