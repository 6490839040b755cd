# SPDX-License-Identifier: GPL-2.0
# Sourced by tests that compare a PF's files with what others say of it. Each
# witness prints lines "FILE VALUE".
# shellcheck shell=sh

# What lspci decodes.
witness_lspci()
{
	lspci -vvv -s "$1" | awk -f /guest/lib/lspci.awk
}

# reg PF WHERE.WIDTH - a register of the capability, raw
reg()
{
	setpci -s "$1" "ECAP10+$2"
}

bits()
{
	echo "$1 $((0x$2 >> $3 & $4))"
}

decimal()
{
	echo "$1 $((0x$2))"
}

# is_fixed PF SLOT - the kernel has a VF BAR there by Enhanced Allocation
# (IORESOURCE_PCI_FIXED), whose register reads as zero
is_fixed()
{
	flags=$(sed -n "$(($2 + 8))s/.* //p" /sys/bus/pci/devices/"$1"/resource)
	[ $((flags & 0x10)) -ne 0 ]
}

setpci_bars()
{
	n=0
	while [ $n -lt 6 ]; do
		low=$(reg "$1" "$(printf %x $((0x24 + 4 * n)))".l)
		file=vf_bar$n/raw
		n=$((n + 1))
		case $((0x$low >> 1 & 3)) in
		0)
			[ "$low" = 00000000 ] && ! is_fixed "$1" $((n - 1)) ||
				echo "$file 0x$low"
			;;
		2)
			high=$(reg "$1" "$(printf %x $((0x24 + 4 * n)))".l)
			echo "$file 0x$high$low"
			n=$((n + 1))
			;;
		esac
	done
}

# The raw registers, decoded by arithmetic here.
witness_setpci()
{
	registers=
	for n in 0 4 8 c 10 14 18 1c 20 24 28 2c 30 34 38 3c; do
		registers="$registers 0x$(reg "$1" $n.l)"
	done
	echo "registers$registers"
	cap=$(reg "$1" 4.l)
	ctrl=$(reg "$1" 8.w)
	status=$(reg "$1" a.w)
	array=$(reg "$1" 3c.l)
	echo "capabilities/raw 0x$cap"
	bits capabilities/vf_migration_capable "$cap" 0 1
	bits capabilities/ari_capable_hierarchy_preserved "$cap" 1 1
	bits capabilities/vf_10bit_tag_requester_supported "$cap" 2 1
	bits capabilities/vf_migration_interrupt_message_number "$cap" 21 2047
	echo "control/raw 0x$ctrl"
	bits control/vf_enable "$ctrl" 0 1
	bits control/vf_migration_enable "$ctrl" 1 1
	bits control/vf_migration_interrupt_enable "$ctrl" 2 1
	bits control/vf_mse "$ctrl" 3 1
	bits control/ari_capable_hierarchy "$ctrl" 4 1
	bits control/vf_10bit_tag_requester_enable "$ctrl" 5 1
	echo "status/raw 0x$status"
	bits status/vf_migration_status "$status" 0 1
	decimal initial_vfs "$(reg "$1" c.w)"
	decimal total_vfs "$(reg "$1" e.w)"
	decimal num_vfs "$(reg "$1" 10.w)"
	echo "function_dependency_link 0x$(reg "$1" 12.b)"
	decimal vf_offset "$(reg "$1" 14.w)"
	decimal vf_stride "$(reg "$1" 16.w)"
	echo "vf_device_id 0x$(reg "$1" 1a.w)"
	echo "supported_page_sizes 0x$(reg "$1" 1c.l)"
	echo "system_page_size 0x$(reg "$1" 20.l)"
	setpci_bars "$1"
	bits vf_migration_state_array/bir "$array" 0 7
	echo "vf_migration_state_array/offset 0x$(printf %08x $((0x$array & ~7)))"
}

# The kernel's own files. Lines 8 to 13 of "resource" are the VF BARs, each for all VFs.
# Below QEMU's host bridge a bus address is the address of the CPU, and so is one of
# Enhanced Allocation. sriov_totalvfs says nothing of TotalVFs where a driver has lowered
# it.
witness_kernel()
{
	device=/sys/bus/pci/devices/$1
	total=$((0x$(reg "$1" e.w)))
	[ "$(driver_of "$1")" = igb ] ||
		echo "total_vfs $(cat "$device"/sriov_totalvfs)"
	echo "num_vfs $(cat "$device"/sriov_numvfs)"
	echo "vf_offset $(cat "$device"/sriov_offset)"
	echo "vf_stride $(cat "$device"/sriov_stride)"
	echo "vf_device_id 0x$(printf %04x 0x"$(cat "$device"/sriov_vf_device)")"
	n=0
	sed -n 8,13p "$device"/resource | while read -r start end flags; do
		if [ $((flags)) -ne 0 ]; then
			# Of 8 digits if the BAR has 32 bits.
			[ $((flags & 0x100000)) -ne 0 ] || start=$(printf 0x%08x $((start)))
			case $1,$((flags & 0x10)) in
			0000:*|*,16)
				echo "vf_bar$n/address $start" ;;
			esac
			echo "vf_bar$n/aperture $((end - start + 1))"
			echo "vf_bar$n/size $(((end - start + 1) / total))"
			echo "vf_bar$n/max_vfs $total"
		fi
		n=$((n + 1))
	done
}

# disagreements PF WITNESS - what the witness says and the files do not
disagreements()
{
	"witness_$2" "$1" | tee -a /tmp/vouched | while read -r file value; do
		ours=$(cat "/sys/class/sriov_pf/$1/$file")
		[ "$ours" = "$value" ] ||
			echo "$file is '$ours', $2 says '$value';"
	done
}

files_of()
{
	(cd "/sys/class/sriov_pf/$1/" && find . -type f ! -name uevent) |
		sed 's,^\./,,' | sort
}

# compare PF STATE - every file of the PF agrees with each witness, and each file is known
# to a witness, except those with our own findings
compare()
{
	: >/tmp/vouched
	for witness in lspci setpci kernel; do
		is "$2: $1 is as $witness says" "$(disagreements "$1" $witness)" ''
	done
	files_of "$1" | grep -Ev '^(checks/.*|last_error|max_num_vfs|vf_driver_override|verdicts)$' >/tmp/files
	cut -d' ' -f1 /tmp/vouched | sort -u >/tmp/known
	is "$2: $1 has the files that the witnesses know of, and no others" \
		"$(cat /tmp/files)" "$(cat /tmp/known)"
}
