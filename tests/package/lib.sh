# SPDX-License-Identifier: GPL-2.0
# Sourced by every script of this directory.
# shellcheck shell=sh

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# check NAME COMMAND... - one test: the command succeeds; what it says is shown
# if it does not
check()
{
	name=$1
	shift
	if "$@" >"$log" 2>&1; then
		echo "ok - package: $name"
	else
		echo "not ok - package: $name"
		tail -n 40 "$log" | sed 's/^/    /'
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
