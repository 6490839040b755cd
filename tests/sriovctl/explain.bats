#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

@test "explain: says that nothing stands in the way" {
	two_pfs
	run --separate-stderr sriovctl explain 01 8
	says 'Nothing stands in the way of 8 VFs of 0000:01:00.0: sriovctl set 0000:01:00.0 8'
	[ "$status" -eq 0 ]
}

@test "explain: prints what the checks say and what to do, and ends with status 1" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=0 \
		'checks/driver=blocked: no driver is bound' \
		'checks/page_size=blocked: 4 KiB pages are not supported' \
		'checks/ari=warning: ARI is off' 'checks/state=ok: as it was'
	run --separate-stderr sriovctl explain 01
	[ "$status" -eq 1 ]
	says '0000:01:00.0 cannot have 1 VF now:
  driver: no driver is bound
    Bind sriov-pf to it: sriovctl claim 0000:01:00.0
  page_size: 4 KiB pages are not supported
Mind:
  ari: ARI is off'
}

@test "explain: ignores obstacles to more VFs than are asked for" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=4 \
		'checks/bus_numbers=blocked: VF 4 and up are on bus 02'
	run --separate-stderr sriovctl explain 01 4
	[ "$status" -eq 0 ]
	[[ "$output" == Nothing* ]]
	run --separate-stderr sriovctl explain 01 5
	[ "$status" -eq 1 ]
	[[ "$output" == *'bus_numbers: VF 4 and up'* ]]
}

@test "explain: the module allows fewer VFs, and no check says why" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=4
	run --separate-stderr sriovctl explain 01 5
	[ "$status" -eq 1 ]
	says '0000:01:00.0 cannot have 5 VFs now:
  max_num_vfs: at most 4 can be enabled now'
}

@test "explain: more VFs than the device or its driver allows" {
	two_pfs
	set_to "$pci/devices/0000:01:00.0" sriov_totalvfs=7
	run --separate-stderr sriovctl explain 01 9
	[[ "$output" == *'total_vfs: the device has at most 8 VFs'* ]]
	run --separate-stderr sriovctl explain 01 8
	[[ "$output" == *'driver_limit: the driver igb allows at most 7 VFs'* ]]
}

