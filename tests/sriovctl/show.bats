#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

@test "show: prints every register as lspci does, and those that lspci lacks" {
	two_pfs
	group 0000:01:00.0 7
	set_to "$sys/class/sriov_pf/0000:01:00.0" 'checks/ari=ok: not needed' \
		'checks/vf_bars=blocked: VF BAR 3 needs 256K' 'checks/state=cpu on fire'
	rm "$sys/class/sriov_pf/0000:01:00.0/checks/"[b-ip]*
	run --separate-stderr sriovctl show 01
	says '0000:01:00.0 Ethernet controller: Intel "Corporation" 82576 Gigabit Network Connection [8086:10c9]
	Driver: igb
	IOMMU group: 7
	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
		IOVCap:	Migration- 10BitTagReq- IntMsgNum 0 ARIPreserved+
		IOVCtl:	Enable- Migration- Interrupt- MSE- ARIHierarchy+ 10BitTagReq-
		IOVSta:	Migration-
		Initial VFs: 8, Total VFs: 8, Number of VFs: 0, Function Dependency Link: 00
		VF offset: 128, stride: 2, Device ID: 10ca
		Supported Page Size: 00000553, System Page Size: 00000001 (4K 8K 64K 256K 1M 4M; now 4K)
		Region 0: Memory at 000000fb80000000 (64-bit, prefetchable) [size=16K] [all VFs: 128K] [room for 8 VFs]
		Region 3: Memory at fe820000 (32-bit, non-prefetchable) [size=32K] [the kernel found no room]
		VF Migration: offset: 00000000, BIR: 0
	Checks:
		ari: ok: not needed
		state: unknown: cpu on fire
		vf_bars: blocked: VF BAR 3 needs 256K
		vfs_in_use: ok
	VFs that can be enabled now: 8
	Last error: none'
}

@test "show: output can be read by programs that read lspci's" {
	two_pfs
	sriovctl show 01 | awk -f "$BATS_TEST_DIRNAME/../lib/lspci.awk" >"$BATS_TEST_TMPDIR/read"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/read")" -eq 29 ]
	while read -r file value; do
		echo "$file $value"
		[ "$(cat "$sys/class/sriov_pf/0000:01:00.0/$file")" = "$value" ]
	done <"$BATS_TEST_TMPDIR/read"
}

