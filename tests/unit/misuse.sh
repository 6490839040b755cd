#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# misuse.sh COMPILER [FLAG...] - check that wrong uses of typed access do not build,
# for the reason that misuse.c gives, and that the right ones do: prints KTAP

. "${0%/*}/../lib/ktap.sh"
file=${0%/*}/misuse.c

# "CASE == number /* name: reason */" as number:name:reason, one on a line.
cases()
{
	sed -n 's|/\* \(.*\): \(.*\) \*/$|:\1:\2|
		s|^#.* == \([0-9]*\)[[:space:]]*:|\1:|p' "$file"
}

# build NUMBER COMPILER [FLAG...] - print what the compiler says
build()
{
	number=$1
	shift
	"$@" -fsyntax-only "-DCASE=$number" "$file" 2>&1
}

# as_expected REASON COMPILER [FLAG...]
as_expected()
{
	reason=$1
	shift
	if errors=$(build "$@"); then
		[ "$reason" = builds ]
	else
		[ "$reason" != builds ] && echo "$errors" | grep -qE "$reason"
	fi
}

list=$(cases)
while IFS=: read -r number name reason; do
	promise="does not build"
	[ "$reason" = builds ] && promise=builds
	if as_expected "$reason" "$number" "$@"; then
		pass "$name $promise"
	else
		echo "$errors" | comment
		fail "$name $promise"
	fi
done <<EOF
$list
EOF
done_testing
