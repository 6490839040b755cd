#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

@test "vfs: lists the enabled VFs" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=3
	vf_new 0000:01:00.0 0 0000:01:10.0 igbvf
	vf_new 0000:01:00.0 1 0000:01:10.2 vfio-pci 12
	vf_new 0000:01:00.0 2 0000:01:10.4 vfio-pci 13
	set_to "$pci/devices/0000:01:10.0" enable=1
	set_to "$pci/devices/0000:01:10.4" enable=1
	run --separate-stderr sriovctl vfs 01
	says 'VF  ADDRESS       DRIVER    GROUP  MSI-X  DEVICE  IN-USE
0   0000:01:10.0  igbvf     -          -  -       no
1   0000:01:10.2  vfio-pci  12         -  -       no
2   0000:01:10.4  vfio-pci  13         -  -       open through vfio'
}

@test "vfs: prints the chosen columns" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=1
	vf_new 0000:01:00.0 0 0000:01:10.0 igbvf 12
	set_to "$pci/devices/0000:01:10.0" numa_node=1
	run --separate-stderr sriovctl vfs 01 -o vf,bar3,numa-node,bar1
	says 'VF  BAR3        NUMA-NODE  BAR1
0   0xfe820000          1  -'
	set_to "$pci/devices/0000:01:10.0" numa_node=-1
	run --separate-stderr sriovctl vfs 01 -no numa-node
	says -
	run --separate-stderr sriovctl vfs 01 -nro +bar0
	says '0 0000:01:10.0 igbvf 12 - - no 0x000000fb80000000'
	run --separate-stderr sriovctl vfs 01 -o BAR6
	fails 2 "there is no column 'BAR6'; there are: VF ADDRESS DRIVER GROUP BAR0"
}

# config_of ADDRESS BYTES... - its configuration space: 4 KiB, of which the first are given
config_of()
{
	local file=$pci/devices/$1/config
	shift
	truncate -s 4096 "$file"
	printf '%b' "$(printf '\\x%s' "$@")" | dd of="$file" conv=notrunc status=none
}

@test "vfs: shows the MSI-X vectors" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=3
	set_to "$pci/devices/0000:01:00.0" sriov_vf_total_msix=64
	for i in 0 1 2; do
		vf_new 0000:01:00.0 $i 0000:01:10.$i igbvf
	done
	local header='00 00 00 00 00 00 10 00'
	local zeros='00 00 00 00 00 00 00 00'
	# PCI Express at 0x40, and MSI-X with 3 vectors at 0x50
	# shellcheck disable=SC2086 # bytes
	config_of 0000:01:10.0 $header $zeros $zeros $zeros $zeros $zeros \
		00 00 00 00 40 00 00 00 $zeros 10 50 02 00 00 00 00 00 $zeros 11 00 02 80
	# No MSI-X
	# shellcheck disable=SC2086 # bytes
	config_of 0000:01:10.1 $header $zeros $zeros $zeros $zeros $zeros \
		00 00 00 00 40 00 00 00 $zeros 10 00 02 00
	# What an ordinary user can read
	# shellcheck disable=SC2086 # bytes
	config_of 0000:01:10.2 $header
	truncate -s 64 "$pci/devices/0000:01:10.2/config"
	run --separate-stderr sriovctl vfs 01 -no MSI-X
	says '3
0
-'
	run --separate-stderr sriovctl vfs 01 --json
	[ "$(jq -c '[.vf_total_msix, .vfs[].msix_vectors]' <<<"$output")" = '[64,3,0,null]' ]
}

@test "vfs: shows who shares the IOMMU group" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=4
	vf_new 0000:01:00.0 0 0000:01:10.0 vfio-pci 12
	vf_new 0000:01:00.0 1 0000:01:10.2 vfio-pci 13
	vf_new 0000:01:00.0 2 0000:01:10.4 vfio-pci 13
	vf_new 0000:01:00.0 3 0000:01:10.6 vfio-pci
	group 0000:01:00.0 13
	run --separate-stderr sriovctl vfs 01 -no group,shared-with
	says '12    -