@test "explain: a VF BAR without room for so many VFs, while VFs are enabled" {
	pf_new pci0000:00/0000:01:00.0 num_vfs=1 max_num_vfs=1 vf_bar0/max_vfs=4
	run --separate-stderr sriovctl explain 01 5
	[[ "$output" == *'  vf_bars: VF BAR 0 has room for 4 VFs at its present size
'* ]]
	run --separate-stderr sriovctl explain 01 4
	[[ "$output" != *vf_bars* ]]
	set_to "$sys/class/sriov_pf/0000:01:00.0" 'checks/vf_bars=blocked: VF BAR 0 has none'
	run --separate-stderr sriovctl explain 01 5
	[ "$(grep -c vf_bars <<<"$output")" -eq 1 ]
}

@test "explain: VFs that are enabled" {
	pf_new pci0000:00/0000:01:00.0 num_vfs=4 'checks/vfs_in_use=blocked: 0000:01:10.0 is open'
	run --separate-stderr sriovctl explain 01 4
	says '0000:01:00.0 has 4 VFs now.'
	run --separate-stderr sriovctl explain 01 5
	[ "$status" -eq 1 ]
	[[ "$output" == *'enabled: 4 VFs enabled already'*'sriovctl set 0000:01:00.0 0'* ]]
	run --separate-stderr sriovctl explain 01 0
	[ "$status" -eq 1 ]
	[[ "$output" == *'vfs_in_use: 0000:01:10.0 is open
    Shut down what has them open. As root, this names it: sriovctl vfs 0000:01:00.0' ]]
	for i in 0 1 2; do
		vf_new 0000:01:00.0 $i 0000:01:10.$i vfio-pci 1$i
		set_to "$pci/devices/0000:01:10.$i" enable=1
	done
	process_new 393 qemu-system-x86 '/machine.slice/machine-qemu\x2d1\x2dweb.scope' /dev/vfio/10 /dev/vfio/12
	process_new 400 dpdk /user.slice /dev/vfio/11
	run --separate-stderr sriovctl explain 01 0
	[[ "$output" == *'
    Shut down what has them open: qemu-system-x86 (pid 393), libvirt domain web; dpdk (pid 400)' ]]
}

@test "explain 0: lists the VFs that the host uses" {
	pf_new pci0000:00/0000:01:00.0 num_vfs=1 max_num_vfs=1
	bind 0000:01:00.0 igb
	vf_new 0000:01:00.0 0 0000:01:10.0 igbvf
	class_new net 0000:01:10.0/net/ens1v0 flags=0x1003
	run --separate-stderr sriovctl explain 01 0
	[ "$status" -eq 1 ]
	says '0000:01:00.0 cannot have 0 VFs now:
  host_use: VF 0000:01:10.0: interface ens1v0 is up
    ip link set ens1v0 down'
	set_to "$sys/class/net/ens1v0" flags=0x1002
	run --separate-stderr sriovctl explain 01 0
	[ "$status" -eq 0 ]
}

@test "explain: advises no kernel option for a VF BAR at a fixed address" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=0 \
		'checks/vf_bars=blocked: VF BAR 0 has none (Enhanced Allocation)'
	run --separate-stderr sriovctl explain 01 4
	[ "$status" -eq 1 ]
	[[ "$output" == *'vendor of the machine'* ]]
	[[ "$output" != *realloc* ]]
}

@test "explain 0: reports only what hinders disabling" {
	pf_new pci0000:00/0000:01:00.0 num_vfs=4 'checks/vf_bars=blocked: no room'
	run --separate-stderr sriovctl explain 01 0
	[ "$status" -eq 0 ]
}

@test "explain: without a number, takes the one that is kept for boot" {
	two_pfs
	run sriovctl persist 01 3
	run --separate-stderr sriovctl explain 01
	[[ "$output" == 'Nothing stands in the way of 3 VFs'* ]]
}

@test "explain: without checks/, reports the obstacles that it can see itself" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=
	rm -r "$sys/class/sriov_pf/0000:01:00.0/checks"
	run --separate-stderr sriovctl explain 01 9
	fails 1 'has no checks/'
	says '0000:01:00.0 cannot have 9 VFs now:
  total_vfs: the device has at most 8 VFs
  driver: the PF has no driver
    Bind sriov-pf to it: sriovctl claim 0000:01:00.0'
}

@test "explain --json: has the keys that the manual lists" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=0 vf_bar3/aperture=262144 \
		'checks/driver=blocked: no driver is bound' 'checks/ari=warning: ARI is off'
	run --separate-stderr sriovctl explain --json 01 2
	[ "$status" -eq 1 ]
	[ "$(jq -c . <<<"$output")" = '{"pf":"0000:01:00.0","wanted_vfs":2,"num_vfs":0,"max_num_vfs":0,"possible":false,"obstacles":[{"check":"driver","state":"blocked","text":"no driver is bound","advice":"Bind sriov-pf to it: sriovctl claim 0000:01:00.0"}],"warnings":[{"check":"ari","state":"warning","text":"ARI is off","advice":null}],"vf_bars":[{"bar":0,"size":16384,"aperture":131072,"max_vfs":8,"window":null,"sizes":[{"size":16384,"max_vfs":8}]},{"bar":3,"size":32768,"aperture":262144,"max_vfs":8,"window":null,"sizes":[{"size":32768,"max_vfs":8}]}]}' ]
	two=$(sriovctl explain --json 01 9 | jq '.obstacles | length')
	[ "$two" -eq 2 ]
}

# iommu_off CPU TABLE... - a machine without an IOMMU: the vendor of the processor, and the
# ACPI tables
iommu_off()
{
	[ -d "$pci/devices/0000:01:00.0" ] || pf_new pci0000:00/0000:01:00.0
	mkdir -p "$sys/class/iommu" "$sys/firmware/acpi/tables"
	printf 'processor\t: 0\nvendor_id\t: %s\ncpu family\t: 6\n' "$1" >"$proc/cpuinfo"
	shift
	rm -f "$sys"/firmware/acpi/tables/*
	for table in FACP "$@"; do
		: >"$sys/firmware/acpi/tables/$table"
	done
	run --separate-stderr sriovctl explain 01 1
	# A warning is no obstacle.
	[ "$status" -eq 0 ]
}

@test "explain: the IOMMU is off, and how to turn it on" {
	local nobody=': VFs work, but no virtual machine can have one'
	iommu_off GenuineIntel
	says "Nothing stands in the way of 1 VF of 0000:01:00.0: sriovctl set 0000:01:00.0 1
Mind:
  iommu: the IOMMU is off (the firmware shows none)$nobody
    Turn on \"VT-d\" in the setup of the machine's firmware, and boot with intel_iommu=on"
	iommu_off GenuineIntel DMAR
	[[ "$output" == *"  iommu: the IOMMU is off (the firmware has it, the kernel does not use it)$nobody
    Boot with intel_iommu=on" ]]
	iommu_off AuthenticAMD
	[[ "$output" == *'    Turn on "IOMMU" (AMD-Vi) in the setup of the machine'* ]]
	iommu_off AuthenticAMD IVRS
	[[ "$output" == *'    The kernel says why it is off: dmesg | grep AMD-Vi' ]]
	: >"$proc/cpuinfo"
	run --separate-stderr sriovctl explain 01 1
	[[ "$output" == *"    The machine's firmware must describe its IOMMU to the kernel"* ]]
	set_to "$proc" 'cmdline=BOOT_IMAGE=/vmlinuz intel_iommu=off quiet'
	iommu_off GenuineIntel DMAR
	[[ "$output" == *"  iommu: the IOMMU is off, by the boot option intel_iommu=off$nobody
    Boot without intel_iommu=off" ]]
}

@test "explain: the IOMMU is on" {
	iommu_off GenuineIntel DMAR
	mkdir "$sys/class/iommu/dmar0"
	run --separate-stderr sriovctl explain 01 1
	[[ "$output" == *'  iommu: an IOMMU is on, but the PF has no IOMMU group: '* ]]
	group 0000:01:00.0 1
	run --separate-stderr sriovctl explain 01 1
	says 'Nothing stands in the way of 1 VF of 0000:01:00.0: sriovctl set 0000:01:00.0 1'
}

@test "explain: quotes the kernel log about a rejected capability" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs=0 \
		'checks/pci_core=blocked: the kernel rejected the SR-IOV capability'
	run --separate-stderr sriovctl explain 01 1
	[[ "$output" == *'
    The kernel says why when it finds the device: dmesg | grep 0000:01:00.0' ]]
	cat >"$SRIOVCTL_LOG" <<-'END'
	<6>[    1.000000] pci 0000:01:00.0: BAR 0 assigned
	<6>[    1.100000] pci 0000:02:00.0: SR-IOV: another device
	<3>[    1.200000] pci 0000:01:00.0: SR-IOV: bus number is wrong
	END
	run --separate-stderr sriovctl explain 01 1
	[[ "$output" == *"
    The kernel log says: pci 0000:01:00.0: SR-IOV: bus number is wrong" ]]
}

@test "explain: says how to raise the limit of a driver or of a device" {
	two_pfs
	set_to "$pci/devices/0000:01:00.0" sriov_totalvfs=7
	run --separate-stderr sriovctl explain 01 8
	[[ "$output" == *'  driver_limit: the driver igb allows at most 7 VFs
    '*'sriovctl claim --force 0000:01:00.0' ]]
	bind 0000:01:00.0 mlx5_core
	run --separate-stderr sriovctl explain 01 8
	[[ "$output" == *'  driver_limit: the driver mlx5_core allows at most 7 VFs
    '*': devlink dev param show pci/0000:01:00.0 name total_vfs;'*mlxconfig* ]]
	run --separate-stderr sriovctl explain 01 9
	[[ "$output" == *'  total_vfs: the device has at most 8 VFs
    '*': devlink dev param show pci/0000:01:00.0 name total_vfs;'* ]]
	bind 0000:01:00.0 bnxt_en
	run --separate-stderr sriovctl explain 01 9
	[[ "$output" != *devlink* ]]
	set_to "$sys/class/sriov_pf/0000:01:00.0" total_vfs=0 max_num_vfs=0 \
		'checks/capability=blocked: TotalVFs is 0'
	run --separate-stderr sriovctl explain 01 1
	[[ "$output" == *'  capability: TotalVFs is 0
    '*': devlink dev param show pci/0000:01:00.0 name enable_sriov;'* ]]
}

@test "explain: a setting of the firmware for ARI" {
	pf_new pci0000:00/0000:01:00.0 \
		'checks/ari=warning: VF 3 is not a function of device 0, and without ARI bridge 0000:00:02.0 forwards to device 0 only: move the device below a port with ARI'
	run --separate-stderr sriovctl explain 01 1
	[[ "$output" == *'    Turn on "ARI support" '* ]]
}

@test "explain: too few interrupt vectors" {
	pf_new pci0000:00/0000:01:00.0 'last_error=ENOSPC: the driver failed'
	bind 0000:01:00.0 igb
	run --separate-stderr sriovctl explain 01 1
	[[ "$output" == *'  last_error: ENOSPC: the driver failed
    '*'mostly MSI-X vectors or queues'* ]]
	set_to "$pci/devices/0000:01:00.0" sriov_vf_total_msix=64
	run --separate-stderr sriovctl explain 01 1
	[[ "$output" == *'    All VFs share 64 MSI-X vectors (sriov_vf_total_msix)'* ]]
	set_to "$sys/class/sriov_pf/0000:01:00.0" 'last_error=ENOMEM: VF BAR 0 has none'
	run --separate-stderr sriovctl explain 01 1
	[[ "$output" != *Mind:* ]]
}

@test "explain: VFs whose driver found too few interrupt vectors" {
	pf_new pci0000:00/0000:01:00.0 num_vfs=3 max_num_vfs=3
	for i in 0 1 2; do
		vf_new 0000:01:00.0 $i 0000:01:10.$i
	done
	cat >"$SRIOVCTL_LOG" <<-'END'
	<4>[    1.000000] igbvf: probe of 0000:01:10.0 failed with error -28
	<4>[    1.100000] igbvf 0000:01:10.1: probe with driver igbvf failed with error -28
	<4>[    1.200000] igbvf 0000:01:10.2: probe with driver igbvf failed with error -12
	<4>[    1.300000] igbvf 0000:07:10.2: probe with driver igbvf failed with error -28
	END
	run --separate-stderr sriovctl explain 01 3
	says '0000:01:00.0 has 3 VFs now.
Mind:
  vectors: 2 VFs have no driver, because it found too few interrupt vectors: igbvf: probe of 0000:01:10.0 failed with error -28
    Use fewer queues for each VF, or fewer VFs; a CPU of x86 has about 200 vectors, so more CPUs have more'
	# It has got one since.
	bind 0000:01:10.0 igbvf
	run --separate-stderr sriovctl explain 01 3
	[[ "$output" == *'  vectors: 1 VF has no driver, because it found too few interrupt vectors: igbvf 0000:01:10.1: '* ]]
	bind 0000:01:10.1 igbvf
	run --separate-stderr sriovctl explain 01 3
	says '0000:01:00.0 has 3 VFs now.'
}

@test "explain: the sizes of a VF BAR, and how many VFs have room at each" {
	pf_new pci0000:00/0000:01:00.0 vf_bar0/size=65536 vf_bar0/max_vfs=2 max_num_vfs=2 \
		'vf_bar0/supported_sizes=4096 16384 32768 65536' vf_bar3/aperture=262144 \
		'checks/vf_bars=warning: VF BAR 0 has room for 2 VFs'
	bind 0000:01:00.0 igb
	run --separate-stderr sriovctl explain 01 4
	[ "$status" -eq 1 ]
	[[ "$output" == *"
  VF BAR 0 has 128K for all VFs, room for 8 VFs of 4K, 8 VFs of 16K, 4 VFs of 32K, 2 VFs of 64K.
    echo 32768 >$sys/class/sriov_pf/0000:01:00.0/vf_bar0/size
"* ]]
	run --separate-stderr sriovctl explain --json 01 4
	[ "$(jq -c '.vf_bars[0]' <<<"$output")" = '{"bar":0,"size":65536,"aperture":131072,"max_vfs":2,"window":null,"sizes":[{"size":4096,"max_vfs":8},{"size":16384,"max_vfs":8},{"size":32768,"max_vfs":4},{"size":65536,"max_vfs":2}]}' ]
	# A kernel that cannot set it
	chmod a-w "$sys/class/sriov_pf/0000:01:00.0/vf_bar0/size"
	run --separate-stderr sriovctl explain 01 4
	[[ "$output" == *'2 VFs of 64K.'* ]] && [[ "$output" != *'echo '* ]]
	# For 2 there is room.
	run --separate-stderr sriovctl explain 01 2
	[[ "$output" != *'VF BAR 0 has 128K'* ]]
}

# windows <LINES - what the kernel shows of the resources of the bridge 0000:00:02.0: 13
# lines without a resource, and these
windows()
{
	local file=$pci/devices/0000:00:02.0/resource
	for _ in {1..13}; do
		echo 0x0000000000000000 0x0000000000000000 0x0000000000000000
	done >"$file"
	cat >>"$file"
}

@test "explain: the window of the bridge, and how many VFs it holds" {
	bridge_new pci0000:00/0000:00:02.0 1 1
	pf_new pci0000:00/0000:00:02.0/0000:01:00.0 total_vfs=100 max_num_vfs=0 \
		vf_bar0/aperture=0 vf_bar0/max_vfs=0 vf_bar3/aperture=3276800 vf_bar3/max_vfs=100 \
		'checks/vf_bars=blocked: VF BAR 0 needs 1638400 bytes and has none'
	bind 0000:01:00.0 igb
	windows <<-'END'
	0x0000000000000000 0x0000000000000000 0x0000000000000000
	0x00000000fe600000 0x00000000fe7fffff 0x0000000000000200
	0x000000fb80000000 0x000000fb800fffff 0x0000000000102201
	0x0000000000000000 0x0000000000000000 0x0000000000000000
	END
	printf '%s : PCI Bus 0000:01\n' '  fe600000-fe7fffff' fb80000000-fb800fffff >"$proc/iomem"
	run --separate-stderr sriovctl explain 01 4
	[ "$status" -eq 1 ]
	[[ "$output" == *'
  VF BAR 0: the prefetchable window of 0000:00:02.0 has 1M, room for 64 VFs of 16K. The kernel makes room for 100 VFs or for none.' ]]
	run --separate-stderr sriovctl explain --json 01 4
	[ "$(jq -c '.vf_bars[0]' <<<"$output")" = '{"bar":0,"size":16384,"aperture":0,"max_vfs":0,"window":1048576,"sizes":[{"size":16384,"max_vfs":64}]}' ]
	# A BAR that is not prefetchable needs the other window.
	set_to "$sys/class/sriov_pf/0000:01:00.0" vf_bar0/prefetchable=0
	run --separate-stderr sriovctl explain 01 4
	[[ "$output" == *'the memory window of 0000:00:02.0 has 2M, room for 100 VFs of 16K. '* ]]
	# An ordinary user sees no addresses.
	rm "$proc/iomem"
	run --separate-stderr sriovctl explain 01 4
	[[ "$output" != *window* ]]
}
