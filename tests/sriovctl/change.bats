#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

attribute()
{
	cat "$pci/devices/0000:01:00.0/$1"
}

@test "set: writes num_vfs" {
	two_pfs
	run --separate-stderr sriovctl set 01 4
	says '0000:01:00.0 has 4 VFs'
	[ "$(cat "$sys/class/sriov_pf/0000:01:00.0/num_vfs")" = 4 ]
	run --separate-stderr sriovctl set 01 0
	says '0000:01:00.0 has 0 VFs'
}

@test "set: takes several PFs, --all, --driver and --id" {
	two_pfs
	run --separate-stderr sriovctl set 01 02 01 3
	says '0000:01:00.0 has 3 VFs
0000:02:00.0 has 3 VFs'
	run --separate-stderr sriovctl set --all 0
	says '0000:01:00.0 has 0 VFs
0000:02:00.0 has 0 VFs'
	run --separate-stderr sriovctl set --all --driver igb 2
	says '0000:01:00.0 has 2 VFs'
	run --separate-stderr sriovctl set --all --id 1B36:0010 1
	says '0000:02:00.0 has 1 VF'
	run --separate-stderr sriovctl set --all --driver nvme 2
	fails 3 'there is no such PF'
	# A name that means nothing changes nothing.
	run --separate-stderr sriovctl set 01 07 4
	fails 3 "there is no PF '07'"
	[ "$(cat "$sys/class/sriov_pf/0000:01:00.0/num_vfs")" = 2 ]
}

