# SPDX-License-Identifier: GPL-2.0
# Sourced by every script here: paths, messages, kernels, --help.
# shellcheck shell=sh

set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
top=${top%/scripts*}
build=$top/build

say()
{
	printf '\033[1m== %s\033[0m\n' "$*" >&2
}

die()
{
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

[ -t 2 ] && [ -z "${NO_COLOR-}" ] || say()
{
	printf '== %s\n' "$*" >&2
}

# help - the comment at the head of the script
help()
{
	sed -n '4,$ { /^#/!q; s/^# \{0,1\}//p }' "$0"
}

# usage - the first line of the help, as an error
usage()
{
	die "usage: $(help | sed 's/ - .*//; q'); --help says more"
}

case ${1-} in
--help|-h)
	help
	exit ;;
esac

# The kernels of every day. scripts/kernels has more, each of which -k takes.
x86_kernels='6.1 6.12 7'
kernels="$x86_kernels arm64"
default_kernel=6.12

# column N TABLE NAME - of the line that begins with NAME
column()
{
	awk -v n="$1" -v name="$3" '$1 == name { print $n }' "$top/scripts/$2"
}

all_kernels()
{
	sed '/^#/d; s/[[:space:]].*//' "$top/scripts/kernels"
}

kernel_root()
{
	[ -n "$(column 2 kernels "$1")" ] ||
		die "no kernel '$1'; there are: $(all_kernels | xargs)"
	column 2 kernels "$1"
}

# kernel_release KERNEL - as uname -r prints it
kernel_release()
{
	(cd "$build/roots/$(kernel_root "$1")/lib/modules" && echo *)
}

kernel_architecture()
{
	column 3 kernels "$1"
}

# chroot and mounts need root.
need_root()
{
	[ "$(id -u)" -eq 0 ] && return
	command -v sudo >/dev/null || die "run it as root, or install sudo"
	exec sudo -- "$0" "$@"
}
