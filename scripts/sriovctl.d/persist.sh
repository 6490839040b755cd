# SPDX-License-Identifier: GPL-2.0
# sriovctl persist and forget: a udev rule file for each PF, and one file that
# has the module loaded at boot.
# shellcheck shell=sh disable=SC2154 # what another part or get has set

rules=${SRIOVCTL_RULES:-/etc/udev/rules.d}
modules=${SRIOVCTL_MODULES:-/etc/modules-load.d}
modules_mark='# By sriovctl persist. sriovctl forget removes it with the last PF.'

# Before 80-drivers.rules, which loads drivers.
rules_of()
{
	file=$rules/70-sriov-pf-$1.rules
}

# kept_for PF - how many VFs it is to have at boot in $kept, in $kept_claim
# whether it is claimed, and in $kept_device which device it is; fails if nothing
# is kept. The first line of its file is the command that made it.
kept_for()
{
	kept='' kept_claim='' kept_device=''
	rules_of "$1"
	get line "$file" || return
	{ IFS= read -r kept_device && IFS= read -r kept_device; } <"$file" || :
	kept_device=${kept_device#'# for '}
	case $line in
	'# sriovctl persist --claim '*)	kept_claim=yes ;;
	'# sriovctl persist '*)		;;
	*)				return 1 ;;
	esac
	kept=${line##* }
}

# identify - which device stands at $pf, in $which; fails if it does not say
identify()
{
	get subsystem_vendor "$dev/subsystem_vendor"
	get subsystem_device "$dev/subsystem_device"
	which="${vendor#0x}:${device#0x}, subsystem ${subsystem_vendor#0x}:${subsystem_device#0x}"
	[ -n "$vendor" ] && [ -n "$device" ] &&
		[ -n "$subsystem_vendor" ] && [ -n "$subsystem_device" ]
}

# template NAME PF N
template()
{
	sed "s/@PF@/$2/g; s/@VFS@/$3/g; /SPDX/d
		s/@VENDOR@/$vendor/g; s/@SUBSYSTEM_VENDOR@/$subsystem_vendor/g
		s/@DEVICE@/$device/g; s/@SUBSYSTEM_DEVICE@/$subsystem_device/g" "$parts/$1.rules"
}

# rules_for PF N [--claim] - the text
rules_for()
{
	echo "# sriovctl persist ${3:+$3 }$1 $2"
	echo "# for $which"
	echo "# \"sriovctl forget $1\" removes this file; sriovctl(8) has more."
	[ -z "${3-}" ] || template claim "$@"
	[ "$2" -eq 0 ] || template vfs "$@"
}

# need_directory DIRECTORY
need_directory()
{
	mkdir -p "$1" 2>/dev/null
	need_write "$1"
}

# write_file FILE - from standard input; udev is to see all of it or nothing
write_file()
{
	if ! cat >"$1.new" || ! mv "$1.new" "$1"; then
		die "$exit_failure" "cannot write $1"
	fi
}

# Our module is loaded for no device by itself.
load_at_boot()
{
	[ ! -e "$modules/sriov_pf.conf" ] || return 0
	need_directory "$modules"
	printf '%s\nsriov_pf\n' "$modules_mark" | write_file "$modules/sriov_pf.conf"
}

# Left to itself, udev looks for other rules every three seconds.
reload_rules()
{
	[ -z "${SRIOVCTL_SYSFS-}" ] && command -v udevadm >/dev/null || return 0
	error=$(udevadm control --reload 2>&1) || complain "note: udev was not told: $error"
}

# Let udev take note of the PF's driver: it has been there before the rules, so
# there is nothing to do for it until it comes again.
tell_udev()
{
	reload_rules
	put "$dir/uevent" change || complain "note: udev was not told: $error"
}

# note_initramfs CLAIM - unless that is empty: an initramfs has drivers, which
# come first, and udev's rules as they were when it was made
note_initramfs()
{
	[ -n "$1" ] || return 0
	for remedy in 'update-initramfs -u' 'dracut -f'; do
		command -v "${remedy% *}" >/dev/null || continue
		complain "note: the claim is for the initramfs too, so the initramfs has to be made anew: $remedy"
		return
	done
}