@test "set --vf-driver: names the driver before the VFs are made" {
	two_pfs
	local dir=$sys/class/sriov_pf/0000:01:00.0
	echo '(null)' >"$dir/vf_driver_override"
	mkdir -p "$pci/drivers/vfio-pci"
	run --separate-stderr sriovctl set --vf-driver vfio-pci 01 4
	[ "$status" -eq 0 ] && [ -z "$stderr" ]
	says '0000:01:00.0 has 4 VFs'
	[ "$(cat "$dir/vf_driver_override" "$dir/num_vfs")" = 'vfio-pci
4' ]
	run --separate-stderr sriovctl set --vf-driver '' 01 4
	fails 0 'keep their drivers'
	[ "$(cat "$dir/vf_driver_override")" = '' ]
	set_to "$dir" num_vfs=0
	run --separate-stderr sriovctl set --vf-driver absent 01 2
	fails 0 'modprobe absent'
	run --separate-stderr sriovctl set 01 0
	[ "$(cat "$dir/vf_driver_override")" = absent ]
}

# This file of /proc takes no number over 1000: EINVAL.
@test "set --vf-driver: a number that is refused changes nothing" {
	two_pfs
	local dir=$sys/class/sriov_pf/0000:01:00.0
	echo former >"$dir/vf_driver_override"
	rm "$dir/num_vfs"
	ln -s /proc/self/oom_score_adj "$dir/num_vfs"
	run --separate-stderr sriovctl set --vf-driver vfio-pci 01 2000
	fails 1 'cannot have 2000 VFs'
	[ "$(cat "$dir/vf_driver_override")" = former ]
	rm "$dir/vf_driver_override"
	ln -s /proc/self/oom_score_adj "$dir/vf_driver_override"
	run --separate-stderr sriovctl set --vf-driver vfio-pci 01 4
	fails 1 "cannot name 'vfio-pci'"
}

@test "set, claim: go on after a PF that fails" {
	two_pfs
	rm "$sys/class/sriov_pf/0000:01:00.0/num_vfs"
	ln -s /proc/self/oom_score_adj "$sys/class/sriov_pf/0000:01:00.0/num_vfs"
	run --separate-stderr sriovctl set --all 2000
	fails 1 '0000:01:00.0 cannot have 2000 VFs: Invalid argument'
	says '0000:02:00.0 has 2000 VFs'
	set_to "$sys/class/sriov_pf/0000:02:00.0" num_vfs=0
	bind 0000:02:00.0 sriov-pf
	run --separate-stderr sriovctl claim --all
	fails 1 'is bound to igb; --force unbinds that driver'
	says '0000:02:00.0 is already bound to sriov-pf'
}

# This file of /proc takes no number over 1000: EINVAL.
@test "set: says why it failed, with status 1" {
	two_pfs
	local dir=$sys/class/sriov_pf/0000:02:00.0
	rm "$dir/num_vfs"
	ln -s /proc/self/oom_score_adj "$dir/num_vfs"
	run --separate-stderr sriovctl set 02 2000
	[ -z "$output" ]
	fails 1 'sriovctl: 0000:02:00.0 cannot have 2000 VFs: Invalid argument'
	fails 1 '  driver: no driver is bound'
	fails 1 'sriovctl claim 0000:02:00.0'
	set_to "$dir" 'last_error=no driver is bound (ENOENT)'
	run --separate-stderr sriovctl set 02 2000
	fails 1 'cannot have 2000 VFs: Invalid argument'
}

@test "set: the cause is said once" {
	two_pfs
	local dir=$sys/class/sriov_pf/0000:02:00.0
	rm "$dir/num_vfs"
	ln -s /proc/self/oom_score_adj "$dir/num_vfs"
	set_to "$dir" checks/{driver,vf_bars}=ok 'checks/vf_bars=blocked: no room' \
		'last_error=ENOMEM: no room'
	run --separate-stderr sriovctl set 02 2000
	fails 1 'cannot have 2000 VFs: Invalid argument'
	[ "$(grep -c 'no room' <<<"$stderr")" -eq 1 ]
	set_to "$dir" 'last_error=EIO: igb failed to set 2000 VFs'
	run --separate-stderr sriovctl set 02 2000
	fails 1 'cannot have 2000 VFs: EIO: igb failed to set 2000 VFs'
	fails 1 '  vf_bars: no room'
}

# vfs_of_host - two VFs of igb that the host uses, and one that it does not use
vfs_of_host()
{
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=3
	for i in 0 1 2; do
		vf_new 0000:01:00.0 $i 0000:01:10.$i igbvf
		class_new net 0000:01:10.$i/net/ens1v$i flags=0x1003
	done
	set_to "$sys/class/net/ens1v1" flags=0x1002
	mv "$pci/devices/0000:01:10.2/net" "$pci/devices/0000:01:10.2/gone"
	rm "$sys/class/net/ens1v2"
	class_new block 0000:01:10.2/block/vda dev=254:0
	echo '36 22 254:0 / /srv rw - ext4 /dev/vda rw' >"$proc/self/mountinfo"
}

@test "set 0: refuses while the host uses a VF, except with --force" {
	vfs_of_host
	local num_vfs=$sys/class/sriov_pf/0000:01:00.0/num_vfs
	run --separate-stderr sriovctl set 01 0
	[ "$status" -eq 1 ] && [ -z "$output" ] && [ "$(cat "$num_vfs")" = 3 ]
	[ "$stderr" = 'sriovctl: 0000:01:00.0 has VFs in use, which would be removed; --force removes them:
  host_use: VF 0000:01:10.0: interface ens1v0 is up
    ip link set ens1v0 down
  host_use: VF 0000:01:10.2: vda is mounted on /srv
    umount /srv' ]
	# What the kernel refuses is said too.
	set_to "$sys/class/sriov_pf/0000:01:00.0" max_num_vfs=3 \
		'checks/vfs_in_use=blocked: VF 0000:01:10.1 is in use through vfio-pci'
	run --separate-stderr sriovctl set 01 0
	fails 1 'vfs_in_use: VF 0000:01:10.1 is in use through vfio-pci'
	run --separate-stderr sriovctl set --force 01 0
	says '0000:01:00.0 has 0 VFs'
	[ "$status" -eq 0 ] && [ -z "$stderr" ] && [ "$(cat "$num_vfs")" = 0 ]
}

@test "set 0: works as soon as the host uses no VF" {
	vfs_of_host
	set_to "$sys/class/net/ens1v0" flags=0x1002
	run --separate-stderr sriovctl set 01 0
	fails 1 'vda is mounted on /srv'
	: >"$proc/self/mountinfo"
	run --separate-stderr sriovctl set 01 0
	says '0000:01:00.0 has 0 VFs'
}

@test "set 0: lists only the first of many uses" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:02:00.0" num_vfs=10
	for i in 0 1 2 3 4 5 6 7 8 9; do
		vf_new 0000:02:00.0 $i 0000:02:01.$i igbvf
		class_new net 0000:02:01.$i/net/eth$i flags=0x1
	done
	run --separate-stderr sriovctl set 02 0
	[ "$(grep -c '  host_use: VF ' <<<"$stderr")" -eq 8 ]
	fails 1 '  host_use: and 2 more
    All are listed by: sriovctl vfs 0000:02:00.0'
}

@test "set 0: refuses while a program has a VF open in a way that the kernel does not count" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=1
	vf_new 0000:01:00.0 0 0000:01:10.0 vfio-pci 12
	set_to "$pci/devices/0000:01:10.0" vfio-dev/vfio0/dev=1:1
	process_new 393 qemu-system-x86 /user.slice /dev/vfio/devices/vfio0
	run --separate-stderr sriovctl set 01 0
	fails 1 '  host_use: VF 0000:01:10.0: open in qemu-system-x86 (pid 393)
    Stop that program'
}

