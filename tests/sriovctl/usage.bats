#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

# refused STATUS TEXT ARGUMENT... - sriovctl ends so, with nothing on its output
refused()
{
	local code=$1 text=$2
	shift 2
	run --separate-stderr sriovctl "$@"
	[ -z "$output" ] && fails "$code" "$text"
}

@test "help: names every command, and ends with status 0" {
	run --separate-stderr sriovctl --help
	[ "$status" -eq 0 ]
	for command in list show vfs explain tree metrics monitor capture report set claim release persist forget apply help; do
		[[ "$output" == *"  $command "* ]]
	done
	local help=$output
	run --separate-stderr sriovctl help
	says "$help"
}

@test "help COMMAND: prints the usage of the command" {
	run --separate-stderr sriovctl help explain
	says 'usage: sriovctl explain [--json] [--from FILE] PF [N]
  what stands in the way of N VFs, and what to do'
	refused 2 "no command 'lst'" help lst
}

@test "the synopsis of the manual has every option of each command" {
	local synopsis command option
	synopsis=$(mandoc -T ascii -O width=500 ../../docs/sriovctl.8 |
		sed 's/.\x08//g; /^SYNOPSIS/,/^DESCRIPTION/!d')
	for command in $(sriovctl help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'); do
		for option in $(sriovctl help "$command" | sed 1q | grep -o -e '--[a-z-]*'); do
			grep -w -e "$command" <<<"$synopsis" | grep -qw -e "$option" ||
				{ echo "$command: $option"; return 1; }
		done
	done
}

@test "a write error is a failure" {
	two_pfs
	for words in list tree metrics --help --version 'show 01' 'vfs 01 4 --json'; do
		# shellcheck disable=SC2086 # several words
		run bash -c '"$@" >/dev/full' bash "$SRIOVCTL" $words
		[ "$status" -eq 1 ] && [[ "$output" == *'cannot write the output'* ]]
	done
}

@test "the version is that of dkms.conf" {
	run --separate-stderr sriovctl --version
	says "sriovctl $(sed -n 's/PACKAGE_VERSION="\(.*\)"/\1/p' "$BATS_TEST_DIRNAME/../../dkms.conf")"
}

@test "wrong options and arguments end with status 2" {
	two_pfs
	refused 2 'which command?'
	refused 2 "no command 'lst'" lst
	refused 2 "no option '--jsn'" list --jsn
	refused 2 "'set' has no option '--json'" set 01 4 --json
	refused 2 "'claim' has no option '--claim'" claim --claim 01
	refused 2 "'list': wrong number of arguments" list 01
	refused 2 "'show': wrong number of arguments" show
	refused 2 "'set': wrong number of arguments" set 01
	refused 2 "'vfs': wrong number of arguments" vfs 01 2 3
	refused 2 "'release': wrong number of arguments" release
	refused 2 "'release': wrong number of arguments" release --all 01
	refused 2 "'persist' has no option '--all'" persist --all 4
	refused 2 "'set': wrong number of arguments" set --all 01 4
	refused 2 "'apply': wrong number of arguments" apply --all 01
	refused 2 "'--wait' goes with '--retry'" apply --wait 1 01
	refused 2 "'x' is not a number for '--retry'" apply --retry x 01
	refused 2 "'--retry' wants at least 1" apply --retry 0 01
	refused 2 "'--driver' and '--id' go with '--all'" set --driver igb 01 4
	refused 2 "'--id' wants VENDOR:DEVICE" set --all 4 --id
	refused 2 'usage: sriovctl set [--force] [--replace] [--dry-run] [--all] [--driver NAME] [--id VENDOR:DEVICE] [--vf-driver NAME] PF... N' set 01
}

@test "a wrong number of VFs ends with status 2" {
	two_pfs
	for text in four '' 4x 65536 99999999999999999999 04 0x4 '4 5' 4.0 +4; do
		refused 2 "'$text' is not a number of VFs" set 01:00.0 "$text"
	done
	refused 2 "'-1' is not a number of VFs" set 01:00.0 -1
	[ "$(cat "$sys/class/sriov_pf/0000:01:00.0/num_vfs")" = 0 ]
}

@test "without the module, each command says so and ends with status 5" {
	rmdir "$sys/class/sriov_pf"
	for words in list 'list --json' 'show 01' 'vfs 01' 'explain 01' tree \
		'set 01 4' 'claim 01' 'persist 01 4'; do
		# shellcheck disable=SC2086 # several words
		refused 5 "modprobe sriov_pf" $words
	done
	run --separate-stderr sriovctl metrics
	fails 5 "modprobe sriov_pf"
	[[ "$output" == *'
sriov_pf_module_loaded 0' ]]
}

@test "a PF is found by its address, without its domain, and by a unique beginning" {
	two_pfs
	for name in 0000:01:00.0 01:00.0 01 01: 0000:01 01:00.; do
		run --separate-stderr sriovctl set "$name" 2
		says '0000:01:00.0 has 2 VFs'
	done
}

@test "a PF is found by its network interface, its block device, and its serial number" {
	two_pfs
	mkdir -p "$sys/class"/{net,nvme,block}
	mkdir -p "$sys/devices/pci0000:00/0000:00:02.0/0000:01:00.0/net/ens1f0"
	ln -s ../../devices/pci0000:00/0000:00:02.0/0000:01:00.0/net/ens1f0 "$sys/class/net/ens1f0"
	ln -s ../../devices/pci0000:00/0000:00:03.0/0000:02:00.0/nvme/nvme0 "$sys/class/nvme/nvme0"
	ln -s ../../devices/pci0000:00/0000:00:03.0/0000:02:00.0/nvme/nvme0/nvme0n1 \
		"$sys/class/block/nvme0n1"
	ln -s ../../devices/virtual/net/lo "$sys/class/net/lo"
	set_to "$pci/devices/0000:02:00.0" serial_number=00-11-22-33-44-55-66-AA
	run --separate-stderr sriovctl set ens1f0 2
	says '0000:01:00.0 has 2 VFs'
	for name in nvme0 nvme0n1 00-11-22-33-44-55-66-aa; do
		run --separate-stderr sriovctl set $name 3
		says '0000:02:00.0 has 3 VFs'
	done
	vf_new 0000:01:00.0 0 0000:01:10.0
	ln -s ../../devices/pci0000:00/0000:00:02.0/0000:01:10.0/net/ens1f0v0 "$sys/class/net/ens1f0v0"
	refused 3 '0000:01:10.0 is not a PF but a VF of 0000:01:00.0' show ens1f0v0
	refused 3 "there is no PF 'lo'" show lo
	refused 3 "there is no PF 'nvme'" show nvme
}

@test "an address is accepted in libvirt's spelling, and with text around it" {
	two_pfs
	for name in pci_0000_01_00_0 0000:01:00.0/ ' 01:00.0 '; do
		run --separate-stderr sriovctl set "$name" 2
		says '0000:01:00.0 has 2 VFs'
	done
}

@test "an address may have capital digits" {
	pf_new pci0000:00/0000:ab:00.0
	run --separate-stderr sriovctl set AB:00.0 1
	says '0000:ab:00.0 has 1 VF'
}

@test "an ambiguous beginning: lists the candidates, and ends with status 3" {
	two_pfs
	refused 3 "'0' could be any of: 0000:01:00.0 0000:02:00.0" show 0
	refused 3 "'0000:0' could be any of" show 0000:0
}

@test "an address without its domain is ambiguous if two domains have it" {
	two_pfs
	pf_new pci10000:00/10000:01:00.0
	refused 3 "'01:00.0' could be any of: 0000:01:00.0 10000:01:00.0" show 01:00.0
	run --separate-stderr sriovctl set 10000:01:00.0 2
	says '10000:01:00.0 has 2 VFs'
}

@test "a device that is not a PF: says what it is, and ends with status 3" {
	two_pfs
	function_new pci0000:00/0000:00:1f.0
	vf_new 0000:01:00.0 0 0000:01:10.0
	refused 3 "there is no PF '07:00.0'; there are: 0000:01:00.0 0000:02:00.0" show 07:00.0
	refused 3 '0000:00:1f.0 is not a PF: it has no SR-IOV' show 00:1f.0
	refused 3 '0000:01:10.0 is not a PF but a VF of 0000:01:00.0' show 01:10.0
	refused 3 "there is no PF ''" show ''
	refused 3 "there is no PF '*'" show '*'
}

@test "every command that takes a PF lists the PFs there are" {
	two_pfs
	for words in 'vfs 9' 'explain 9' 'set 9 1' 'claim 9' 'persist 9 1'; do
		# shellcheck disable=SC2086 # several words
		refused 3 "there is no PF '9'" $words
	done
}

@test "monitor: ends with status 0 on SIGINT and SIGTERM" {
	two_pfs
	local signal
	for signal in INT TERM; do
		"$SRIOVCTL" monitor >"$BATS_TEST_TMPDIR/out" 2>&1 3>&- &
		sleep 1
		kill -$signal $!
		wait $!
		[ ! -s "$BATS_TEST_TMPDIR/out" ]
	done
}

@test "a device without the capability: says what may hide it" {
	two_pfs
	function_new pci0000:00/0000:03:00.0 class=0x020000
	refused 3 'it has no SR-IOV capability' show 03:00.0
	[[ "$stderr" == *'has no SR-IOV capability' ]]
	set_to "$pci/devices/0000:03:00.0" 'current_link_speed=8.0 GT/s PCIe'
	truncate -s 4096 "$pci/devices/0000:03:00.0/config"
	refused 3 'it has no SR-IOV capability. If it should have one, turn SR-IOV on' show 03:00.0
	bind 0000:03:00.0 mlx5_core
	refused 3 ': devlink dev param show pci/0000:03:00.0 name enable_sriov;' show 03:00.0
	truncate -s 256 "$pci/devices/0000:03:00.0/config"
	refused 3 'reaches 256 bytes of its configuration space' show 03:00.0
	set_to "$pci/devices/0000:03:00.0" class=0x060400
	refused 3 'it has no SR-IOV capability' show 03:00.0
	[[ "$stderr" == *'has no SR-IOV capability' ]]
}
