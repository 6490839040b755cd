#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# Dumps and captures, in the place of sysfs.
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

dumps=$BATS_TEST_DIRNAME/../corpus/dumps

# registers <TEXT - what lspci or "show" says, in the words of docs/ABI
registers()
{
	awk -f "$BATS_TEST_DIRNAME/../lib/lspci.awk"
}

# functions FILE - those of a dump that have an SR-IOV capability
functions()
{
	lspci -F "$1" -vvv 2>/dev/null |
		awk '/^[0-9a-f:]*\.[0-7] / { at = $1 } /Single Root I/ { print at }'
}

# real_pf - the igb of a dump as a device of sysfs, without the module
real_pf()
{
	rm -r "$sys/class/sriov_pf"
	function_new pci0000:00/0000:01:00.0 vendor=0x8086 device=0x10c9 class=0x020000 \
		sriov_totalvfs=7 sriov_numvfs=0 sriov_offset=128 sriov_stride=2 ari_enabled=0
	"$DUMP2IMAGE" 01:00.0 <"$dumps/qemu.lspci" \
		>"$pci/devices/0000:01:00.0/config"
	{
		for _ in 0 1 2 3 4 5 6; do
			echo '0x0000000000000000 0x0000000000000000 0x0000000000000000'
		done
		echo '0x000000fb80000000 0x000000fb8001ffff 0x000000000014220c'
	} >"$pci/devices/0000:01:00.0/resource"
	bind 0000:01:00.0 igb
}

@test "--from: show agrees with lspci about each dump" {
	local dump pf count=0
	for dump in "$dumps"/{qemu,qemu-vfs,registers,places}.lspci; do
		for pf in $(functions "$dump"); do
			echo "${dump##*/} $pf"
			sriovctl --from "$dump" show "$pf" | registers | sort >"$BATS_TEST_TMPDIR/ours"
			lspci -F "$dump" -vvv -s "$pf" | registers | sort >"$BATS_TEST_TMPDIR/theirs"
			diff "$BATS_TEST_TMPDIR/theirs" "$BATS_TEST_TMPDIR/ours"
			[ -s "$BATS_TEST_TMPDIR/ours" ]
			count=$((count + 1))
		done
	done
	[ "$count" -ge 10 ]
}

@test "--from: list and explain leave out what a dump does not contain" {
	run --separate-stderr sriovctl list --from "$dumps/qemu.lspci"
	[ -z "$stderr" ]
	says 'ADDRESS       VFS  MAX  AT-BOOT  IN-USE  BLOCKED  DRIVER  MODEL
0000:01:00.0    0    ?        -       -  -        -       82576 Gigabit Network Connection
0000:02:00.0    0    ?        -       -  -        -       QEMU NVM Express Controller'
	run --separate-stderr sriovctl list --from "$dumps/qemu-vfs.lspci" -n -o VFS,IN-USE
	[[ "$output" == [1-9]*'?'* ]]
	run --separate-stderr sriovctl list --json --from "$dumps/qemu-vfs.lspci"
	[ "$(jq -c '[.pfs[].vfs_in_use] | unique' <<<"$output")" = '[null]' ]
	run --separate-stderr sriovctl --from "$dumps/qemu.lspci" explain 01 8
	says 'In this file nothing stands in the way of 8 VFs of 0000:01:00.0.'
	run --separate-stderr sriovctl --from "$dumps/qemu.lspci" explain 01 9
	[ "$status" -eq 1 ]
	says '0000:01:00.0 cannot have 9 VFs now:
  total_vfs: the device has at most 8 VFs'
	run --separate-stderr sriovctl --from - show 02 <"$dumps/qemu.lspci"
	[ "$status" -eq 0 ] && [[ "$output" != *Driver:* ]]
}

@test "--from: refuses a file that is not a dump" {
	run --separate-stderr sriovctl --from /dev/null list
	fails 1 '/dev/null has no PCI function in it'
	run --separate-stderr sriovctl --from "$BATS_TEST_TMPDIR/none" list
	fails 1 'No such file'
	run --separate-stderr sriovctl list --from
	fails 2 "'--from' wants FILE"
	run --separate-stderr sriovctl --from "$dumps/qemu.lspci" set 01 4
	fails 2 "'set' has no option '--from'"
	printf '01:00.0 Ethernet\n00: 86 80 c9 10\n' >"$BATS_TEST_TMPDIR/short"
	run --separate-stderr sriovctl --from "$BATS_TEST_TMPDIR/short" list
	fails 1 "lspci -xxxx"
	run --separate-stderr sriovctl --from "$dumps/qemu.lspci" show 07:00.0
	fails 3 "there is no PF '07:00.0'"
}

