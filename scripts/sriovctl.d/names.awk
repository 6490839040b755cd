# SPDX-License-Identifier: GPL-2.0
#
# From pci.ids, for each key of -v wanted="8086:10c9 C02:00 ...", a line
# "KEY NAME". A device that is not in the list is called after its vendor.

BEGIN {
	count = split(wanted, keys, " ")
	for (i = 1; i <= count; i++) {
		if (keys[i] in want)
			continue
		want[keys[i]]
		split(keys[i], part, ":")
		wanted_of[part[1]] = wanted_of[part[1]] " " part[2]
	}
}

# A vendor or, after a "C ", a class.
/^[0-9a-fC]/ {
	leave()
	owner = $1 == "C" ? "C" $2 : $1
	here = owner in wanted_of
	if (here) {
		owner_name = $0
		sub(/^(C )?[0-9a-f]+ +/, "", owner_name)
	}
	next
}

here && /^\t[0-9a-f]/ && (owner ":" $1) in want {
	text = $0
	sub(/^\t[0-9a-f]+ +/, "", text)
	key = owner ":" $1
	print key " " (owner ~ /^C/ ? text : owner_name " " text)
	found[key]
}

END { leave() }

function leave(   list, n, i) {
	if (!here)
		return
	n = split(wanted_of[owner], list, " ")
	for (i = 1; i <= n; i++)
		if (!((owner ":" list[i]) in found))
			print owner ":" list[i] " " owner_name \
				(owner ~ /^C/ ? "" : " Device " list[i])
	here = 0
}
