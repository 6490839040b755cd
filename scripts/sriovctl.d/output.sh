# SPDX-License-Identifier: GPL-2.0
# How things look to people.
# shellcheck shell=sh disable=SC2154 # what another part or get has set

bold='' red='' yellow='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR-}" ] && [ "${TERM-dumb}" != dumb ]; then
	escape=$(printf '\033')
	bold="${escape}[1m" red="${escape}[31m" yellow="${escape}[33m" plain="${escape}[m"
fi

# table - lines of cells with tabs between them, the first line the heading,
# with the cells of each column below each other
table()
{
	awk -F '\t' -v bold="$bold" -v plain="$plain" '
	{
		for (i = 1; i <= NF; i++) {
			cell[NR, i] = $i
			if (length($i) > width[i])
				width[i] = length($i)
		}
		cells[NR] = NF
	}
	END {
		for (row = 1; row <= NR; row++) {
			line = ""
			for (i = 1; i < cells[row]; i++)
				line = line sprintf("%-" width[i] + 2 "s", cell[row, i])
			line = line cell[row, i]
			print row == 1 ? bold line plain : line
		}
	}'
}

# size BYTES - in $size, in the largest unit that leaves a whole number, as
# lspci does
size()
{
	size=$1
	for unit in '' K M G T P E; do
		if [ $((size % 1024)) -ne 0 ] || [ "$size" -lt 1024 ]; then
			break
		fi
		size=$((size / 1024))
	done
	size=$size$unit
}

# vfs COUNT - in $vfs, with its word
vfs()
{
	vfs="$1 VFs"
	[ "$1" -ne 1 ] || vfs='1 VF'
}

# coloured STATE - $colour for the state of a check
coloured()
{
	case $1 in
	blocked)		colour=$red ;;
	warning|unknown)	colour=$yellow ;;
	*)			colour= ;;
	esac
}
