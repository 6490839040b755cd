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
	[ -z "$1" ] || ! command -v update-initramfs >/dev/null ||
		complain "note: the initramfs has to learn of the claim too: update-initramfs -u"
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
	vfs "$2"
	echo "$pf will have $vfs at boot ($file); for now: sriovctl set $pf $2"
	note_initramfs "$claim$kept_claim"
	[ -n "$driver" ] || [ -n "$claim" ] ||
		complain "note: $pf has no driver now; without one, or --claim, it gets no VFs"
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
	echo "$pf gets no VFs at boot any more"
	note_initramfs "$kept_claim"
	all_kept
	if [ -z "$kept_pfs" ] && get line "$modules/sriov_pf.conf" && [ "$line" = "$modules_mark" ]; then
		rm "$modules/sriov_pf.conf" || exit "$exit_failure"
	fi
}