@test "without the module: root reads configuration space" {
	real_pf
	run --separate-stderr sriovctl list
	fails 0 'modprobe sriov_pf'
	[ "$(grep -c . <<<"$stderr")" -eq 1 ]
	[[ "${lines[1]}" == '0000:01:00.0    0 '*' igb '*' 82576'* ]]
	run --separate-stderr sriovctl show --json 01
	[ "$(jq -c '.total_vfs, .vf_bar0.size, .checks.driver' <<<"$output")" = '8
16384
"ok: igb"' ]
	run --separate-stderr sriovctl explain 01 8
	[[ "$output" == *'driver_limit: the driver igb allows at most 7 VFs'* ]]
	run --separate-stderr sriovctl tree
	[[ "$output" == *'0000:01:00.0 PF, 0/8 VFs, igb'* ]]
	run --separate-stderr sriovctl vfs 01 8
	[[ "${lines[8]}" == '7   0000:01:11.6 '* ]]
	run --separate-stderr sriovctl set 01 4
	fails 5 'modprobe sriov_pf'
}

@test "capture: --from prints the same as the live machine" {
	real_pf
	local captured=$BATS_TEST_TMPDIR/capture words
	sriovctl capture >"$captured" 2>/dev/null
	for words in 'list --json' 'show --json 01' 'show 01' 'explain --json 01 8'; do
		# shellcheck disable=SC2086 # several words
		run --separate-stderr sriovctl $words
		local live=$output
		# shellcheck disable=SC2086 # several words
		run --separate-stderr sriovctl --from "$captured" $words
		[ -z "$stderr" ]
		diff <(echo "$live") <(echo "$output")
	done
	grep -qx '	driver -> .*/igb' "$captured"
	[ "$(lspci -F "$captured" -vvv | registers)" = "$(lspci -F "$dumps/qemu.lspci" -vvv -s 01:00.0 | registers)" ]
	run --separate-stderr sriovctl capture 07
	fails 3 "there is no PF '07'"
}

@test "capture: records whether the IOMMU is on, and why not" {
	real_pf
	mkdir -p "$sys/class/iommu" "$sys/firmware/acpi/tables/"{DMAR,FACP}
	echo 'vendor_id	: GenuineIntel' >"$proc/cpuinfo"
	local captured=$BATS_TEST_TMPDIR/capture
	for option in quiet intel_iommu=off on; do
		set_to "$proc" "cmdline=root=/dev/vda1 luks.key=secret $option"
		[ $option != on ] || mkdir "$sys/class/iommu/dmar0"
		sriovctl capture >"$captured" 2>/dev/null
		run --separate-stderr sriovctl explain 01 8
		local live=$output
		[[ "$live" == *'  iommu: '* ]]
		run --separate-stderr sriovctl --from "$captured" explain 01 8
		diff <(echo "$live") <(echo "$output")
		run grep secret "$captured"
		[ -z "$output" ]
	done
	# A capture that does not say so
	sed -i '/iommu/d' "$captured"
	run --separate-stderr sriovctl --from "$captured" explain 01 8
	[[ "$output" != *iommu* ]]
}

@test "capture --anonymous: leaves out serial numbers and nothing else" {
	real_pf
	# Device Serial Number, in the place of ARI, which stands at 0x150
	printf '\003\000\001\026\021\042\063\104\125\146\167\210' |
		dd of="$pci/devices/0000:01:00.0/config" bs=1 seek=$((0x150)) conv=notrunc status=none
	sriovctl capture 2>/dev/null >"$BATS_TEST_TMPDIR/full"
	sriovctl capture --anonymous 2>/dev/null >"$BATS_TEST_TMPDIR/less"
	grep -q '^150: 03 00 01 16 11 22 33 44 55 66 77 88' "$BATS_TEST_TMPDIR/full"
	run diff "$BATS_TEST_TMPDIR/full" "$BATS_TEST_TMPDIR/less"
	[ "$(grep -c '^>' <<<"$output")" -eq 1 ]
	[[ "$output" == *'> 150: 03 00 01 16 00 00 00 00 00 00 00 00'* ]]
	run --separate-stderr sriovctl --from "$BATS_TEST_TMPDIR/full" show 88-77-66-55-44-33-22-11
	[[ "$output" == *'	Device Serial Number 88-77-66-55-44-33-22-11'* ]]
	run --separate-stderr sriovctl --from "$BATS_TEST_TMPDIR/full" show --json 01
	[ "$(jq -r .serial_number <<<"$output")" = 88-77-66-55-44-33-22-11 ]
	run --separate-stderr sriovctl --from "$BATS_TEST_TMPDIR/less" show 01
	[ "$status" -eq 0 ] && [[ "$output" != *'Serial Number'* ]]
}

@test "--from: reads a damaged capture as far as it goes" {
	real_pf
	sriovctl capture >"$BATS_TEST_TMPDIR/whole" 2>/dev/null
	local n
	RANDOM=1
	for n in {1..60}; do
		awk -v seed="$RANDOM" 'BEGIN { srand(seed) }
			{
				if (rand() < 0.05) next
				if (rand() < 0.05) $0 = substr($0, 1, int(rand() * length($0)))
				if (rand() < 0.05) gsub(/[0-9a-f]/, "f")
				if (rand() < 0.02) gsub(/ /, "\t")
				print
			}' "$BATS_TEST_TMPDIR/whole" >"$BATS_TEST_TMPDIR/damaged"
		for words in list 'show 01' 'show --json 01' 'explain 01 4'; do
			# shellcheck disable=SC2086 # several words
			run sriovctl --from "$BATS_TEST_TMPDIR/damaged" $words
			echo "$n, $words: $status: $output"
			[ "$status" -le 3 ] && [[ "$output" != *Sanitizer* && "$output" != *'runtime error'* ]]
		done
	done
	head -c 20000 /dev/urandom >"$BATS_TEST_TMPDIR/noise"
	run sriovctl --from "$BATS_TEST_TMPDIR/noise" list
	[ "$status" -eq 1 ] && [[ "$output" != *Sanitizer* ]]
}