13+2  0000:01:00.0 0000:01:10.4
13+2  0000:01:00.0 0000:01:10.2
-     -'
	run --separate-stderr sriovctl vfs 01 --json
	[ "$(jq -c '[.vfs[].alone_in_group]' <<<"$output")" = '[true,false,false,null]' ]
	[ "$(jq -c '.iommu_groups' <<<"$output")" = '[{"group":"12","devices":["0000:01:10.0"]},{"group":"13","devices":["0000:01:00.0","0000:01:10.2","0000:01:10.4"]}]' ]
}

# open_vfs DRIVER - two VFs that are open through vfio, in the groups 12 and 13
open_vfs()
{
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=2
	vf_new 0000:01:00.0 0 0000:01:10.0 vfio-pci 12
	vf_new 0000:01:00.0 1 0000:01:10.2 vfio-pci 13
	set_to "$pci/devices/0000:01:10.0" enable=1
	set_to "$pci/devices/0000:01:10.2" enable=1
}

@test "vfs: names the processes that have a VF open" {
	open_vfs
	process_new 1 systemd /init.scope /dev/pts/0
	process_new 393 qemu-system-x86 /user.slice /dev/vfio/vfio /dev/vfio/12 /dev/vfio/12
	process_new 400 dpdk /user.slice /dev/vfio/13 /dev/vfio/12
	mkdir "$proc/401"
	run --separate-stderr sriovctl vfs 01 -no in-use
	[ "$(sed 's/; /\n/; q' <<<"$output" | sort)" = 'dpdk (pid 400)
qemu-system-x86 (pid 393)' ]
	[ "${lines[1]}" = 'dpdk (pid 400)' ]
	run --separate-stderr sriovctl vfs 01 --json
	[ "$(jq -c '.vfs[1] | [.in_use, .vfio_open, .used_by, .processes]' <<<"$output")" = '[true,true,["dpdk (pid 400)"],[{"pid":400,"name":"dpdk","libvirt_domain":null,"container":null}]]' ]
	# The group is open, and this VF is not.
	set_to "$pci/devices/0000:01:10.2" enable=0
	run --separate-stderr sriovctl vfs 01 -no in-use
	[ "${lines[1]}" = no ]
}

@test "vfs: names a process that has a VF open through its vfio device file, or without an IOMMU" {
	open_vfs
	set_to "$pci/devices/0000:01:10.2" enable=0 vfio-dev/vfio3/dev=1:1
	process_new 393 qemu-system-x86 /user.slice /dev/vfio/noiommu-12
	process_new 400 dpdk /user.slice /dev/vfio/devices/vfio3
	run --separate-stderr sriovctl vfs 01 -no in-use
	says 'qemu-system-x86 (pid 393)
dpdk (pid 400)'
	run --separate-stderr sriovctl vfs 01 --json
	[ "$(jq -c '.vfs[1] | [.in_use, .vfio_open]' <<<"$output")" = '[true,false]' ]
}

# held_in CGROUP TEXT - a process in this cgroup is told so
held_in()
{
	rm -rf "${proc:?}/393"
	process_new 393 qemu-system-x86 "$1" /dev/vfio/12
	run --separate-stderr sriovctl vfs 01 -no in-use
	echo "$1: ${lines[0]}"
	[ "${lines[0]}" = "qemu-system-x86 (pid 393)$2" ]
}

@test "vfs: names libvirt's domain or the container, from the cgroup" {
	local id=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
	open_vfs
	held_in '/machine.slice/machine-qemu\x2d1\x2dweb\x2d01.scope/libvirt/emulator' ', libvirt domain web-01'
	held_in '/machine/qemu-12-web.libvirt-qemu/vcpu0' ', libvirt domain web'
	held_in '/machine.slice/machine-lxc\x2d7\x2dold.scope' ', libvirt domain old'
	held_in /machine.slice/machine-nspawned.scope ', container nspawned'
	held_in /system.slice/docker-$id.scope ', container 0123456789ab'
	held_in /machine.slice/libpod-$id.scope/container ', container 0123456789ab'
	held_in /kubepods.slice/kubepods-pod1.slice/cri-containerd-$id.scope ', container 0123456789ab'
	held_in /kubepods/burstable/pod1/$id ', container 0123456789ab'
	held_in /docker/$id ', container 0123456789ab'
	held_in /lxc.payload.web ', container web'
	held_in /system.slice/sshd.service ''
	held_in '/machine.slice/machine-qemu\x2d1.scope' ', container qemu-1'
	run --separate-stderr sriovctl vfs 01 --json
	held_in /docker/$id ', container 0123456789ab'
	run --separate-stderr sriovctl vfs 01 --json
	[ "$(jq -r '.vfs[0].processes[0].container' <<<"$output")" = $id ]
}

# host_vfs - three VFs that the host's own drivers have
host_vfs()
{
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=3
	vf_new 0000:01:00.0 0 0000:01:10.0 igbvf
	vf_new 0000:01:00.0 1 0000:01:10.2 igbvf
	vf_new 0000:01:00.0 2 0000:01:10.4 nvme
}

@test "vfs: shows network interfaces that are up, down, or in another namespace" {
	host_vfs
	class_new net 0000:01:10.0/net/ens1v0 flags=0x1003
	class_new net 0000:01:10.2/net/ens1v1 flags=0x1002
	class_new net virtual/net/lo flags=0x9
	mkdir "$pci/devices/0000:01:10.4/net"
	run --separate-stderr sriovctl vfs 01 -no device,in-use
	says 'ens1v0  interface ens1v0 is up
ens1v1  no
-       its interface is in another network namespace'
	run --separate-stderr sriovctl vfs 01 --json
	[ "$(jq -c '.vfs[0] | [.in_use, .vfio_open, .used_by, .interfaces]' <<<"$output")" = '[true,false,["interface ens1v0 is up"],[{"name":"ens1v0","up":true}]]' ]
	[ "$(jq -c '[.vfs[] | [.in_use, .interface_elsewhere]]' <<<"$output")" = '[[true,false],[false,false],[true,true]]' ]
}

@test "vfs: shows block devices that are mounted, swap, or part of another" {
	host_vfs
	for i in 0 2 4; do
		class_new block 0000:01:10.$i/nvme/nvme$i/nvme${i}n1 dev=259:$i
	done
	class_new block 0000:01:10.0/nvme/nvme0/nvme0n1/nvme0n1p1 dev=259:10 partition=1
	class_new block 0000:01:10.0/nvme/nvme0/nvme0n1/nvme0n1p2 dev=259:11 partition=2
	class_new block virtual/block/dm-0 dev=253:0 dm/name=vg0-my--data
	class_new block virtual/block/dm-1 dev=253:1 dm/name=vg0-swap
	class_new block virtual/block/md0 dev=9:0
	mkdir -p "$sys"/class/block/nvme{0n1p2,2n1,4n1}/holders/
	run --separate-stderr sriovctl vfs 01 -no device,in-use
	says 'nvme0n1  no
nvme2n1  no
nvme4n1  no'
	cat >"$proc/self/mountinfo" <<-'END'
	22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
	36 22 259:10 / /srv/two\040words rw,relatime shared:1 master:2 - ext4 /dev/nvme0n1p1 rw
	37 22 0:44 /a /data rw - btrfs /dev/mapper/vg0-my--data rw
	END
	cat >"$proc/swaps" <<-'END'
	Filename				Type		Size		Used		Priority
	/dev/dm-1                               partition	1048572		0		-2
	END
	mkdir "$sys"/class/block/nvme0n1p2/holders/dm-{0,1} "$sys/class/block/nvme4n1/holders/md0"
	run --separate-stderr sriovctl vfs 01 -no device,in-use
	says 'nvme0n1  nvme0n1p1 is mounted on /srv/two words; dm-0 is mounted on /data; dm-1 is used as swap
nvme2n1  no
nvme4n1  nvme4n1 is part of md0'
	run --separate-stderr sriovctl vfs 01 --json
	[ "$(jq -c '[.vfs[].block_devices[]]' <<<"$output")" = '[{"name":"nvme0n1","uses":["nvme0n1p1 is mounted on /srv/two words","dm-0 is mounted on /data","dm-1 is used as swap"]},{"name":"nvme2n1","uses":[]},{"name":"nvme4n1","uses":["nvme4n1 is part of md0"]}]' ]
	rm "$proc/swaps"
	run --separate-stderr sriovctl vfs 01 -no in-use
	[[ "${lines[0]}" == *'; nvme0n1p2 is part of dm-1 (vg0-swap)' ]]
}

@test "vfs: a disk of NVMe multipath, and a cycle of holders" {
	host_vfs
	class_new block 0000:01:10.4/nvme/nvme2/nvme1c2n3 dev=0:0
	class_new block virtual/nvme-subsystem/nvme-subsys1/nvme1n3 dev=259:3
	echo '36 22 259:3 / /srv rw - ext4 /dev/nvme1n3 rw' >"$proc/self/mountinfo"
	run --separate-stderr sriovctl vfs 01 -no device,in-use
	[ "${lines[2]}" = 'nvme1n3  nvme1n3 is mounted on /srv' ]
	: >"$proc/self/mountinfo"
	mkdir -p "$sys/class/block/nvme1n3/holders/nvme1n3"
	run --separate-stderr sriovctl vfs 01 -no in-use
	[ "${lines[2]}" = 'nvme1n3 is part of nvme1n3' ]
}

@test "vfs: recognises a vendor's vfio driver by its vfio device" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=1
	vf_new 0000:01:00.0 0 0000:01:10.0 variant 12
	set_to "$pci/devices/0000:01:10.0" enable=1 vfio-dev/vfio0/dev=1:1
	run --separate-stderr sriovctl vfs 01 --json
	[ "$(jq '.vfs[0].in_use' <<<"$output")" = true ]
}

