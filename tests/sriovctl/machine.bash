# SPDX-License-Identifier: GPL-2.0
# Sourced by every test of this directory: a machine that is made of files, as
# sysfs would show it, and sriovctl at work on it. "run" says which build of it, and
# gives each test an /etc/udev of its own.
# shellcheck shell=bash

machine_new()
{
	export SRIOVCTL_SYSFS=$BATS_TEST_TMPDIR/sys
	export SRIOVCTL_PROC=$BATS_TEST_TMPDIR/proc
	export SRIOVCTL_LOG=$BATS_TEST_TMPDIR/log
	export SRIOVCTL_RULES=$BATS_TEST_TMPDIR/rules.d
	export SRIOVCTL_MODULES=$BATS_TEST_TMPDIR/modules-load.d
	export SRIOVCTL_TEMPLATES=$BATS_TEST_DIRNAME/../../src/sriovctl
	sys=$SRIOVCTL_SYSFS
	proc=$SRIOVCTL_PROC
	pci=$sys/bus/pci
	mkdir -p "$proc/self" "$sys/class/sriov_pf" "$sys/devices" "$pci/devices" "$pci/drivers/sriov-pf"
	: >"$pci/drivers_probe"
	names_are <<-'END'
	pci:v00001B36*
	 ID_VENDOR_FROM_DATABASE=Red Hat, Inc.

	pci:v00001B36d00000010*
	 ID_MODEL_FROM_DATABASE=QEMU NVM Express Controller

	pci:v00008086*
	 ID_VENDOR_FROM_DATABASE=Intel "Corporation"

	pci:v00008086d000010C9*
	 ID_MODEL_FROM_DATABASE=82576 Gigabit Network Connection

	pci:v00008086d000010C9sv00001028sd00000001*
	 ID_MODEL_FROM_DATABASE=Subsystems are of no interest

	pci:v*d*sv*sd*bc02*
	 ID_PCI_CLASS_FROM_DATABASE=Network controller

	pci:v*d*sv*sd*bc02sc00*
	 ID_PCI_SUBCLASS_FROM_DATABASE=Ethernet controller
	END
}

# names_are <TEXT - the hardware database of udev is made of TEXT
names_are()
{
	local tree=$BATS_TEST_TMPDIR/hwdb
	if [ "${OWN_ETC_UDEV-}" != yes ]; then
		echo "these tests need an /etc/udev of their own: use tests/sriovctl/run"
		return 1
	fi
	mkdir -p "$tree/etc/udev/hwdb.d"
	cat >"$tree/etc/udev/hwdb.d/test.hwdb"
	systemd-hwdb --root="$tree" update
	cp "$tree/etc/udev/hwdb.bin" /etc/udev/hwdb.bin
}

setup()
{
	machine_new
}

# sriovctl ARGUMENT... - as the user, and with the tools, that are tried
sriovctl()
{
	# shellcheck disable=SC2086 # a command and its arguments
	PATH=${TOOLS-$PATH} ${AS-} "$SRIOVCTL" "$@"
}

# set_to DIRECTORY NAME=VALUE... - a file each
set_to()
{
	local dir=$1 pair file
	shift
	for pair; do
		file=$dir/${pair%%=*}
		[ -d "${file%/*}" ] || mkdir -p "${file%/*}"
		printf '%s\n' "${pair#*=}" >"$file"
	done
}

# function_new PATH NAME=VALUE... - a PCI function at a path below /sys/devices
function_new()
{
	local path=$sys/devices/$1
	mkdir -p "$path"
	ln -s "$path" "$pci/devices/${1##*/}"
	shift
	set_to "$path" 'driver_override=(null)' enable=0 numa_node=-1 power_state=D0 \
		subsystem_vendor=0x8086 subsystem_device=0xa03c "$@"
}

bridge_new()
{
	function_new "$1" "secondary_bus_number=$2" "subordinate_bus_number=$3"
}

# bind ADDRESS DRIVER
bind()
{
	mkdir -p "$pci/drivers/$2"
	ln -sfn "$pci/drivers/$2" "$pci/devices/$1/driver"
	: >"$pci/drivers/$2/unbind"
}

group()
{
	mkdir -p "$sys/kernel/iommu_groups/$2/devices"
	ln -s "$sys/kernel/iommu_groups/$2" "$pci/devices/$1/iommu_group"
	ln -s "$pci/devices/$1" "$sys/kernel/iommu_groups/$2/devices/$1"
}

# class_new CLASS PATH NAME=VALUE... - a device of a class, at a path below the PCI device
# that is its first part, or below /sys/devices
class_new()
{
	local class=$1 path=$2
	shift 2
	case $path in
	*:*)	path=$(realpath "$pci/devices/${path%%/*}")/${path#*/} ;;
	*)	path=$sys/devices/$path ;;
	esac
	mkdir -p "$path" "$sys/class/$class"
	ln -s "$path" "$sys/class/$class/${path##*/}"
	set_to "$path" "$@"
}

