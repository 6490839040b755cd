# SPDX-License-Identifier: GPL-2.0
# sriovctl set, claim and release
# shellcheck shell=sh disable=SC2154 # what another part or get has set

# The kernel answers with an errno; why, the module and its checks know.
cmd_set()
{
	find_pf "$1"
	need_write "$dir/num_vfs"
	if put "$dir/num_vfs" "$2"; then
		get num_vfs "$dir/num_vfs"
		vfs "${num_vfs:-0}"
		echo "$pf has $vfs"
		return
	fi
	get why "$dir/last_error" && [ "$why" != none ] || why=$error
	facts_of "$pf"
	vfs "$2"
	complain "$pf: cannot have $vfs: $why"
	each_obstacle "$2" say_one >&2
	exit "$exit_failure"
}

# stays_disabled - ends if there are VFs, which do not outlive their driver
stays_disabled()
{
	[ "${num_vfs:-0}" -eq 0 ] && return
	vfs "$num_vfs"
	die "$exit_failure" "$pf has $vfs, which would go with its driver; first: sriovctl set $pf 0"
}

# probe - let the kernel find the PF a driver, and see which
probe()
{
	put "$pci/drivers_probe" "$pf" || :
	follow driver "$dev/driver"
}

# driver_override makes a PF fit the one driver of that name and no other. A
# driver that has the PF keeps it, unless we are forced.
cmd_claim()
{
	find_pf "$1"
	facts_of "$pf"
	if [ "$driver" = sriov-pf ]; then
		echo "$pf is with sriov-pf already"
		return
	fi
	need_write "$dev/driver_override"
	stays_disabled
	[ -z "$driver" ] || has --force ||
		die "$exit_failure" "$pf is with $driver; --force takes it away, and what runs on it goes too"
	get override "$dev/driver_override" && [ "$override" != '(null)' ] || override=
	put "$dev/driver_override" sriov-pf || die "$exit_failure" "$pf: driver_override: $error"
	[ -z "$driver" ] || put "$dev/driver/unbind" "$pf" ||
		complain "$pf: $driver does not let go: $error"
	probe
	if [ "$driver" = sriov-pf ]; then
		echo "$pf is with sriov-pf"
		return
	fi
	put "$dev/driver_override" "$override" || :
	[ -n "$driver" ] || probe
	complain "$pf: sriov-pf did not take it; it is with ${driver:-no driver} ('dmesg | grep $pf' may say why)"
	exit "$exit_failure"
}

# find_claimed NAME - as find_pf, but a device that is overridden for our driver
# is found without the module, and if it is no PF
find_claimed()
{
	all_pfs
	all_claimed
	name=$(printf '%s\n' "$1" | tr A-F a-f)
	# shellcheck disable=SC2086 # a list
	for group in "$pfs" "$claimed"; do
		if choose "$name" $group; then
			paths_of "$pf"
			return
		fi
	done
	for address in "${name:--}" "0000:$name"; do
		[ ! -d "$pci/devices/$address" ] || [ -d "$class" ] || {
			paths_of "$address"
			return
		}
	done
	[ ! -d "$class" ] || no_pf "$name"
	die "$exit_no_pf" "no driver_override names sriov-pf for a device '$name', but for:${claimed:- none}"
}

# all_claimed - the devices that are overridden for our driver, in $claimed
all_claimed()
{
	claimed=
	for path in "$pci"/devices/*; do
		! get override "$path/driver_override" || [ "$override" != sriov-pf ] ||
			claimed="$claimed ${path##*/}"
	done
}

# release_pf - the one that is $pf
release_pf()
{
	facts_of "$pf"
	get override "$dev/driver_override" || override=
	if [ "$driver" != sriov-pf ] && [ "$override" != sriov-pf ]; then
		echo "$pf is not with sriov-pf but with ${driver:-no driver}"
		return
	fi
	need_write "$dev/driver_override"
	[ "$driver" != sriov-pf ] || stays_disabled
	[ "$override" != sriov-pf ] || put "$dev/driver_override" '' ||
		die "$exit_failure" "$pf: driver_override: $error"
	[ "$driver" != sriov-pf ] || put "$dev/driver/unbind" "$pf" ||
		die "$exit_failure" "$pf: cannot unbind sriov-pf: $error"
	probe
	echo "$pf is with ${driver:-no driver}"
	! kept_for "$pf" || [ -z "$kept_claim" ] ||
		complain "note: $pf is claimed again at the next boot; to end that: sriovctl forget $pf"
}

# The module need not be there: what it leaves behind when it goes is an override
# that keeps every other driver away.
cmd_release()
{
	if ! has --all; then
		find_claimed "$1"
		release_pf
		return
	fi
	all_claimed
	[ -n "$claimed" ] || echo 'no driver_override names sriov-pf'
	status=0
	for pf in $claimed; do
		(release_pf) || status=$?
	done
	exit "$status"
}