@test "vfs: predicts the addresses of VFs that are not enabled" {
	two_pfs
	run --separate-stderr sriovctl vfs 01 8
	[ "${lines[0]}" = 'VF  ADDRESS       DRIVER  GROUP  BAR0                BAR3' ]
	[ "${lines[1]}" = '0   0000:01:10.0  -       -      0x000000fb80000000  0xfe820000' ]
	[ "${lines[8]}" = '7   0000:01:11.6  -       -      0x000000fb8001c000  0xfe858000' ]
	run --separate-stderr sriovctl vfs 01 1 -no in-use,msi-x,device
	says '-  -  -'
	run --separate-stderr sriovctl vfs 02 127
	[[ "${lines[127]}" == '126  0000:02:0f.7 '* ]]
}

@test "vfs: predicts VFs on later buses, and beyond the last bus" {
	pf_new pci0000:00/0000:fe:1f.7 total_vfs=600 vf_offset=256 vf_stride=1
	run --separate-stderr sriovctl vfs fe 2
	[[ "${lines[2]}" == '1   none '* ]]
	[[ "${lines[1]}" == '0   0000:ff:1f.7 '* ]]
}

@test "vfs: BAR addresses that fill 64 bits, or cross 4 GiB" {
	pf_new pci0000:00/0000:01:00.0 vf_bar0/address=0xfffffffeffff0000 \
		vf_bar0/size=65536 vf_bar3/address=0xffff8000
	run --separate-stderr sriovctl vfs 01 3
	[[ "${lines[1]}" == *'  0xfffffffeffff0000  0xffff8000' ]]
	[[ "${lines[2]}" == *'  0xffffffff00000000  0x00000000' ]]
	[[ "${lines[3]}" == *'  0xffffffff00010000  0x00008000' ]]
}

