# SPDX-License-Identifier: GPL-2.0
#
# awk -f compare.awk OURS THEIRS - compare what decode prints of a dump with what
# lspci.awk makes of the output of lspci, function by function
#
# A difference is allowed where lspci reads more than the specification defines. Such
# lines are counted in "apart" (docs/lspci.md lists the cases), and decode must announce
# each of them. Any other difference is printed.

# The end of the register that each line of lspci is about
BEGIN {
	split("capabilities 8 control 10 status 12 initial_vfs 14 " \
	      "total_vfs 16 num_vfs 18 function_dependency_link 19 " \
	      "vf_offset 22 vf_stride 24 vf_device_id 28 " \
	      "supported_page_sizes 32 system_page_size 36 " \
	      "vf_migration_state_array 64", word, " ")
	for (n = 1; n in word; n += 2)
		end[word[n]] = word[n + 1]
	for (n = 0; n < 6; n++)
		end["vf_bar" n] = 40 + 4 * n
}

/^function / { at = $2; strayed = 0 }

FILENAME == ARGV[1] {
	if ($1 == "refused")
		refused[at] = at in refused ? refused[at] : $2
	else if ($1 == "cut")
		cut[at] = $2
	else if ($1 == "ends")
		ends[at] = 1
	else if ($1 == "chain")
		chain[at, $2] = 1
	else if ($1 == "function")
		functions++
	else {
		# lspci has one name for both kinds of Virtual Channel.
		if ($1 == "ecap" && $3 == "0x0009")
			$3 = "0x0002"
		ours[at, $0] = $0
		$1 == "ecap" ? ecaps++ : fields++
	}
	next
}

$1 == "function" { theirs++; next }

(at, $0) in ours { delete ours[at, $0]; next }

# lspci follows a pointer below 0x100, and the pointers after it.
$1 == "ecap" && length($2) == 5 && $2 < "0x100" { strayed = (at, "low") in chain }

{
	if (strayed || is_apart(at, $1) ||
	    ($0 ~ /\?<chain looped>/ && (at, "loops") in chain))
		apart++
	else
		differ(at, $0, "lspci alone")
}

# Allowed are: a register past the end of a truncated capability (a VF BAR may take
# two); any register of a capability that configuration space truncates, because
# lspci shows none; and VF BARs from the first bad one on, because lspci pairs slots
# even by type bits that are not valid.
function is_apart(where, file,   reg) {
	reg = file
	sub(/\/.*/, "", reg)
	if (reg !~ /^vf_bar/)
		return where in cut && (where in ends || end[reg] > cut[where])
	return (where in cut && (where in ends || end[reg] + 4 > cut[where])) ||
	       (where in refused && reg >= refused[where])
}

function differ(where, what, who) {
	if (++differences <= 10)
		print "    " where ": " what ": " who
}

END {
	for (key in ours) {
		split(key, part, SUBSEP)
		split(part[2], word, " ")
		if (is_apart(part[1], word[1]))
			apart++
		else
			differ(part[1], part[2], "we alone")
	}
	if (theirs != functions)
		differ("all", functions + 0 " functions", "lspci has " theirs + 0)
	printf "%d functions, %d capabilities, %d SR-IOV values, %d set apart, %d differ\n",
		functions, ecaps, fields, apart, differences
	exit differences > 0 || !functions
}
