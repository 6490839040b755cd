#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

# fails_from_1000 - writing more than 1000 to igb's num_vfs answers EINVAL, as this file
# of /proc does
fails_from_1000()
{
	local dir=$sys/class/sriov_pf/0000:01:00.0
	set_to "$dir" total_vfs=2000
	sriovctl persist 01 2000 2>/dev/null
	rm "$dir/num_vfs"
	ln -s /proc/self/oom_score_adj "$dir/num_vfs"
	set_to "$dir" 'last_error=EAGAIN: igb failed to set 2000 VFs'
}

@test "apply: enables the kept number of VFs" {
	two_pfs
	sriovctl persist 01 4
	run --separate-stderr sriovctl apply 01
	says '0000:01:00.0 has 4 VFs'
	[ "$status" -eq 0 ] && [ -z "$stderr" ]
	[ "$(cat "$sys/class/sriov_pf/0000:01:00.0/num_vfs")" = 4 ]
	[ "$(cat "$sys/class/sriov_pf/0000:02:00.0/num_vfs")" = 0 ]
}

@test "apply: fails if no number, or 0, is kept; --all does nothing" {
	two_pfs
	sriovctl persist --claim 01 0
	for pf in 01 02; do
		run --separate-stderr sriovctl apply $pf
		fails 1 "no VFs are kept for 0000:$pf:00.0"
	done
	run --separate-stderr sriovctl apply --all
	[ "$status" -eq 0 ] && [ -z "$output$stderr" ]
}

@test "apply: refuses a number that is kept for another device" {
	two_pfs
	sriovctl persist 01 4
	set_to "$pci/devices/0000:01:00.0" subsystem_device=0x0001
	run --separate-stderr sriovctl apply 01
	fails 1 'the kept number is for another device at this address (8086:10c9, subsystem 8086:a03c)'
	[ "$(cat "$sys/class/sriov_pf/0000:01:00.0/num_vfs")" = 0 ]
}

@test "apply --all: serves every PF with a kept number, also after one has failed" {
	two_pfs
	pf_new pci0000:00/0000:03:00.0
	sriovctl persist 02 3 2>/dev/null
	fails_from_1000
	run --separate-stderr sriovctl apply --all
	fails 1 '0000:01:00.0 cannot have 2000 VFs: EAGAIN: igb failed to set 2000 VFs'
	says '0000:02:00.0 has 3 VFs'
}

@test "apply --retry: gives up, with the reason of each try" {
	two_pfs
	fails_from_1000
	run --separate-stderr sriovctl apply --retry 3 --wait 0 01
	fails 1 'note: 0000:01:00.0: try 3 of 3'
	fails 1 "0000:01:00.0: all 3 tries failed; see 'sriovctl explain 0000:01:00.0'"
	[ "$(grep -c 'cannot have 2000 VFs: EAGAIN' <<<"$stderr")" -eq 3 ]
}

@test "apply --retry: ends with the first success" {
	two_pfs
	local dir=$sys/class/sriov_pf/0000:01:00.0
	fails_from_1000
	(
		until grep -q 'try 1' "$BATS_TEST_TMPDIR/said"; do
			sleep 0.1
		done
		rm "$dir/num_vfs"
		echo 0 >"$dir/num_vfs"
	) 2>/dev/null &
	sriovctl apply --retry 3 --wait 2 01 2>"$BATS_TEST_TMPDIR/said"
	wait
	cat "$BATS_TEST_TMPDIR/said"
	[ "$(cat "$dir/num_vfs")" = 2000 ]
	[ "$(grep -c ' of 3' "$BATS_TEST_TMPDIR/said")" -eq 2 ]
}

@test "apply --retry: does nothing if somebody has set a number" {
	two_pfs
	sriovctl persist 01 4
	run --separate-stderr sriovctl apply --retry 3 --wait 0 01
	says '0000:01:00.0 has no failed change any more; nothing was done'
	[ "$status" -eq 0 ] && [ "$(cat "$sys/class/sriov_pf/0000:01:00.0/num_vfs")" = 0 ]
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=2 'last_error=EAGAIN: not yet'
	run --separate-stderr sriovctl apply --retry 3 --wait 0 01
	[ "$status" -eq 0 ] && [ "$(cat "$sys/class/sriov_pf/0000:01:00.0/num_vfs")" = 2 ]
}

@test "apply --retry: waits before each try" {
	two_pfs
	fails_from_1000
	local begin=$SECONDS
	run --separate-stderr sriovctl apply --retry 2 --wait 1 01
	fails 1 'all 2 tries failed'
	[ $((SECONDS - begin)) -ge 2 ]
}