@test "set, claim, release, persist, apply and forget: end with status 4 without root" {
	two_pfs
	cp "$SRIOVCTL" "$BATS_TEST_TMPDIR"
	sriovctl persist 01 4
	chmod -R a+rX "$BATS_RUN_TMPDIR"
	SRIOVCTL=$BATS_TEST_TMPDIR/sriovctl
	AS="$(command -v setpriv) --reuid 65534 --regid 65534 --clear-groups"
	set_to "$pci/devices/0000:01:00.0" driver_override=sriov-pf
	for words in 'set 01 4' 'release 01' 'release --all' 'persist 01 4' 'apply 01' 'forget 01'; do
		# shellcheck disable=SC2086 # several words
		run --separate-stderr sriovctl $words
		fails 4 'no permission to write'
	done
	set_to "$pci/devices/0000:01:00.0" 'driver_override=(null)'
	run --separate-stderr sriovctl claim --force 01
	fails 4 'no permission to write'
	run --separate-stderr sriovctl list
	[ "$status" -eq 0 ] && [ "${#lines[@]}" -eq 3 ]
}

@test "claim: a driver keeps its PF" {
	two_pfs
	run --separate-stderr sriovctl claim 01
	fails 1 '0000:01:00.0 is bound to igb; --force unbinds that driver'
	[ "$(attribute driver_override)" = '(null)' ]
	[ -z "$(cat "$pci/drivers/igb/unbind")" ]
}

@test "claim: refuses while VFs are enabled" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=2
	run --separate-stderr sriovctl claim --force 01
	fails 1 'has 2 VFs, which would go with its driver; first: sriovctl set 0000:01:00.0 0'
	[ "$(attribute driver_override)" = '(null)' ]
}

@test "claim: a second claim succeeds" {
	two_pfs
	bind 0000:01:00.0 sriov-pf
	run --separate-stderr sriovctl claim 01
	says '0000:01:00.0 is already bound to sriov-pf'
}

# Nothing binds here: what is left behind then?
@test "claim: a PF that our driver rejects is left as it was" {
	two_pfs
	for before in '(null)' vfio-pci; do
		set_to "$pci/devices/0000:01:00.0" "driver_override=$before"
		: >"$pci/drivers/igb/unbind"
		run --separate-stderr sriovctl claim --force 01
		fails 1 'sriov-pf did not bind it; it is bound to igb'
		[ "$(attribute driver_override)" = "${before#(null)}" ]
		[ "$(cat "$pci/drivers/igb/unbind")" = 0000:01:00.0 ]
		[ "$(cat "$pci/drivers_probe")" = 0000:01:00.0 ]
	done
}

@test "release: unbinds and clears what claim has set" {
	two_pfs
	bind 0000:01:00.0 sriov-pf
	set_to "$pci/devices/0000:01:00.0" driver_override=sriov-pf
	run --separate-stderr sriovctl release 01
	[ "$status" -eq 0 ]
	[ -z "$(attribute driver_override)" ]
	[ "$(cat "$pci/drivers/sriov-pf/unbind")" = 0000:01:00.0 ]
	[ "$(cat "$pci/drivers_probe")" = 0000:01:00.0 ]
}

