#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# What the packages' scripts say when one is removed.
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

claims_left()
{
	PATH=${TOOLS-$PATH} ${SH-sh} "$BATS_TEST_DIRNAME/../../scripts/packaging/claims-left"
}

@test "claims-left: prints nothing if nothing is claimed" {
	two_pfs
	sriovctl persist 01 4
	run --separate-stderr claims_left
	[ "$status" -eq 0 ] && [ -z "$output$stderr" ]
	rm -r "$SRIOVCTL_SYSFS" "$SRIOVCTL_RULES"
	run --separate-stderr claims_left
	[ "$status" -eq 0 ] && [ -z "$output$stderr" ]
}

@test "claims-left: names a claimed PF, and how to release it" {
	two_pfs
	set_to "$pci/devices/0000:02:00.0" driver_override=sriov-pf
	run --separate-stderr claims_left
	fails 0 'until the next boot no driver but sriov-pf can have: 0000:02:00.0'
	fails 0 'sriovctl release --all'
	# What it says to do does it.
	eval "$(grep 'echo >' <<<"$stderr")"
	[ "$(cat "$pci/drivers_probe")" = 0000:02:00.0 ]
	run --separate-stderr claims_left
	[ -z "$stderr" ]
}

@test "claims-left: names a claim at every boot, and how to end it" {
	two_pfs
	sriovctl persist 01 4
	sriovctl persist --claim 02 4 2>/dev/null
	run --separate-stderr claims_left
	fails 0 "$SRIOVCTL_RULES/70-sriov-pf-0000:02:00.0.rules"
	fails 0 'sriovctl forget PF'
	fails 0 'update-initramfs -u'
	[[ "$stderr" != *0000:01:00.0* ]]
}
