# SPDX-License-Identifier: GPL-2.0
# Sourced by programs that measure how long things take.
# shellcheck shell=sh

# now - in microseconds. The clock is built into ash: no process is started to read it.
now()
{
	# shellcheck disable=SC3028 # not in every sh
	echo "${EPOCHREALTIME%.*}${EPOCHREALTIME#*.}"
}

# took COMMAND... - how many microseconds it takes; fails if it fails. No other process is
# started in that time.
took()
{
	# shellcheck disable=SC3028 # not in every sh
	start=$EPOCHREALTIME
	"$@" >/dev/null || return
	# shellcheck disable=SC3028 # likewise
	end=$EPOCHREALTIME
	echo $((${end%.*}${end#*.} - ${start%.*}${start#*.}))
}

# set_vfs FILE NUMBER - enable that many VFs; says why if that fails
set_vfs()
{
	result=$(write "$1" "$2")
	[ "$result" = 0 ] && return
	echo "$2 VFs by way of $1: $result" >&2
	return 1
}

# Without this the console would be measured: the PCI core logs a line for each VF.
quiet()
{
	dmesg -n 4
}
