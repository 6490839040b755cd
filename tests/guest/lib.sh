# SPDX-License-Identifier: GPL-2.0
# Sourced by every test of this directory.
# shellcheck shell=sh

class=/sys/class/sriov_pf
pci=/sys/bus/pci
igb=0000:01:00.0
nvme=0000:02:00.0
driver=$pci/drivers/sriov-pf

# is NAME GOT WANT - one test: the two are the same
is()
{
	if [ "$2" = "$3" ]; then
		echo "ok - $1"
	else
		echo "not ok - $1: got '$2', not '$3'" | tr '\n' ' '
		echo
	fi
}

# holds NAME COMMAND... - one test: the command succeeds
holds()
{
	holds=$1
	shift
	if "$@" >/tmp/holds 2>&1; then
		echo "ok - $holds"
	else
		echo "not ok - $holds: '$*' failed: $(tr '\n' ' ' </tmp/holds)"
	fi
}

not()
{
	! "$@"
}

# within SECONDS COMMAND... - it succeeds before the time is over
within()
{
	left=$(($1 * 5))
	shift
	until "$@" >/dev/null 2>&1; do
		[ $left -gt 0 ] || return
		left=$((left - 1))
		sleep 0.2
	done
}

errno_of()
{
	case $1 in
	'')					echo 0 ;;
	*'Invalid argument')			echo EINVAL ;;
	*'Numerical result out of range')	echo ERANGE ;;
	*'Device or resource busy')		echo EBUSY ;;
	*'No such file or directory')		echo ENOENT ;;
	*'No such device')			echo ENODEV ;;
	*'Input/output error')			echo EIO ;;
	*'Cannot allocate memory')		echo ENOMEM ;;
	*'File exists')				echo EEXIST ;;
	*'Permission denied')			echo EACCES ;;
	*)					echo "$1" ;;
	esac
}

# write FILE TEXT - write TEXT as it stands, in one go; prints 0 or the errno's
# name
write()
{
	errno_of "$(printf '%s' "$2" | dd of="$1" bs=4096 conv=notrunc status=none 2>&1)"
}

# Everything that is logged from here on is what logged() looks at.
mark_log()
{
	log_mark="sriov-pf test mark $(cat /proc/uptime)"
	echo "$log_mark" >/dev/kmsg
}

# logged PATTERN - the kernel has said so since mark_log
logged()
{
	dmesg | sed "1,/$log_mark/d" | grep -Eq "$1"
}

driver_of()
{
	if [ -e "$pci/devices/$1/driver" ]; then
		basename "$(readlink "$pci/devices/$1/driver")"
	else
		echo none
	fi
}

load()
{
	insmod /sriov_pf.ko "$@"
}

# claim PF - have our driver bind it
claim()
{
	echo sriov-pf >$pci/devices/"$1"/driver_override
	echo "$1" >$pci/drivers_probe
}

# give PF DRIVER - have that driver bind it, whichever has it now
give()
{
	[ ! -e $pci/devices/"$1"/driver ] || echo "$1" >$pci/devices/"$1"/driver/unbind
	echo "$2" >$pci/devices/"$1"/driver_override
	echo "$1" >$pci/drivers_probe
}

# release PF - without a driver again
release()
{
	[ "$(driver_of "$1")" = none ] || echo "$1" >$pci/devices/"$1"/driver/unbind
	echo >$pci/devices/"$1"/driver_override
}

# removal_hangs - a PF that is removed with VFs, or while its number of VFs changes,
# hangs this kernel for good, whatever its driver: debug-inside is one of those
# (docs/enabling.md)
removal_hangs()
{
	case $(uname -r) in
	6.12.60-debug*)	return 0 ;;
	esac
	return 1
}

# without_vfs PF - where such a removal hangs, its VFs go before
without_vfs()
{
	! removal_hangs || [ ! -e $class/"$1"/num_vfs ] || write $class/"$1"/num_vfs 0 >/dev/null
}

kmemleak=/sys/kernel/debug/kmemleak

is_debug_kernel()
{
	[ -e $kmemleak ]
}

# unload DRIVER... - those of the kernel's that are loaded. What nvme has left is
# released late on the debug kernel, and would not find nvme there.
unload()
{
	for module in "$@"; do
		[ -d /sys/module/"$module" ] || continue
		for device in $pci/drivers/"$module"/0*; do
			[ ! -e "$device" ] || echo "${device##*/}" >$pci/drivers/"$module"/unbind
		done
		! is_debug_kernel || sleep 10
		rmmod "$module"
	done
}

# The PFs that have a directory, on one line
shown()
{
	(cd $class && echo *)
}

# VFs that are there as devices
vfs_of()
{
	find $pci/devices/"$1"/ -name 'virtfn*' | wc -l
}

# What a kernel says before it is no longer to be trusted.
complaints='BUG|WARNING|Oops|Call Trace|general protection|UBSAN|KASAN|ODEBUG|possible (circular|recursive) locking|non-static key|blocked for more than|detected stall|refcount_t'

no_complaint()
{
	! dmesg | grep -E "$complaints"
}

# read_all - every file of every PF, and of its PCI device, but the one whose
# reader waits for a probe that waits for the reader
read_all()
{
	# shellcheck disable=SC2046 # no file's name has a space
	cat $(printf '%s\n' $class/*/* $class/*/*/* | grep -v '/waiting_for_supplier$')
}