@test "release: refuses while VFs are enabled" {
	two_pfs
	bind 0000:01:00.0 sriov-pf
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=2
	run --separate-stderr sriovctl release 01
	fails 1 'has 2 VFs'
	[ -z "$(cat "$pci/drivers/sriov-pf/unbind")" ]
}

@test "release: leaves another driver and its override alone" {
	two_pfs
	set_to "$pci/devices/0000:01:00.0" driver_override=vfio-pci
	run --separate-stderr sriovctl release 01
	says '0000:01:00.0 is not bound to sriov-pf: it is bound to igb'
	[ "$(attribute driver_override)" = vfio-pci ]
	[ -z "$(cat "$pci/drivers/igb/unbind")" ]
}

# override_of ADDRESS
override_of()
{
	cat "$pci/devices/$1/driver_override"
}

@test "release: without the module, takes an address or a unique beginning of one" {
	two_pfs
	function_new pci0000:00/0000:00:1f.2
	rm -r "$sys/class/sriov_pf"
	for name in 0000:02:00.0 02:00.0 02 0; do
		set_to "$pci/devices/0000:02:00.0" driver_override=sriov-pf
		: >"$pci/drivers_probe"
		run --separate-stderr sriovctl release $name
		says '0000:02:00.0 is without a driver'
		[ "$status" -eq 0 ]
		[ -z "$(override_of 0000:02:00.0)" ]
		[ "$(cat "$pci/drivers_probe")" = 0000:02:00.0 ]
	done
	run --separate-stderr sriovctl release 01:00.0
	says '0000:01:00.0 is not bound to sriov-pf: it is bound to igb'
	[ "$status" -eq 0 ]
}

@test "release: without the module, refuses a device without our override, and an ambiguous name" {
	two_pfs
	rm -r "$sys/class/sriov_pf"
	run --separate-stderr sriovctl release 07:00.0
	fails 3 "there is no claimed device '07:00.0'; there are: none"
	set_to "$pci/devices/0000:01:00.0" driver_override=sriov-pf
	set_to "$pci/devices/0000:02:00.0" driver_override=sriov-pf
	run --separate-stderr sriovctl release 0
	fails 3 "'0' could be any of: 0000:01:00.0 0000:02:00.0"
	[ "$(override_of 0000:01:00.0)" = sriov-pf ]
}

@test "release: clears our override from a device that is not a PF" {
	two_pfs
	function_new pci0000:00/0000:00:1f.2 driver_override=sriov-pf
	run --separate-stderr sriovctl release 00:1f.2
	says '0000:00:1f.2 is without a driver'
	[ -z "$(override_of 0000:00:1f.2)" ]
}

@test "release --all: releases every device with our override, with and without the module" {
	two_pfs
	function_new pci0000:00/0000:00:1f.2 driver_override=vfio-pci
	for module in there gone; do
		[ $module = there ] || rm -r "$sys/class/sriov_pf"
		set_to "$pci/devices/0000:01:00.0" driver_override=sriov-pf
		set_to "$pci/devices/0000:02:00.0" driver_override=sriov-pf
		run --separate-stderr sriovctl release --all
		says '0000:01:00.0 is bound to igb
0000:02:00.0 is without a driver'
		[ "$(override_of 0000:00:1f.2)" = vfio-pci ]
	done
	run --separate-stderr sriovctl release --all
	says 'no device is claimed'
	[ "$status" -eq 0 ]
}

@test "release --all: goes on after a PF that has VFs" {
	two_pfs
	bind 0000:01:00.0 sriov-pf
	set_to "$pci/devices/0000:01:00.0" driver_override=sriov-pf
	set_to "$pci/devices/0000:02:00.0" driver_override=sriov-pf
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=2
	run --separate-stderr sriovctl release --all
	fails 1 '0000:01:00.0 has 2 VFs'
	says '0000:02:00.0 is without a driver'
	[ "$(override_of 0000:01:00.0)" = sriov-pf ]
}

@test "release: says that the next boot claims it again" {
	two_pfs
	sriovctl persist --claim 02 4 2>/dev/null
	set_to "$pci/devices/0000:02:00.0" driver_override=sriov-pf
	run --separate-stderr sriovctl release 02
	fails 0 'claimed again at the next boot; to end that: sriovctl forget 0000:02:00.0'
}
