# SPDX-License-Identifier: GPL-2.0
# Sourced by programs that measure in instructions, with QEMU's options "-icount
# shift=0,sleep=off": a nanosecond is then an instruction. scripts/bench makes tables and
# plots of what they print.
# shellcheck shell=sh disable=SC2154 # lib.sh, sourced before, sets class

# row WHAT COSTS [BESIDE COSTS [LIMIT]] - a line of the table: WHAT against BESIDE, which
# it may cost LIMIT hundredths of
row()
{
	printf 'row\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "${3-}" "${4-}" "${5-}"
}

# point SERIES X Y - of a plot
point()
{
	printf 'point\t%s\t%s\t%s\n' "$1" "$2" "$3"
}

# part N OF - N/OF with two decimals
part()
{
	printf '%d.%02d' $(($1 / $2)) $(($1 % $2 * 100 / $2))
}

# read_cost FILE [OFFSET BYTES] - of pread(2) alone
read_cost()
{
	# shellcheck disable=SC2046 # two numbers
	set -- $(file_cost "${2-0}" "${3-4096}" "$1")
	echo "$1"
}

# write_cost FILE TEXT - whether it is refused or not
write_cost()
{
	file_cost -w "$2" "$1"
}

# change_cost FILE TEXT - of all that runs while TEXT is written; fails if it is refused
change_cost()
{
	file_cost -b "$2" "$1"
}

# files_of PF - the names of its files
files_of()
{
	(cd "$class/$1/" && find . -type f | sed 's,^\./,,' | sort)
}

# cost_of_files PF [PREFIX] - a line "NAME COST" for each of its files. NAME begins with
# PREFIX. "num_vfs:write" is a write that is refused, after all that is needed for a
# change has been gathered: VFs are enabled, or it is more than TotalVFs. It comes first,
# so that last_error always has the same text. Its inode is there before, for each failure
# tells those who poll it, which costs more once somebody has opened it.
cost_of_files()
{
	cat "$class/$1/last_error" >/dev/null
	echo "${2-}num_vfs:write $(write_cost "$class/$1/num_vfs" 65535)"
	files_of "$1" >/tmp/names
	# shellcheck disable=SC2046 # names without spaces
	(cd "$class/$1" && file_cost 0 4096 $(cat /tmp/names)) | cut -d' ' -f1 |
		paste -d' ' /tmp/names - | sed "s,^,${2-},"
}

tracing=/sys/kernel/tracing

trace_init()
{
	mount -t tracefs tracefs $tracing
	echo 0 >$tracing/tracing_on
	echo 500000 >$tracing/buffer_size_kb
	echo nohash-ptr >$tracing/trace_options
}

# traced "EVENT..." COMMAND... - print the trace of these events while the command runs,
# and one second more, for some memory is freed after a grace period
traced()
{
	echo >$tracing/trace
	for event in $1; do
		echo "$event" >>$tracing/set_event
	done
	shift
	echo 1 >$tracing/tracing_on
	"$@" >/dev/null
	sleep 1
	echo 0 >$tracing/tracing_on
	echo >$tracing/set_event
	grep -qx 'overrun: 0' $tracing/per_cpu/cpu0/stats
	cat $tracing/trace
}

# kept COMMAND... - the bytes kept; those of sysfs's nodes, and of their names, which are
# allocated by the same function of the kernel; how many nodes there are; and how many
# allocations our module itself made, kept or not
kept()
{
	traced 'kmem:kmalloc kmem:kmem_cache_alloc kmem:kfree kmem:kmem_cache_free' "$@" | awk '
	function field(name) {
		match($0, " " name "=[^ ]*")
		return substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 2)
	}
	/: (kmalloc|kmem_cache_alloc): / {
		at = field("ptr")
		size[at] = field("bytes_alloc")
		node[at] = /: kmem_cache_alloc: call_site=__kernfs_new_node/
		name[at] = /: kmalloc: call_site=__kernfs_new_node/
		ours += /call_site=[^ ]* \[sriov_pf\]/
	}
	/: (kfree|kmem_cache_free): / { delete size[field("ptr")] }
	END {
		for (at in size) {
			sum += size[at]
			if (node[at]) {
				nodes += size[at]
				count++
			}
			if (name[at])
				names += size[at]
		}
		print sum, nodes + 0, names + 0, count + 0, ours + 0
	}'
}

# init_took - the microseconds of our module's init function, which makes the
# objects of all PFs: loading the module takes far longer, and varies by more
init_took()
{
	traced 'initcall:initcall_start initcall:initcall_finish' load | awk '
	/ initcall_(start|finish): / {
		for (i = 2; i <= NF; i++)
			if ($i ~ /^initcall_/)
				at[$i] = $(i - 1)
	}
	END { printf "%d\n", (at["initcall_finish:"] - at["initcall_start:"]) * 1000000 }'
}

# row_of_worst WITH FILE WITHOUT FILE LIMIT - a row for the name whose cost grows most from
# the second file to the first; both have lines "NAME COST" in the same order
row_of_worst()
{
	worst=$(paste -d' ' "$2" "$4" | awk '
		$1 != $3 { exit 1 }
		$2 / $4 >= most { most = $2 / $4; line = $1 " " $2 " " $4 }
		END { print line }')
	with=$1
	without=$3
	limit=$5
	# shellcheck disable=SC2086 # three words
	set -- $worst
	row "any file, with $with: the most for \`$1\`" "$2" "$without" "$3" "$limit"
}

# vfs_image FILE VFS - igb with so many VFs, from the next routing ID on
vfs_image()
{
	igb_image "$1"
	image_put "$1" 0x16c "$(le16 "$2")" "$(le16 "$2")"
	image_put "$1" 0x174 01000100
}

# These look at the PF's VFs, or for functions where VFs are to be.
growing='checks/bus_numbers checks/vfs_in_use max_num_vfs num_vfs:write verdicts'

# growing_of FILE, not_growing_of FILE - of lines "NAME COST", those that may grow with the
# PF's own VFs, and those that must not. The text of num_vfs gets longer.
growing_of()
{
	grep -E "^($(echo $growing | tr ' ' '|')) " "$1"
}

not_growing_of()
{
	grep -vE "^($(echo num_vfs $growing | tr ' ' '|')) " "$1"
}
