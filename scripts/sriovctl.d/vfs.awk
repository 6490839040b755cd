# SPDX-License-Identifier: GPL-2.0
#
# From lines, with tabs between,
#	INDEX ADDRESS DRIVER IOMMU-GROUP IN-USE
# (INDEX alone: the VF does not exist) to the lines of a table (-v format=table)
# or to JSON (-v format=json) of where each VF is or would be. Of the PF it
# wants -v pf=ADDRESS, num_vfs=, offset=, stride= (both empty if unknown), and
# bars="NUMBER,ADDRESS,SIZE,VFS ..." as sysfs has them: VFS, which may be empty, is
# how many VFs there is room for.
#
# An awk's numbers are good for 53 bits, and its %x for 31 or more: so addresses
# are kept in two halves, and written in quarters. Products of a size, which is
# a power of two, and an index are exact whatever they are.

BEGIN {
	FS = "\t"
	two16 = 65536
	two32 = two16 * two16
	count = split(bars, bar, " ")
	for (i = 1; i <= count; i++) {
		split(bar[i], part, ",")
		number[i] = part[1]
		digits = substr(part[2], 3)
		long[i] = length(digits) > 8
		high[i] = long[i] ? hex(substr(digits, 1, length(digits) - 8)) : 0
		low[i] = hex(long[i] ? substr(digits, length(digits) - 7) : digits)
		size[i] = part[3]
		room[i] = part[4]
	}
	split(pf, part, /[:.]/)
	domain = part[1]
	rid = hex(part[2]) * 256 + hex(part[3]) * 8 + part[4]
	if (format == "json")
		printf "{\n  \"pf\": %s,\n  \"num_vfs\": %s,\n  \"vfs\": [", \
			string(pf), (num_vfs == "" ? "null" : num_vfs)
	else
		heading()
}

{ place = $2 == "" ? place_of($1) : $2 }

format == "json" {
	printf "%s\n    {\"index\": %d, \"address\": %s, \"exists\": %s, \"driver\": %s, \"iommu_group\": %s, \"in_use\": %s, \"bars\": [", \
		(NR > 1 ? "," : ""), $1, string(place), ($2 == "" ? "false" : "true"), \
		string($3), string($4), ($5 == "yes" ? "true" : "false")
	for (i = 1; i <= count; i++)
		printf "%s\n      {\"bar\": %d, \"address\": %s, \"size\": %s}", \
			(i > 1 ? "," : ""), number[i], string(bar_of(i, $1)), size[i]
	printf "]}"
	next
}

{
	line = $1 "\t" either(place, "none") "\t" either($3, "-") "\t" either($4, "-") "\t" either($5, "-")
	for (i = 1; i <= count; i++)
		line = line "\t" either(bar_of(i, $1), fits(i, $1) ? "unassigned" : "no room")
	print line
}

END {
	if (format == "json")
		printf "%s]\n}\n", NR ? "\n  " : ""
}

function either(text, otherwise) { return text == "" ? otherwise : text }

function heading(   i, line) {
	line = "VF\tADDRESS\tDRIVER\tIOMMU GROUP\tIN USE"
	for (i = 1; i <= count; i++)
		line = line "\tBAR " number[i]
	print line
}

function hex(text,   i, value) {
	for (i = 1; i <= length(text); i++)
		value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
	return value + 0
}

# The routing ID that the PF's registers predict (9.2.1.2), as an address; none
# past the last there is.
function place_of(n,   id) {
	id = rid + offset + n * stride
	if (offset == "" || stride == "" || id >= two16)
		return ""
	return sprintf("%s:%02x:%02x.%x", domain, int(id / 256), int(id / 8) % 32, id % 8)
}

function word(value) { return sprintf("%04x%04x", int(value / two16), value % two16) }

function fits(i, n) { return room[i] == "" || n < room[i] + 0 }

# VF N's share of a BAR; none if the BAR has no address, or no room for it.
function bar_of(i, n,   add, below) {
	if (!high[i] && !low[i] || !fits(i, n))
		return ""
	add = n * size[i]
	below = low[i] + add % two32
	if (!long[i])
		return "0x" word(below % two32)
	return "0x" word((high[i] + int(add / two32) + int(below / two32)) % two32) \
		word(below % two32)
}

function string(text) {
	if (text == "")
		return "null"
	gsub(/[\\"]/, "\\\\&", text)
	return "\"" text "\""
}