@test "vfs: a BAR without an address" {
	pf_new pci0000:00/0000:01:00.0 vf_bar0/address=0x0000000000000000
	run --separate-stderr sriovctl vfs 01 1
	[[ "${lines[1]}" == *'  unassigned  0xfe820000' ]]
	run --separate-stderr sriovctl vfs 01 1 --json
	[ "$(jq -c '.vfs[0].bars[0]' <<<"$output")" = '{"bar":0,"address":null,"size":16384}' ]
}

@test "vfs: a BAR that has no room for all VFs at its present size" {
	pf_new pci0000:00/0000:01:00.0 vf_bar0/size=65536 vf_bar0/max_vfs=2
	run --separate-stderr sriovctl vfs 01 3
	[[ "${lines[2]}" == *'  0x000000fb80010000  0xfe828000' ]]
	[[ "${lines[3]}" == *'  no room             0xfe830000' ]]
	run --separate-stderr sriovctl vfs 01 3 --json
	[ "$(jq -c '[.vfs[].bars[0].address]' <<<"$output")" = '["0x000000fb80000000","0x000000fb80010000",null]' ]
	# A module that does not say so.
	rm "$sys/class/sriov_pf/0000:01:00.0/vf_bar0/max_vfs"
	run --separate-stderr sriovctl vfs 01 3
	[[ "${lines[3]}" == *'  0x000000fb80020000  0xfe830000' ]]
}

