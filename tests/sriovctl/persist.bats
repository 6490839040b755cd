#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

igb_rules()
{
	cat "$SRIOVCTL_RULES/70-sriov-pf-0000:01:00.0.rules"
}

@test "persist: writes a rule file for the PF, and one that loads the module" {
	two_pfs
	umask 077
	run --separate-stderr sriovctl persist 01 4
	[ "$status" -eq 0 ] && [ -z "$stderr" ]
	[ "$(stat -c %a "$SRIOVCTL_RULES"/* "$SRIOVCTL_MODULES"/*)" = '644
644' ]
	[[ "$output" == "0000:01:00.0 will have 4 VFs at boot ($SRIOVCTL_RULES/70-sriov-pf-0000:01:00.0.rules)"* ]]
	[ "$(ls "$SRIOVCTL_RULES")" = 70-sriov-pf-0000:01:00.0.rules ]
	igb_rules | grep -qx 'ATTR{num_vfs}=="0", ATTR{num_vfs}="4"'
	igb_rules | grep -q 'last_error}!="none".*start sriov-pf-retry@$kernel.service"$'
	igb_rules | grep -qx 'KERNEL!="0000:01:00.0", GOTO="sriov_pf_end"'
	run ! grep -E '@[A-Z_]+@|driver_override' "$SRIOVCTL_RULES"/*
	[ "$(sed 1d "$SRIOVCTL_MODULES/sriov_pf.conf")" = sriov_pf ]
	[ "$(cat "$sys/class/sriov_pf/0000:01:00.0/uevent")" = change ]
	[ "$(cat "$sys/class/sriov_pf/0000:01:00.0/num_vfs")" = 0 ]
}

@test "persist: writes rules that udevadm verify accepts" {
	two_pfs
	sriovctl persist --claim 01 4
	sriovctl persist 02 127 2>/dev/null
	run udevadm verify --no-style "$SRIOVCTL_RULES"/*.rules
	echo "$output"
	[ "$status" -eq 0 ]
	[[ "$output" == *'Success: 2'* ]]
}

@test "persist --vf-driver: the rules name the driver" {
	two_pfs
	run --separate-stderr sriovctl persist --vf-driver vfio-pci 01 4
	[ "$status" -eq 0 ] && [ -z "$stderr" ]
	[[ "$output" == '0000:01:00.0 will have 4 VFs with vfio-pci at boot '*'; for now: sriovctl set --vf-driver vfio-pci 0000:01:00.0 4' ]]
	[ "$(igb_rules | sed q)" = '# sriovctl persist --vf-driver vfio-pci 0000:01:00.0 4' ]
	[ "$(igb_rules | grep -c 'ATTR{vf_driver_override}="vfio-pci", RUN{builtin}+="kmod load vfio-pci"$')" -eq 2 ]
	run ! grep -E '@[A-Z_]+@' "$SRIOVCTL_RULES"/*
	run udevadm verify --no-style "$SRIOVCTL_RULES"/*.rules
	[ "$status" -eq 0 ]
	run --separate-stderr sriovctl show 01
	[[ "$output" == *'	At boot: 4 VFs with vfio-pci'* ]]
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=4
	run --separate-stderr sriovctl persist --claim --vf-driver vfio-pci 01 4
	[ "$(igb_rules | sed q)" = '# sriovctl persist --claim --vf-driver vfio-pci 0000:01:00.0 4' ]
	run --separate-stderr sriovctl show 01
	[[ "$output" == *'	At boot: 4 VFs with vfio-pci, claimed by sriov-pf'* ]]
	run --separate-stderr sriovctl persist --vf-driver vfio-pci 01 4
	[[ "$output" == *'; for now: sriovctl set 0000:01:00.0 0; sriovctl set --vf-driver vfio-pci 0000:01:00.0 4' ]]
	set_to "$sys/class/sriov_pf/0000:01:00.0" vf_driver_override=vfio-pci
	run --separate-stderr sriovctl persist --vf-driver vfio-pci 01 4
	[[ "$output" == *'; it has them now' ]]
}

@test "persist --vf-driver: refuses what cannot be a driver's name" {
	two_pfs
	local name
	for name in '' 'a b' 'a"b' '@PF@' "a'" '$env'; do
		run --separate-stderr sriovctl persist --vf-driver "$name" 01 4
		fails 2 'is not the name of a driver'
	done
	run --separate-stderr sriovctl persist --claim --vf-driver vfio-pci 01 0
	fails 2 'needs at least 1 VF'
	run --separate-stderr sriovctl persist --vf-driver
	fails 2 "'--vf-driver' wants NAME"
	[ ! -e "$SRIOVCTL_RULES/70-sriov-pf-0000:01:00.0.rules" ]
}

# The boot disk, say, of a machine that has been given another card.
@test "persist: writes rules that match the present device only" {
	two_pfs
	set_to "$pci/devices/0000:02:00.0" subsystem_vendor=0x1af4 subsystem_device=0x1100
	sriovctl persist --claim 02 4
	local rules id key
	rules=$(grep -v '^#' "$SRIOVCTL_RULES/70-sriov-pf-0000:02:00.0.rules")
	for id in vendor=0x1b36 device=0x0010 subsystem_vendor=0x1af4 subsystem_device=0x1100; do
		key="${id%=*}}==\"${id#*=}"
		[ "$(grep -c "ATTR{\[pci/0000:02:00.0]$key\"" <<<"$rules")" -eq 1 ]
		[ "$(grep -c "KERNELS==\"0000:02:00.0\".* ATTRS{$key\".*GOTO" <<<"$rules")" -eq 1 ]
	done
	run ! grep -E '@[A-Z_]+@' "$SRIOVCTL_RULES"/*
}

@test "persist: refuses a device whose IDs cannot be read" {
	two_pfs
	rm "$pci/devices/0000:01:00.0/subsystem_device"
	run --separate-stderr sriovctl persist 01 4
	fails 1 'cannot read'
	[ ! -e "$SRIOVCTL_RULES/70-sriov-pf-0000:01:00.0.rules" ]
}

@test "persist: finds what is kept after the device was exchanged, and show says for which device" {
	two_pfs
	sriovctl persist --claim 01 4
	set_to "$pci/devices/0000:01:00.0" subsystem_device=0x0001
	run --separate-stderr sriovctl show 01
	[[ "$output" == *'	At boot: nothing: 4 VFs are kept for another device at this address (8086:10c9, subsystem 8086:a03c)'* ]]
	run --separate-stderr sriovctl list --json
	[ "$(jq '.pfs[0].persistent_vfs' <<<"$output")" = 4 ]
	sriovctl persist 01 5
	run --separate-stderr sriovctl show 01
	[[ "$output" == *'	At boot: 5 VFs' ]]
	sriovctl forget 01
}

@test "persist: replaces an older text of the rules" {
	two_pfs
	mkdir "$SRIOVCTL_RULES"
	printf '# sriovctl persist 0000:01:00.0 2\n' >"$SRIOVCTL_RULES/70-sriov-pf-0000:01:00.0.rules"
	sriovctl persist 01 4
	[ "$(grep -c 'sriovctl persist' "$SRIOVCTL_RULES"/*)" -eq 1 ]
	igb_rules | grep -qx 'ATTR{num_vfs}=="0", ATTR{num_vfs}="4"'
}

@test "persist: a second time, with another number" {
	two_pfs
	sriovctl persist --claim 01 4
	run --separate-stderr sriovctl persist 01 2
	[ "$status" -eq 0 ]
	[ "$(igb_rules | grep -c 'ATTR{num_vfs}="')" -eq 1 ]
	igb_rules | grep -qx 'ATTR{num_vfs}=="0", ATTR{num_vfs}="2"'
	run ! grep driver_override "$SRIOVCTL_RULES"/*
}

@test "persist, forget: several PFs, each named once" {
	two_pfs
	run --separate-stderr sriovctl persist 02:00.0 01 0000:01:00.0 4
	[ "$status" -eq 0 ]
	[ "$(grep -c '^0000:0[12]:00.0 will have 4 VFs at boot' <<<"$output")" -eq 2 ]
	[ "$(ls "$SRIOVCTL_RULES")" = '70-sriov-pf-0000:01:00.0.rules
70-sriov-pf-0000:02:00.0.rules' ]
	[ "$(cat "$sys/class/sriov_pf/"*/uevent)" = 'change
change' ]
	run --separate-stderr sriovctl forget 01 02 0000:02:00.0
	says '0000:01:00.0 gets no VFs at boot any more
0000:02:00.0 gets no VFs at boot any more'
	[ -z "$(find "$SRIOVCTL_RULES" "$SRIOVCTL_MODULES" -name '*sriov*')" ]
}

