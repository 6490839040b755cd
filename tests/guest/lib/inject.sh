# SPDX-License-Identifier: GPL-2.0
# Sourced by tests that have allocations fail, one after the other: the first in
# the first try, the second in the second, until a try needs no more of them.
# Only those count that are made below functions of our choice, for the kernel
# warns of some that fail on its own behalf. The debug kernel alone can do it.
# shellcheck shell=sh

injectors='/sys/kernel/debug/failslab /sys/kernel/debug/fail_page_alloc'

# to_injectors FILE TEXT
to_injectors()
{
	for injector in $injectors; do
		echo "$2" >"$injector/$1"
	done
}

# inject_below FIRST END - for code from address FIRST to before END
inject_below()
{
	to_injectors verbose 0
	to_injectors ignore-gfp-wait N
	echo N >/sys/kernel/debug/fail_page_alloc/ignore-gfp-highmem
	echo 0 >/sys/kernel/debug/fail_page_alloc/min-order
	to_injectors stacktrace-depth 32
	to_injectors require-start "$1"
	to_injectors require-end "$2"
}

# inject_not_below FIRST END - exclude code between these addresses
inject_not_below()
{
	to_injectors reject-start "$1"
	to_injectors reject-end "$2"
}

# extent_of FUNCTION - of the kernel proper: its first address and its end
extent_of()
{
	awk -v name="$1" '$3 == name { first = "0x" $1; next }
		first && "0x" $1 != first { print first, "0x" $1; exit }' /proc/kallsyms
}

# extent_in_module FUNCTION - likewise, of sriov_pf
extent_in_module()
{
	awk '$4 == "[sriov_pf]" { print $1, $3 }' /proc/kallsyms | sort |
		awk -v name="$1" '$2 == name { first = "0x" $1; next }
			first && "0x" $1 != first { print first, "0x" $1; exit }'
}

# extent_of_module - sriov_pf's text, but what is gone after loading
extent_of_module()
{
	awk '$4 == "[sriov_pf]" && $2 ~ /[tT]/ { print $1 }' /proc/kallsyms | sort |
		sed -n '1s/^/0x/p; $s/...$/fff/; $s/^/0x/p' | xargs
}

# arm - has_failed counts from here on
arm()
{
	to_injectors times 1
}

# has_failed - an allocation has, since arm
has_failed()
{
	for injector in $injectors; do
		read -r times <"$injector/times"
		[ "$times" = 1 ] || return 0
	done
	return 1
}

# fail_in_self N - the N-th allocation of this process fails, and none of its children
fail_in_self()
{
	echo "$1" >/proc/self/fail-nth
}

# The kernel's workers, as directories of /proc; some may be gone when looked at
workers()
{
	for task in /proc/[0-9]*; do
		read -r name <"$task/comm" || continue
		case $name in
		kworker/*)	echo "$task" ;;
		esac
	done 2>/dev/null
}

# fail_in_workers N - the N-th allocation of each worker fails
fail_in_workers()
{
	workers | while read -r worker; do
		echo "$1" >"$worker/fail-nth"
	done 2>/dev/null
}

# workers_counted N - since fail_in_workers N, one made an allocation that counts
workers_counted()
{
	workers | {
		while read -r worker; do
			read -r left <"$worker/fail-nth" || continue
			[ "$left" = "$1" ] || exit 0
		done 2>/dev/null
		exit 1
	}
}

# fail_each TRY - call "TRY N" for N = 1, 2, ..., with the N-th allocation failing, until
# no allocation fails; $failures is how many failed. TRY prints what is wrong, which
# ends the loop.
fail_each()
{
	failures=0
	: >/tmp/wrong
	while :; do
		# For the console, if the machine stops
		echo "test: failing allocation $((failures + 1))" >/dev/kmsg
		arm
		"$1" $((failures + 1)) >>/tmp/wrong
		has_failed || break
		failures=$((failures + 1))
		if [ -s /tmp/wrong ]; then
			echo "at allocation $failures" >>/tmp/wrong
			break
		fi
	done
}