# say_lasting CHECK STATE TEXT - unless the next boot ends it, or our driver has
# the PF by then
say_lasting()
{
	case $1,$claim in
	enabled,*|vfs_in_use,*|state,*)		;;
	driver,--claim|driver_limit,--claim)	;;
	*)					say_one "$@" ;;
	esac
}

# Another driver may come, or other firmware: so it is a warning.
warn_of_obstacles()
{
	found=$(each_obstacle "$1" say_lasting)
	[ -z "$found" ] || {
		vfs "$1"
		complain "note: $pf could not have $vfs as it is:"
		printf '%s\n' "$found" >&2
	}
}

# next_steps N - what has the PF be now what it is to be at boot, in $next
next_steps()
{
	now=${num_vfs:-0} next=
	if [ -n "$claim" ] && [ "$driver" != sriov-pf ]; then
		[ "$now" -eq 0 ] || add_step set "$pf" 0
		now=0
		# shellcheck disable=SC2086 # an option or none
		add_step claim ${driver:+--force} "$pf"
	fi
	[ "$now" -ne "$1" ] || return 0
	[ "$now" -eq 0 ] || add_step set "$pf" 0
	[ "$1" -eq 0 ] || add_step set "$pf" "$1"
}

add_step()
{
	next="$next${next:+; }sriovctl $*"
}

say_next()
{
	next_steps "$1"
	if [ -z "$next" ]; then
		echo "; it $already now"
	elif [ -z "$driver$claim" ]; then
		echo "; once it has a driver: $next"
	else
		echo "; for now: $next"
	fi
}

cmd_persist()
{
	find_pf "$1"
	facts_of "$pf"
	# What is kept is for everybody to read.
	umask 022
	claim=
	! has --claim || claim=--claim
	[ "$2" -ne 0 ] || [ -n "$claim" ] || misuse "there is nothing to do for 0 VFs at boot; see forget"
	[ "$2" -le "${total_vfs:-0}" ] || die "$exit_failure" "$pf has at most ${total_vfs:-0} VFs"
	identify || die "$exit_failure" "cannot read from $dev what device it is"
	need_directory "$rules"
	kept_for "$pf" || :
	rules_for "$pf" "$2" $claim | write_file "$file"
	load_at_boot
	tell_udev
	if [ "$2" -eq 0 ]; then
		will='be with sriov-pf' already='is so'
	else
		vfs "$2"
		will="have $vfs" already='has them'
	fi
	echo "$pf will $will at boot ($file)$(say_next "$2")"
	warn_of_obstacles "$2"
	note_initramfs "$claim$kept_claim"
}

# The PFs for which something is kept, in $kept_pfs: they need not be there.
all_kept()
{
	kept_pfs=
	for file in "$rules"/70-sriov-pf-*.rules; do
		[ -e "$file" ] || continue
		address=${file##*/70-sriov-pf-}
		kept_pfs="$kept_pfs ${address%.rules}"
	done
}

cmd_forget()
{
	all_kept
	name=$(printf '%s\n' "$1" | tr A-F a-f)
	# shellcheck disable=SC2086 # a list
	choose "$name" $kept_pfs ||
		die "$exit_no_pf" "nothing is kept for a PF '$1', but for:${kept_pfs:- none}"
	need_write "$rules"
	kept_for "$pf" || :
	rm "$file" || die "$exit_failure" "cannot remove $file"
	reload_rules
	echo "$pf gets no VFs at boot any more${kept_claim:+, and is not claimed}"
	[ -z "$kept_claim" ] || ! get override "$pci/devices/$pf/driver_override" ||
		[ "$override" != sriov-pf ] ||
		complain "note: $pf is still claimed; to end that now: sriovctl release $pf"
	note_initramfs "$kept_claim"
	all_kept
	if [ -z "$kept_pfs" ] && get line "$modules/sriov_pf.conf" && [ "$line" = "$modules_mark" ]; then
		rm "$modules/sriov_pf.conf" || exit "$exit_failure"
	fi
}
