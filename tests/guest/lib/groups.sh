# SPDX-License-Identifier: GPL-2.0
# Sourced by tests of checks/isolation: the IOMMU groups that the kernel makes.
# shellcheck shell=sh disable=SC2154 # lib.sh has pci and class

group_of()
{
	basename "$(readlink $pci/devices/"$1"/iommu_group)"
}

port_above()
{
	basename "$(dirname "$(realpath $pci/devices/"$1")")"
}

isolation_of()
{
	cat $class/"$1"/checks/isolation
}

# alone_in_group DEVICE... - is each the only one in its group?
alone_in_group()
{
	for device; do
		set -- $pci/devices/"$device"/iommu_group/devices/*
		[ $# -eq 1 ] || return
	done
}

# in_groups DEVICE... - where a device has no group before its first driver (devicetree,
# before 6.15), give each one
in_groups()
{
	for device; do
		[ -e $pci/devices/"$device"/iommu_group ] && continue
		modprobe vfio-pci
		give "$device" vfio-pci
	done
}

# foretold PF N - with N VFs, each has a group of its own if and only if the check said
# "ok"; otherwise all are in the group that it named
foretold()
{
	said=$(isolation_of "$1")
	echo 0 >$pci/devices/"$1"/sriov_drivers_autoprobe
	is "$1: $2 VFs" "$(write $class/"$1"/num_vfs "$2") $(vfs_of "$1")" "0 $2"
	# shellcheck disable=SC2046 # one name for each VF
	set -- "$1" $(for vf in $pci/devices/"$1"/virtfn*; do basename "$(readlink "$vf")"; done)
	pf=$1
	shift
	in_groups "$@"
	case $said in
	ok)
		holds "$pf: each is alone in its group" alone_in_group "$@" ;;
	*)
		is "$pf: all are in the group that was named" \
			"$(for vf; do group_of "$vf"; done | sort -u)" \
			"$(echo "$said" | sed -n 's/.*share IOMMU group \([0-9]*\) .*/\1/p')"
	esac
	echo 0 >$class/"$pf"/num_vfs
	echo 1 >$pci/devices/"$pf"/sriov_drivers_autoprobe
}