@test "persist, forget: do nothing for any PF if one name is wrong" {
	two_pfs
	run --separate-stderr sriovctl persist 01 02 100
	fails 1 '0000:01:00.0 has at most 8 VFs'
	run --separate-stderr sriovctl persist 02 01 100
	fails 1 '0000:01:00.0 has at most 8 VFs'
	run --separate-stderr sriovctl persist 01 07 4
	fails 3 "there is no PF '07'"
	[ ! -e "$SRIOVCTL_RULES" ]
	sriovctl persist 01 4
	run --separate-stderr sriovctl forget 01 07
	fails 3 "nothing is kept for a PF '07'; something is kept for: 0000:01:00.0"
	igb_rules >/dev/null
}

@test "persist --claim: claims before it enables; with 0 VFs, only claims" {
	two_pfs
	run --separate-stderr sriovctl persist --claim 02 0
	[ -z "$stderr" ]
	grep -q 'SUBSYSTEM=="pci", KERNEL=="0000:02:00.0"' "$SRIOVCTL_RULES"/*
	grep -q ' ATTR{driver_override}="sriov-pf"' "$SRIOVCTL_RULES"/*
	run ! grep 'ATTR{num_vfs}' "$SRIOVCTL_RULES"/*
	run --separate-stderr sriovctl show 02
	[[ "$output" == *'	At boot: 0 VFs, claimed by sriov-pf'* ]]
}

@test "persist: refuses 0 VFs, and more VFs than are possible" {
	two_pfs
	run --separate-stderr sriovctl persist 01 0
	fails 2 'nothing to do'
	run --separate-stderr sriovctl persist 01 9
	fails 1 'at most 8 VFs'
	[ ! -e "$SRIOVCTL_RULES" ] && [ ! -e "$SRIOVCTL_MODULES" ]
}

# prints_next COMMANDS ARGUMENT... - persist says to do that for now
prints_next()
{
	local next=$1
	shift
	run --separate-stderr sriovctl persist "$@"
	echo "$output"
	[ "$status" -eq 0 ] && [ "${output##*.rules)}" = "$next" ]
}

@test "persist: suggests the next commands for the PF's present state" {
	two_pfs
	prints_next '; for now: sriovctl set 0000:01:00.0 4' 01 4
	prints_next '; for now: sriovctl claim --force 0000:01:00.0; sriovctl set 0000:01:00.0 4' --claim 01 4
	prints_next '; for now: sriovctl claim 0000:02:00.0; sriovctl set 0000:02:00.0 4' --claim 02 4
	prints_next '; for now: sriovctl claim 0000:02:00.0' --claim 02 0
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=2
	prints_next '; for now: sriovctl set 0000:01:00.0 0; sriovctl set 0000:01:00.0 4' 01 4
	prints_next '; for now: sriovctl set 0000:01:00.0 0; sriovctl claim --force 0000:01:00.0; sriovctl set 0000:01:00.0 2' --claim 01 2
	prints_next '; it has them now' 01 2
	bind 0000:01:00.0 sriov-pf
	prints_next '; for now: sriovctl set 0000:01:00.0 0; sriovctl set 0000:01:00.0 4' --claim 01 4
	prints_next '; it has them now' --claim 01 2
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=0
	prints_next '; it is bound now' --claim 01 0
	[[ "$output" == '0000:01:00.0 will be bound to sriov-pf at boot'* ]]
}

@test "persist: says that a PF without a driver gets no VFs" {
	two_pfs
	prints_next '; once it has a driver: sriovctl set 0000:02:00.0 4' 02 4
	fails 0 "0000:02:00.0 could not have 4 VFs now:
  driver: no driver is bound
    Bind sriov-pf to it: sriovctl claim 0000:02:00.0"
	run --separate-stderr sriovctl persist --claim 02 4
	[ -z "$stderr" ]
}

# obstacles - those that are named on standard error, with their advice
obstacles()
{
	sed -n '/^  /p' <<<"$stderr"
}

@test "persist: warns of the obstacles that explain and set report" {
	two_pfs
	set_to "$pci/devices/0000:01:00.0" sriov_totalvfs=7
	set_to "$sys/class/sriov_pf/0000:01:00.0" max_num_vfs=5 \
		'checks/bus_numbers=blocked: VF 5 and up are on bus 02'
	run --separate-stderr sriovctl persist 01 8
	fails 0 'note: 0000:01:00.0 could not have 8 VFs now:
  driver_limit: the driver igb allows at most 7 VFs
    '
	fails 0 '  bus_numbers: VF 5 and up are on bus 02'
	local said explained
	said=$(obstacles)
	explained=$(sriovctl explain 01 8 | sed -n '/^  /p') || :
	[ "$said" = "$explained" ]
	rm "$sys/class/sriov_pf/0000:01:00.0/num_vfs"
	ln -s /proc/self/oom_score_adj "$sys/class/sriov_pf/0000:01:00.0/num_vfs"
	set_to "$sys/class/sriov_pf/0000:01:00.0" max_num_vfs=0
	rm "$sys/class/sriov_pf/0000:01:00.0/checks/"* "$sys/class/sriov_pf/0000:01:00.0/"vf_bar0/max_vfs
	echo 2000 >"$sys/class/sriov_pf/0000:01:00.0/total_vfs"
	echo 2000 >"$pci/devices/0000:01:00.0/sriov_totalvfs"
	run --separate-stderr sriovctl set 01 2000
	fails 1 '  max_num_vfs: at most 0 can be enabled now'
	run --separate-stderr sriovctl persist 01 2000
	fails 0 '  max_num_vfs: at most 0 can be enabled now'
}

@test "persist: does not warn of obstacles that end with the next boot" {
	pf_new pci0000:00/0000:01:00.0 num_vfs=4 max_num_vfs=4 \
		'checks/vfs_in_use=blocked: 0000:01:10.0 is open' 'checks/state=blocked: reset'
	bind 0000:01:00.0 igb
	set_to "$pci/devices/0000:01:00.0" sriov_totalvfs=7
	run --separate-stderr sriovctl persist 01 5
	[ "$status" -eq 0 ] && [ -z "$stderr" ]
	# Our driver has no limits of its own.
	run --separate-stderr sriovctl persist --claim 01 8
	[ "$status" -eq 0 ] && [ -z "$stderr" ]
}

@test "persist, forget: ask for a new initramfs when a claim is added or removed" {
	two_pfs
	mkdir "$BATS_TEST_TMPDIR/bin"
	tool()
	{
		rm -f "$BATS_TEST_TMPDIR"/bin/*
		printf '#!/bin/sh\n' >"$BATS_TEST_TMPDIR/bin/$1"
		chmod +x "$BATS_TEST_TMPDIR/bin/$1"
	}
	TOOLS=${TOOLS-$PATH}:$BATS_TEST_TMPDIR/bin
	tool update-initramfs
	run --separate-stderr sriovctl persist 01 4
	[ -z "$stderr" ]
	for words in 'persist --claim 01 4' 'persist 01 4' 'persist --claim 01 4' 'forget 01'; do
		run --separate-stderr sriovctl $words
		fails 0 'the initramfs has to be made anew: update-initramfs -u'
	done
	tool dracut
	for words in 'persist --claim 01 4' 'forget 01'; do
		run --separate-stderr sriovctl $words
		fails 0 'the initramfs has to be made anew: dracut -f'
	done
	run --separate-stderr sriovctl persist 01 4
	[ -z "$stderr" ]
}

@test "persist: leaves no file behind on a full file system" {
	two_pfs
	mkdir -p "$SRIOVCTL_RULES"
	mount -t tmpfs -o size=4k none "$SRIOVCTL_RULES"
	head -c 4096 /dev/zero >"$SRIOVCTL_RULES/other"
	run --separate-stderr sriovctl persist 01 4
	local left
	left=$(ls "$SRIOVCTL_RULES")
	umount "$SRIOVCTL_RULES"
	fails 1 'cannot write'
	[ "$left" = other ]
}

@test "forget: removes the rules; with the last one, also the loading of the module" {
	two_pfs
	sriovctl persist 01 4
	sriovctl persist --claim 02 8
	run --separate-stderr sriovctl forget 01
	[ "$status" -eq 0 ]
	[ "$(ls "$SRIOVCTL_RULES")" = 70-sriov-pf-0000:02:00.0.rules ]
	[ -e "$SRIOVCTL_MODULES/sriov_pf.conf" ]
	sriovctl forget 02
	run find "$SRIOVCTL_RULES" "$SRIOVCTL_MODULES" -name '*sriov*'
	[ -z "$output" ]
}

@test "forget: leaves the present claim, and says so" {
	two_pfs
	sriovctl persist --claim 02 4
	run --separate-stderr sriovctl forget 02
	[ -z "$stderr" ]
	says '0000:02:00.0 gets no VFs at boot any more, and is not claimed'
	sriovctl persist --claim 02 4
	set_to "$pci/devices/0000:02:00.0" driver_override=sriov-pf
	run --separate-stderr sriovctl forget 02
	fails 0 'is still claimed; to end that now: sriovctl release 0000:02:00.0'
}

@test "forget: needs neither the PF nor the module" {
	two_pfs
	sriovctl persist 01 4
	rm -r "$sys/class/sriov_pf"
	sriovctl forget 0000:01:00.0
	run --separate-stderr sriovctl forget 01
	fails 3 "nothing is kept for a PF '01'; something is kept for: none"
}

@test "forget: leaves files of others" {
	two_pfs
	mkdir "$SRIOVCTL_RULES" "$SRIOVCTL_MODULES"
	echo sriov_pf >"$SRIOVCTL_MODULES/sriov_pf.conf"
	echo >"$SRIOVCTL_RULES/70-other.rules"
	sriovctl persist 01 4
	sriovctl forget 01
	[ "$(cat "$SRIOVCTL_MODULES/sriov_pf.conf")" = sriov_pf ]
	[ "$(ls "$SRIOVCTL_RULES")" = 70-other.rules ]
}

@test "forget: refuses an ambiguous beginning of an address" {
	two_pfs
	sriovctl persist 01 4
	sriovctl persist 02 4 2>/dev/null
	run --separate-stderr sriovctl forget 0
	fails 3 'could be any of: 0000:01:00.0 0000:02:00.0'
}
