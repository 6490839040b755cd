# SPDX-License-Identifier: GPL-2.0
# Sourced by every script here: where things are, and how they speak.
# shellcheck shell=sh

set -eu

# A script is in scripts/ or in a directory of it.
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

# The kernels we claim. Each is built and booted with what one suite of
# Debian's holds, and with that suite's own compiler; arm64 is trixie's too.
# Beside them are "debug" and "debug-inside", of scripts/debug-kernel.
x86_kernels='6.1 6.12 7'
kernels="$x86_kernels arm64"
default_kernel=6.12

kernel_suite()
{
	case $1 in
	6.1)	echo bookworm ;;
	6.12)	echo trixie ;;
	7)	echo trixie-backports ;;
	arm64)	echo trixie-arm64 ;;
	debug*)	echo "$1" ;;
	*)	die "no kernel '$1'; there are: $kernels debug debug-inside" ;;
	esac
}

# Most of what is done here needs root, for chroot and mounts.
need_root()
{
	[ "$(id -u)" -eq 0 ] && return
	command -v sudo >/dev/null || die "run it as root, or install sudo"
	exec sudo -- "$0" "$@"
}
