#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

load machine

# completes LINE WORDS - what is offered at the end of LINE
completes()
{
	local COMP_LINE=$1 COMP_POINT=${#1} COMPREPLY=() COMP_WORDBREAKS=$' \t\n:='
	# shellcheck source=scripts/completion/sriovctl
	. "$BATS_TEST_DIRNAME/../../scripts/completion/sriovctl"
	_sriovctl
	echo "'$1': '${COMPREPLY[*]}', not '$2'"
	[ "${COMPREPLY[*]}" = "$2" ]
}

@test "completion: commands" {
	completes 'sriovctl ' 'list show vfs explain tree metrics monitor capture report set claim release persist forget apply help'
	completes 'sriovctl s' 'show set'
	completes 'sriovctl --json e' 'explain'
	completes 'sriovctl --v' '--version'
}

@test "completion: PFs, cut where bash cuts at colons" {
	two_pfs
	completes 'sriovctl show ' '0000:01:00.0 0000:02:00.0'
	completes 'sriovctl show 0000:01' '01:00.0'
	completes 'sriovctl show 0000:01:00.0 ' ''
	completes 'sriovctl list ' ''
	sriovctl persist 01 4
	completes 'sriovctl forget ' 0000:01:00.0
	completes 'sriovctl apply ' '0000:01:00.0 0000:02:00.0'
	completes 'sriovctl release ' ''
	set_to "$pci/devices/0000:02:00.0" driver_override=sriov-pf
	mkdir "$pci/drivers/sriov-pf/0000:01:00.0"
	rm -r "$sys/class/sriov_pf"
	completes 'sriovctl release ' '0000:01:00.0 0000:02:00.0'
}

@test "completion: numbers and options" {
	two_pfs
	completes 'sriovctl set 0000:02:00.0 ' '0 127'
	completes 'sriovctl set 0000:02:00.0 1' 127
	completes 'sriovctl persist --' '--claim --serial --vf-driver'
	completes 'sriovctl claim 0000:02:00.0 -' '--force --all'
	completes 'sriovctl release -' --all
	completes 'sriovctl tree -' --json
	completes 'sriovctl set -' '--force --all --driver --id --vf-driver'
	completes 'sriovctl forget -' ''
	completes 'sriovctl apply -' '--all --retry --wait'
}
