# SPDX-License-Identifier: GPL-2.0
# Sourced by every script of this directory.
# shellcheck shell=sh

. tests/lib/ktap.sh

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# check NAME COMMAND... - one result: the command succeeds; if it does not, what it
# printed is shown
check()
{
	name=$1
	shift
	if "$@" >"$log" 2>&1; then
		pass "$name"
	else
		tail -n 40 "$log" | comment
		fail "$name"
	fi
}

# same GOT WANT - or say how they differ
same()
{
	[ "$1" = "$2" ] && return
	printf 'got:\n%s\nnot:\n%s\n' "$1" "$2"
	return 1
}

# none LIST - it is empty, or it is shown
none()
{
	printf %s "$1"
	[ -z "$1" ]
}

not()
{
	! "$@"
}
