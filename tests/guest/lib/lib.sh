# SPDX-License-Identifier: GPL-2.0
# Sourced by every test and program of tests/guest.
# shellcheck shell=sh

# shellcheck source=../../lib/ktap.sh
. /guest/lib/ktap.sh

class=/sys/class/sriov_pf
pci=/sys/bus/pci
igb=0000:01:00.0
nvme=0000:02:00.0
driver=$pci/drivers/sriov-pf

# is NAME GOT WANT - one result: the two are the same
is()
{
	if [ "$2" = "$3" ]; then
		pass "$1"
	else
		fail "$1" "got '$2', not '$3'"
	fi
}

# holds NAME COMMAND... - one result: the command succeeds
holds()
{
	holds=$1
	shift
	if "$@" >/tmp/holds 2>&1; then
		pass "$holds"
	else
		fail "$holds" "'$*' failed: $(cat /tmp/holds)"
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

# mark_log - logged() looks at what is logged from here on
mark_log()
{
	log_mark="sriov-pf test mark $(cat /proc/uptime)"
	echo "$log_mark" >/dev/kmsg
}

# logged PATTERN - a line like that was logged since mark_log
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

# claim PF - bind our driver to it
claim()
{
	echo sriov-pf >$pci/devices/"$1"/driver_override
	echo "$1" >$pci/drivers_probe
}

# give PF DRIVER - bind DRIVER to it, instead of the driver that is bound
give()
{
	[ ! -e $pci/devices/"$1"/driver ] || echo "$1" >$pci/devices/"$1"/driver/unbind
	echo "$2" >$pci/devices/"$1"/driver_override
	echo "$1" >$pci/drivers_probe
}

# release PF - unbind its driver, and clear driver_override
release()
{
	[ "$(driver_of "$1")" = none ] || echo "$1" >$pci/devices/"$1"/driver/unbind
	echo >$pci/devices/"$1"/driver_override
}

is_x86()
{
	case $(uname -m) in
	x86_64|i686)	return 0 ;;
	esac
	return 1
}

# has_iommu - without one vfio-pci takes no device
has_iommu()
{
	[ -n "$(ls /sys/class/iommu 2>/dev/null)" ]
}

# vf_driver - one that takes every device it is told to
vf_driver()
{
	if has_iommu; then
		echo vfio-pci
	else
		echo pci-stub
	fi
}

# needs WHAT COMMAND... - the test ends here, as skipped, if this machine lacks it
needs()
{
	why="this machine has no $1"
	shift
	"$@" && return
	skip 'the rest of the test' "$why"
	done_testing
	exit
}

# removal_hangs - this kernel deadlocks when a PF is removed with VFs, or while its number
# of VFs changes, whatever its driver (docs/enabling.md). debug-inside is such a kernel
removal_hangs()
{
	case $(uname -r) in
	6.12.60-debug*)	return 0 ;;
	esac
	return 1
}

# without_vfs PF - where such a removal deadlocks, disable its VFs
without_vfs()
{
	! removal_hangs || [ ! -e $class/"$1"/num_vfs ] || write $class/"$1"/num_vfs 0 >/dev/null
}

kmemleak=/sys/kernel/debug/kmemleak

is_debug_kernel()
{
	[ -e $kmemleak ]
}

# unload DRIVER... - unbind and unload those that are loaded. A debug kernel releases
# objects late, which must happen before nvme or vfio-pci is gone.
unload()
{
	for module in "$@"; do
		module=/sys/module/$(echo "$module" | tr - _)
		[ -d "$module" ] || continue
		for device in "$module"/drivers/pci:*/0*; do
			[ ! -e "$device" ] || echo "${device##*/}" >"${device%/*}/unbind"
		done
		! is_debug_kernel || sleep 10
		rmmod "${module##*/}"
	done
}

# shown - the PFs that have a directory, on one line
shown()
{
	(cd $class && echo *)
}

# verdicts_of PF - what its checks begin with, as "verdicts" lists them, but sorted
verdicts_of()
{
	(cd $class/"$1"/checks && for check in *; do
		echo "$check=$(sed 's/:.*//' "$check")"
	done) | xargs
}

# verdicts PF - the file, sorted
verdicts()
{
	xargs -n 1 <$class/"$1"/verdicts | sort | xargs
}

# file_of_key KEY - SRIOV_NUM_VFS is num_vfs
file_of_key()
{
	echo "${1#SRIOV_}" | tr A-Z a-z
}

# vf_bar PF KEY VALUE - what the files say of a VF BAR, as many of them as VALUE has parts
vf_bar()
{
	(cd $class/"$1"/"$(file_of_key "$2")" && cat aperture size max_vfs) |
		head -n "$(echo "$3" | tr / '\n' | grep -c .)" | paste -s -d/
}

# odd_keys PF - the keys in its file uevent that say something else than the files
odd_keys()
{
	grep -q '^SRIOV_NUM_VFS=' $class/"$1"/uevent || echo 'no keys'
	while IFS='=' read -r key value; do
		case $key in
		PCI_ID)			said=$(setpci -s "$1" 0.w 2.w | tr a-z A-Z | paste -s -d:) ;;
		SRIOV_PF_DRIVER)	said=$(driver_of "$1" | grep -v none) ;;
		SRIOV_PF_POWER_STATE)	said=$(cat $pci/devices/"$1"/power_state) ;;
		SRIOV_LAST_ERRNO)	said=$(sed 's/:.*//' $class/"$1"/last_error) ;;
		SRIOV_VF_BAR?)		said=$(vf_bar "$1" "$key" "$value") ;;
		*)			said=$(cat $class/"$1"/"$(file_of_key "$key")") ;;
		esac
		[ "$said" = "$value" ] || echo "$key=$value, not '$said'"
	done <$class/"$1"/uevent
}

# vfs_of PF - how many VFs there are as devices
vfs_of()
{
	find $pci/devices/"$1"/ -name 'virtfn*' | wc -l
}

# Messages of a kernel that found an error in itself
complaints='BUG|WARNING|Oops|Call Trace|general protection|UBSAN|KASAN|ODEBUG|possible (circular|recursive) locking|non-static key|blocked for more than|detected stall|refcount_t'

no_complaint()
{
	! dmesg | grep -E "$complaints"
}

# read_all - every file of every PF and of its PCI device, except one: its reader waits
# for a probe, and the probe for the reader
read_all()
{
	# A pattern without a match stays as it is. The shell must not expand it a second
	# time, after the module has come: that would bring the one file back.
	printf '%s\n' $class/*/* $class/*/*/* | grep -v '[*]\|/waiting_for_supplier$' | xargs -r cat
}
