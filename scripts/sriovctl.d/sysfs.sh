# SPDX-License-Identifier: GPL-2.0
# Reading and writing sysfs. Reading starts no process, so that a machine with
# many PFs and thousands of VFs is quickly read.
# shellcheck shell=sh disable=SC2154 # what another part or get has set

# get VARIABLE FILE - its first line, or nothing; fails if there is none to be
# had
get()
{
	got=
	{ IFS= read -r got; } 2>/dev/null <"$2"
	eval "$1=\$got"
	[ -n "$got" ]
}

# follow VARIABLE LINK - the name of what it leads to, or nothing; fails if
# there is none. We move there, for that is how a shell can tell without
# readlink; so every path here is absolute.
follow()
{
	eval "$1="
	cd -P "$2" 2>/dev/null && eval "$1=\${PWD##*/}"
}

# put FILE TEXT - write a line; on failure $error is what the kernel answered
put()
{
	error=$(printf '%s\n' "$2" | dd of="$1" bs=4096 status=none 2>&1) && return
	error=${error##*: }
	return 1
}

# need_write FILE - or end
need_write()
{
	[ -w "$1" ] || die "$exit_no_permission" "$command: no permission to write $1; run it as root"
}