@test "vfs: predicts at most TotalVFs" {
	two_pfs
	run --separate-stderr sriovctl vfs 01 9
	[ -z "$output" ] && fails 1 '0000:01:00.0 has at most 8 VFs'
}

@test "vfs: a PF without VFs" {
	two_pfs
	run --separate-stderr sriovctl vfs 01
	[ -z "$output" ] && fails 0 "has no VFs now; 'sriovctl vfs 0000:01:00.0 N'"
	run --separate-stderr sriovctl vfs --json 01
	[ "$(jq -c . <<<"$output")" = '{"pf":"0000:01:00.0","num_vfs":0,"vf_total_msix":null,"vfs":[],"iommu_groups":[]}' ]
}

@test "vfs: predicts nothing if the registers cannot be read" {
	pf_new pci0000:00/0000:01:00.0 vf_stride=
	run --separate-stderr sriovctl vfs 01 1 --json
	[ "$(jq -c '.vfs[0].address' <<<"$output")" = null ]
}

@test "vfs --json: has the keys that the manual lists" {
	two_pfs
	vf_new 0000:01:00.0 0 0000:01:10.0 vfio-pci 12
	run --separate-stderr sriovctl vfs --json 01 2
	[ "$(jq -c '.vfs[]' <<<"$output")" = '{"index":0,"address":"0000:01:10.0","exists":true,"driver":"vfio-pci","iommu_group":"12","alone_in_group":true,"numa_node":null,"msix_vectors":null,"in_use":false,"used_by":[],"vfio_open":false,"processes":[],"interfaces":[],"interface_elsewhere":false,"block_devices":[],"bars":[{"bar":0,"address":"0x000000fb80000000","size":16384},{"bar":3,"address":"0xfe820000","size":32768}]}
{"index":1,"address":"0000:01:10.2","exists":false,"driver":null,"iommu_group":null,"alone_in_group":null,"numa_node":null,"msix_vectors":null,"in_use":null,"used_by":null,"vfio_open":null,"processes":null,"interfaces":null,"interface_elsewhere":null,"block_devices":null,"bars":[{"bar":0,"address":"0x000000fb80004000","size":16384},{"bar":3,"address":"0xfe828000","size":32768}]}' ]
	[ "$(jq -c 'del(.vfs)' <<<"$output")" = '{"pf":"0000:01:00.0","num_vfs":0,"vf_total_msix":null,"iommu_groups":[{"group":"12","devices":["0000:01:10.0"]}]}' ]
}
