# SPDX-License-Identifier: GPL-2.0
# sriovctl vfs: where VFs are, or would be. What is known of each is found here;
# vfs.awk does the sums and writes.
# shellcheck shell=sh disable=SC2154 # what another part or get has set

# look_at_bars - the PF's VF BARs that have an address, as words
# "NUMBER,ADDRESS,SIZE,VFS" in $bars; for how many VFs there is room may be unknown
look_at_bars()
{
	bars=
	for bar in "$dir"/vf_bar*; do
		get address "$bar/address" && get bytes "$bar/size" || continue
		get room "$bar/max_vfs" || :
		bars="$bars ${bar##*/vf_bar},$address,$bytes,$room"
	done
}

# in_use DRIVER - whether a virtual machine or another program in userspace has
# the VF at $place open: vfio enables the function then, and disables it on
# close.
in_use()
{
	case $1 in
	*vfio*)	;;
	*)	[ -d "$pci/devices/$place/vfio-dev" ] || return ;;
	esac
	get enabled "$pci/devices/$place/enable" && [ "$enabled" -gt 0 ]
}

# facts_of_vf N - a line for vfs.awk; of a VF that does not exist, only N
facts_of_vf()
{
	if ! follow place "$dev/virtfn$1"; then
		echo "$1"
		return
	fi
	follow vf_driver "$pci/devices/$place/driver"
	follow group "$pci/devices/$place/iommu_group"
	used=no
	! in_use "$vf_driver" || used=yes
	printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$place" "$vf_driver" "$group" $used
}

each_vf()
{
	index=0
	while [ $index -lt "$count" ]; do
		facts_of_vf $index
		index=$((index + 1))
	done
}

# write_vfs FORMAT
write_vfs()
{
	get vf_offset "$dir/vf_offset"
	get vf_stride "$dir/vf_stride"
	look_at_bars
	each_vf | awk -v format="$1" -v pf="$pf" -v num_vfs="$num_vfs" \
		-v offset="$vf_offset" -v stride="$vf_stride" -v bars="$bars" \
		-f "$parts/vfs.awk"
}

cmd_vfs()
{
	find_pf "$1"
	facts_of "$pf"
	count=${2-${num_vfs:-0}}
	[ "$count" -le "${total_vfs:-0}" ] ||
		die "$exit_failure" "$pf has at most ${total_vfs:-0} VFs"
	if has --json; then
		write_vfs json
	elif [ "$count" -gt 0 ]; then
		write_vfs table | table
	else
		complain "$pf has no VFs now; 'sriovctl vfs $pf N' says where N of them would be"
	fi
}