@test "show: odd BARs" {
	pf_new pci0000:00/0000:01:00.0 vf_bar0/raw=0x00000003 vf_bar0/address= \
		vf_bar0/size= vf_bar0/aperture= vf_bar0/max_vfs= vf_bar0/width= vf_bar0/prefetchable= \
		vf_bar3/size=1610612736 'vf_bar3/supported_sizes=1048576 8589934592 1152921504606846976'
	run --separate-stderr sriovctl show 01
	[[ "$output" == *'
		Region 0: nonsense: 0x00000003
		Region 3: Memory at fe820000 (32-bit, non-prefetchable) [size=1536M] [the kernel found no room] [resizable: 1M 8G 1E]
'* ]]
}

@test "show: a resized BAR" {
	pf_new pci0000:00/0000:01:00.0 vf_bar0/size=65536 vf_bar0/max_vfs=2 vf_bar3/max_vfs=0
	run --separate-stderr sriovctl show 01
	[[ "$output" == *'[size=64K] [all VFs: 128K] [room for 2 VFs]
'* ]]
	[[ "$output" == *'[size=32K] [the kernel found no room]
'* ]]
	set_to "$sys/class/sriov_pf/0000:01:00.0" vf_bar0/max_vfs=1
	run --separate-stderr sriovctl show 01
	[[ "$output" == *'[room for 1 VF]'* ]]
}

# long_error - as the module gives it: one line, some sentences
long_error()
{
	printf 'ENOMEM: %s\n' "$(for i in $(seq 60); do printf 'VF BAR %d needs room. ' "$i"; done)" |
		cut -c -1023
}

@test "show, set: print a last error of a thousand characters" {
	two_pfs
	long_error >"$sys/class/sriov_pf/0000:01:00.0/last_error"
	[ "$(long_error | wc -c)" -gt 900 ]
	run --separate-stderr sriovctl show 01
	[[ "$output" == *"	Last error: $(long_error)"* ]]
	run --separate-stderr sriovctl show --json 01
	[ "$(jq -r .last_error <<<"$output")" = "$(long_error)" ]
	rm "$sys/class/sriov_pf/0000:01:00.0/num_vfs"
	ln -s /proc/self/oom_score_adj "$sys/class/sriov_pf/0000:01:00.0/num_vfs"
	run --separate-stderr sriovctl set 01 2000
	fails 1 "cannot have 2000 VFs: $(long_error)"
}

@test "show: a capability that is cut short" {
	pf_new pci0000:00/0000:01:00.0 supported_page_sizes= system_page_size= vf_device_id=
	rm -r "$sys/class/sriov_pf/0000:01:00.0/vf_"[bm]*
	run --separate-stderr sriovctl show 01
	[ "$status" -eq 0 ]
	[[ "$output" == *'
		VF offset: 128, stride: 2, Device ID: ?
		Supported Page Size: ?, System Page Size: ?
		VF Migration: offset: ?, BIR: ?
'* ]]
}

@test "show: a PF that does not answer is a failure" {
	two_pfs
	# What cannot be read is a directory here.
	for file in registers vf_offset vf_stride control/vf_enable; do
		rm "$sys/class/sriov_pf/0000:01:00.0/$file"
		mkdir "$sys/class/sriov_pf/0000:01:00.0/$file"
	done
	run --separate-stderr sriovctl show 01
	fails 1 '0000:01:00.0 does not answer'
	[[ "$output" == *'VF offset: ?, stride: ?, Device ID: 10ca'* ]]
	[[ "$output" == *'IOVCtl:	Enable? Migration-'* ]]
}

@test "show --json: has a key for every file" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" 'vf_bar0/supported_sizes=16384 32768' \
		'checks/driver=blocked: "no" driver \ none'
	run --separate-stderr sriovctl show --json 01
	is() { [ "$(jq -c "$1" <<<"$output")" = "$2" ]; }
	is .address '"0000:01:00.0"'
	is .total_vfs 8
	is .control '{"ari_capable_hierarchy":1,"raw":"0x0010","vf_10bit_tag_requester_enable":0,"vf_enable":0,"vf_migration_enable":0,"vf_migration_interrupt_enable":0,"vf_mse":0}'
	is .vf_bar0 '{"address":"0x000000fb80000000","aperture":131072,"max_vfs":8,"prefetchable":1,"raw":"0x000000fb8000000c","size":16384,"supported_sizes":[16384,32768],"width":64}'
	is .registers '["0x00010010","0x00000000"]'
	is .checks.driver '"blocked: \"no\" driver \\ none"'
	is .last_error '"none"'
	# as many values as files, and those that are not of our module
	[ "$(jq '[.. | scalars] | length' <<<"$output")" -eq \
		$(($(find -H "$sys/class/sriov_pf/0000:01:00.0" -type f ! -name uevent | wc -l) + 8 + 2)) ]
}

@test "show: prints the serial number" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" serial_number=01-23-45-67-89-ab-cd-ef
	run --separate-stderr sriovctl show 01
	[[ "$output" == *'
	Driver: igb
	Device Serial Number 01-23-45-67-89-ab-cd-ef
'* ]]
	run --separate-stderr sriovctl show --json 01
	[ "$(jq -r .serial_number <<<"$output")" = 01-23-45-67-89-ab-cd-ef ]
}

@test "show: prints the driver of new VFs" {
	two_pfs
	local file=$sys/class/sriov_pf/0000:01:00.0/vf_driver_override
	echo '(null)' >"$file"
	run --separate-stderr sriovctl show 01
	[ "$status" -eq 0 ] && [[ "$output" != *'Driver of new VFs'* ]]
	run --separate-stderr sriovctl show --json 01
	[ "$(jq -c .vf_driver_override <<<"$output")" = null ]
	echo vfio-pci >"$file"
	run --separate-stderr sriovctl show 01
	[[ "$output" == *'	Driver of new VFs: vfio-pci'* ]]
	run --separate-stderr sriovctl show --json 01
	[ "$(jq -r .vf_driver_override <<<"$output")" = vfio-pci ]
}

@test "show: uses colour on a terminal, but not with NO_COLOR" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" 'checks/state=blocked: reset'
	export TERM=xterm
	on_terminal() { script -qec "$SRIOVCTL show 01" /dev/null; }
	NO_COLOR='' run on_terminal
	[[ "$output" == *$'\033[31mblocked\033[m'* ]]
	NO_COLOR=1 run on_terminal
	[[ "$output" != *$'\033'* ]] && [[ "$output" == *'state: blocked: reset'* ]]
}
