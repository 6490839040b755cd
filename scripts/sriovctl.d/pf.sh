# SPDX-License-Identifier: GPL-2.0
# Which PFs there are, which one is meant, and what is asked of it everywhere.
# shellcheck shell=sh disable=SC2154 # what another part or get has set

need_module()
{
	[ ! -d "$class" ] || return 0
	complain "the module sriov_pf is not loaded; run 'modprobe sriov_pf' as root"
	exit "$exit_not_loaded"
}

# all_pfs - their addresses in $pfs, in order
all_pfs()
{
	pfs=
	for path in "$class"/*; do
		[ ! -d "$path" ] || pfs="$pfs ${path##*/}"
	done
}

# match NAME ADDRESS... - those in $matches that NAME is the beginning of, with
# or without their domain. A whole address means no other.
match()
{
	name=$1
	shift
	matches=
	[ -n "$name" ] || return
	for address; do
		case $address in
		"$name")
			matches=$address
			return ;;
		"$name"*)
			matches="$matches $address" ;;
		*)
			case ${address#*:} in
			"$name"*)	matches="$matches $address" ;;
			esac ;;
		esac
	done
	matches=${matches# }
}

# choose NAME ADDRESS... - the one that is meant, in $pf; fails if there is
# none, ends if there are several
choose()
{
	match "$@"
	case $matches in
	'')	return 1 ;;
	*' '*)	die "$exit_no_pf" "'$1' could be any of: $matches" ;;
	esac
	pf=$matches
}

# no_pf NAME - says why, and ends
no_pf()
{
	for address in "${1:--}" "0000:$1"; do
		if follow owner "$pci/devices/$address/physfn"; then
			die "$exit_no_pf" "$address is not a PF but a VF of $owner"
		elif [ -d "$pci/devices/$address" ]; then
			die "$exit_no_pf" "$address is not a PF: it has no SR-IOV capability"
		fi
	done
	die "$exit_no_pf" "there is no PF '$1'; there are:${pfs:- none}"
}

# find_pf NAME - sets $pf, its address, $dir, what our module shows of it, and
# $dev, what the kernel does; or ends
find_pf()
{
	need_module
	all_pfs
	name=$(printf '%s\n' "$1" | tr A-F a-f)
	# shellcheck disable=SC2086 # a list
	choose "$name" $pfs || no_pf "$name"
	paths_of "$pf"
}

paths_of()
{
	pf=$1
	dir=$class/$pf
	dev=$pci/devices/$pf
}

# facts_of PF - what nearly every command shows; unknown is empty
facts_of()
{
	paths_of "$1"
	get vendor "$dev/vendor"
	get device "$dev/device"
	get num_vfs "$dir/num_vfs"
	get total_vfs "$dir/total_vfs"
	get max_num_vfs "$dir/max_num_vfs"
	follow driver "$dev/driver"
	return 0
}

# each_check COMMAND - calls COMMAND NAME STATE TEXT for each of the PF's
# checks, STATE being ok, warning, blocked or unknown, TEXT what follows it
each_check()
{
	for check in "$dir"/checks/*; do
		get verdict "$check" || [ -e "$check" ] || continue
		case $verdict in
		ok)						text= ;;
		'ok: '*|'warning: '*|'blocked: '*)		text=${verdict#*: } ;;
		*)		text=${verdict:-cannot be read} verdict=unknown ;;
		esac
		"$1" "${check##*/}" "${verdict%%:*}" "$text"
	done
}

has_checks()
{
	[ -d "$dir/checks" ] && return
	[ -n "${told-}" ] ||
		complain "note: the loaded sriov_pf has no checks/, so only the plainest obstacles are known"
	told=yes
	return 1
}

add_blocked()
{
	[ "$2" != blocked ] || blocked="$blocked${blocked:+ }$1"
}

# find_blocked - the names of the checks that say so, in $blocked; fails if the
# module has no checks
find_blocked()
{
	blocked=
	has_checks && each_check add_blocked
}
