# SPDX-License-Identifier: GPL-2.0
# sriovctl explain: what stands in the way of N VFs, in sentences.
# shellcheck shell=sh disable=SC2154 # what another part or get has set

# advice_on CHECK TEXT - what this command, or the administrator, can do about it,
# in $advice. What the kernel can know, the check itself says, in TEXT.
advice_on()
{
	case $1,${2-} in
	driver,*)
		advice="Let our driver have it: sriovctl claim ${driver:+--force }$pf" ;;
	pci_core,*)
		advice="The kernel says why when it finds the device: dmesg | grep $pf" ;;
	vf_bars,*'(Enhanced Allocation)'*)
		advice='No option of the kernel moves them: the vendor of the machine is who can help.' ;;
	vf_bars,*)
		advice='Let the firmware ("Above 4G decoding", "SR-IOV support") or the kernel (boot with pci=realloc) make room.' ;;
	bus_numbers,*)
		advice='Let the firmware give the bridge more buses, or turn on "ARI support" in it.' ;;
	vfs_in_use,*)
		advice="Shut down what has them open: sriovctl vfs $pf" ;;
	state,*|enabled,*)
		advice="Disable them first: sriovctl set $pf 0" ;;
	*)
		advice= ;;
	esac
}

# own_obstacles N - what needs no check of the module's: it tells with $tell
own_obstacles()
{
	if [ "$1" -gt "${total_vfs:-0}" ]; then
		$tell total_vfs blocked "the device has at most ${total_vfs:-0} VFs"
	elif get limit "$dev/sriov_totalvfs" && [ "$1" -gt "$limit" ]; then
		$tell driver_limit blocked "the driver $driver allows at most $limit VFs"
	fi
	if [ "${num_vfs:-0}" -ne 0 ] && [ "$1" -ne 0 ]; then
		vfs "$num_vfs"
		$tell enabled blocked "$vfs enabled already, and the number cannot be changed in one step"
	fi
	if [ -z "$driver" ] && ! [ -e "$dir/checks/driver" ]; then
		$tell driver blocked 'the PF has no driver'
	fi
}

# bar_obstacles N - by the size that VF BARs have now, unless the module says so
# itself
bar_obstacles()
{
	[ "$1" -le "${total_vfs:-0}" ] || return 0
	get verdict "$dir/checks/vf_bars" && [ "${verdict%%:*}" = blocked ] && return
	for bar in "$dir"/vf_bar*; do
		if get room "$bar/max_vfs" && [ "$1" -gt "$room" ]; then
			vfs "$room"
			$tell vf_bars blocked "VF BAR ${bar##*/vf_bar} has room for $vfs at its present size"
		fi
	done
}

tell_blocked()
{
	case $wanted,$1,$2 in
	0,vfs_in_use,blocked|0,driver,blocked)	$tell "$@" ;;
	0,*)					;;
	*,blocked)				$tell "$@" ;;
	esac
}

tell_warning()
{
	[ "$2" = ok ] || [ "$2" = blocked ] || $tell "$@"
}

# tell_obstacle CHECK STATE TEXT
tell_obstacle()
{
	obstacles=$((obstacles + 1))
	$tell_to "$@"
}

# each_obstacle N COMMAND - COMMAND CHECK STATE TEXT for each, and how many in
# $obstacles. Where the module knows that N is possible now, nothing that it
# says of more VFs counts.
each_obstacle()
{
	wanted=$1 tell=tell_obstacle tell_to=$2 obstacles=0
	[ "$wanted" -ne "${num_vfs:-0}" ] || return 0
	own_obstacles "$wanted"
	if [ "${num_vfs:-0}" -eq 0 ] && [ "${max_num_vfs:-0}" -ge "$wanted" ]; then
		return 0
	fi
	bar_obstacles "$wanted"
	! has_checks || each_check tell_blocked
	# Too many for no reason that has a name.
	[ $obstacles -gt 0 ] || [ "${num_vfs:-0}" -ne 0 ] ||
		[ "$wanted" -le "${max_num_vfs:-65535}" ] ||
		$tell max_num_vfs blocked "at most $max_num_vfs can be enabled now"
}

# each_warning N COMMAND - as each_obstacle, for what may go wrong none the less
each_warning()
{
	tell=$2
	! has_checks || each_check tell_warning
}

say_one()
{
	coloured "$2"
	printf '  %s%s%s: %s\n' "$colour" "$1" "${colour:+$plain}" "$3"
	advice_on "$1" "$3"
	[ -z "$advice" ] || [ "$2" != blocked ] || printf '    %s\n' "$advice"
}

explain_text()
{
	vfs "$1"
	if [ "$1" -eq "${num_vfs:-0}" ]; then
		echo "$pf has $vfs now."
	elif [ "$obstacles" -eq 0 ]; then
		echo "Nothing stands in the way of $vfs of $pf: sriovctl set $pf $1"
	else
		echo "$pf cannot have $vfs now:"
		each_obstacle "$1" say_one
	fi
	warned=$(each_warning "$1" say_one)
	[ -z "$warned" ] || printf 'Mind:\n%s\n' "$warned"
}

explain_item()
{
	advice_on "$1" "$3"
	[ "$2" = blocked ] || advice=
	json_open '' '{'
	json_string check "$1"
	json_string state "$2"
	json_string text "$3"
	json_string advice "$advice"
	json_close '}'
}

explain_json()
{
	json_open '' '{'
	json_string pf "$pf"
	json_number wanted_vfs "$1"
	json_number num_vfs "$num_vfs"
	json_number max_num_vfs "$max_num_vfs"
	json_number possible "$([ "$obstacles" -eq 0 ] && echo true || echo false)"
	json_open obstacles '['
	each_obstacle "$1" explain_item
	json_close ']'
	json_open warnings '['
	each_warning "$1" explain_item
	json_close ']'
	json_close '}'
}

cmd_explain()
{
	find_pf "$1"
	facts_of "$pf"
	kept_for "$pf" || :
	set -- "${2-${kept:-1}}"
	each_obstacle "$1" :
	if has --json; then
		explain_json "$1"
	else
		explain_text "$1"
	fi
	[ "$obstacles" -eq 0 ] || exit "$exit_failure"
}