# process_new PID NAME CGROUP [FILE...] - a program in a cgroup, and the files that it has
# open
process_new()
{
	local dir=$proc/$1 name=$2 cgroup=$3 fd=3
	shift 3
	mkdir -p "$dir/fd"
	set_to "$dir" "comm=$name" "cgroup=0::$cgroup"
	ln -s /dev/null "$dir/fd/0"
	for file; do
		ln -s "$file" "$dir/fd/$fd"
		fd=$((fd + 1))
	done
}

# pf_new PATH NAME=VALUE... - a PF such as QEMU's igb, but for the attributes
# that are given. With NAME= the attribute is not there.
pf_new()
{
	local path=$1 address=${1##*/} dir pair
	shift
	function_new "$path" vendor=0x8086 device=0x10c9 class=0x020000
	dir=$pci/devices/$address/sriov_pf/$address
	mkdir -p "$dir"
	ln -s ../.. "$dir/device"
	ln -s "$(realpath "$dir")" "$sys/class/sriov_pf/$address"
	set_to "$dir" capability_offset=0x160 capability_version=1 uevent= \
		'registers=0x00010010 0x00000000' initial_vfs=8 total_vfs=8 num_vfs=0 \
		vf_offset=128 vf_stride=2 vf_device_id=0x10ca \
		function_dependency_link=0x00 supported_page_sizes=0x00000553 \
		system_page_size=0x00000001 capabilities/raw=0x00000000 \
		capabilities/vf_migration_capable=0 \
		capabilities/ari_capable_hierarchy_preserved=1 \
		capabilities/vf_10bit_tag_requester_supported=0 \
		capabilities/vf_migration_interrupt_message_number=0 \
		control/raw=0x0010 control/vf_enable=0 control/vf_migration_enable=0 \
		control/vf_migration_interrupt_enable=0 control/vf_mse=0 \
		control/ari_capable_hierarchy=1 control/vf_10bit_tag_requester_enable=0 \
		status/raw=0x0000 status/vf_migration_status=0 \
		vf_migration_state_array/bir=0 vf_migration_state_array/offset=0x00000000 \
		vf_bar0/address=0x000000fb80000000 vf_bar0/raw=0x000000fb8000000c \
		vf_bar0/aperture=131072 vf_bar0/prefetchable=1 vf_bar0/size=16384 \
		vf_bar0/width=64 vf_bar0/max_vfs=8 vf_bar3/address=0xfe820000 vf_bar3/raw=0xfe820000 \
		vf_bar3/aperture=0 vf_bar3/prefetchable=0 vf_bar3/size=32768 \
		vf_bar3/width=32 max_num_vfs=8 last_error=none
	set_to "$dir" checks/{capability,pci_core,driver,initial_vfs,page_size,vf_bars}=ok \
		checks/{bus_numbers,dependency_link,ari,vfs_in_use,state}=ok
	for pair; do
		set_to "$dir" "$pair"
		[ -n "${pair#*=}" ] || rm "$dir/${pair%%=*}"
	done
}

# keys_are PF KEY=VALUE... - what the module writes to the PF's file "uevent"
keys_are()
{
	local dir=$sys/class/sriov_pf/$1
	shift
	printf '%s\n' "$@" >"$dir/uevent"
}

# vf_new PF N ADDRESS [DRIVER [GROUP]]
vf_new()
{
	local path
	path=$(realpath "$pci/devices/$1")
	path=$(dirname "$path")/$3
	function_new "${path#"$(realpath "$sys/devices")"/}" vendor=0x8086 device=0x10ca
	ln -s "$pci/devices/$1" "$pci/devices/$3/physfn"
	ln -s "$pci/devices/$3" "$pci/devices/$1/virtfn$2"
	[ -z "${4-}" ] || bind "$3" "$4"
	[ -z "${5-}" ] || group "$3" "$5"
}

# The machine of most tests: igb's PF below one port, nvme's below another.
two_pfs()
{
	bridge_new pci0000:00/0000:00:02.0 1 1
	bridge_new pci0000:00/0000:00:03.0 2 3
	pf_new pci0000:00/0000:00:02.0/0000:01:00.0
	bind 0000:01:00.0 igb
	pf_new pci0000:00/0000:00:03.0/0000:02:00.0 total_vfs=127 max_num_vfs=0 \
		vf_offset=1 vf_stride=1 'checks/driver=blocked: no driver is bound'
	set_to "$pci/devices/0000:02:00.0" vendor=0x1b36 device=0x0010 class=0x010802
}

# says TEXT - the standard output is TEXT
says()
{
	# shellcheck disable=SC2154 # bats sets it
	diff -u <(printf '%s\n' "$1") <(printf '%s\n' "$output")
}

# fails STATUS TEXT - it ended with STATUS, and TEXT is in what it complained
fails()
{
	# shellcheck disable=SC2154
	if [ "$status" -ne "$1" ] || [[ "$stderr" != *"$2"* ]]; then
		printf 'status %d: %s\n' "$status" "$stderr"
		return 1
	fi
}
