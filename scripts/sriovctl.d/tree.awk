# SPDX-License-Identifier: GPL-2.0
#
# From lines, sorted, with tabs between
#	PATH bridge FIRST-BUS LAST-BUS
#	PATH pf DRIVER NUM-VFS TOTAL-VFS NAME
#	PATH vf DRIVER INDEX
# where PATH says below what each stands, a drawing (-v format=text, with
# -v lines="BRANCH LAST-BRANCH STEM") or JSON (-v format=json).

BEGIN { FS = "\t" }

{
	count = NR
	depth[NR] = split($1, part, "/")
	address[NR] = part[depth[NR]]
	kind[NR] = $2
	for (i = 3; i <= 6; i++)
		fact[NR, i] = $i
}

END {
	find_last()
	if (format == "json")
		print_json()
	else
		draw()
}

# Whether nothing else follows below the same parent, from the end backwards.
function find_last(   row, d, seen) {
	for (row = count; row > 0; row--) {
		d = depth[row]
		is_last[row] = !(d in seen)
		seen[d]
		for (d++; d in seen; d++)
			delete seen[d]
	}
}

function label(row,   text) {
	if (kind[row] == "bridge") {
		if (fact[row, 3] == "")
			return ""
		return sprintf(" buses %02x to %02x", fact[row, 3], fact[row, 4])
	}
	text = fact[row, 3] == "" ? "no driver" : fact[row, 3]
	if (kind[row] == "vf")
		return " VF " fact[row, 4] ", " text
	text = " PF, " fact[row, 4] "/" fact[row, 5] " VFs, " text
	return fact[row, 6] == "" ? text : text ", " fact[row, 6]
}

function draw(   row, d, line, look) {
	split(lines, look, " ")
	for (row = 1; row <= count; row++) {
		line = ""
		for (d = 2; d < depth[row]; d++)
			line = line (ended[d] ? "   " : look[3] "  ")
		if (depth[row] > 1)
			line = line look[is_last[row] ? 2 : 1] " "
		ended[depth[row]] = is_last[row]
		print line address[row] label(row)
	}
}

function string(text) {
	if (text == "")
		return "null"
	gsub(/[\\"]/, "\\\\&", text)
	return "\"" text "\""
}

function number(text) { return text == "" ? "null" : text + 0 }

function item(row,   text) {
	text = "{\"address\": " string(address[row]) ", \"kind\": \"" kind[row] "\""
	if (kind[row] == "bridge")
		return text ", \"first_bus\": " number(fact[row, 3]) \
			", \"last_bus\": " number(fact[row, 4])
	text = text ", \"driver\": " string(fact[row, 3])
	if (kind[row] == "vf")
		return text ", \"index\": " number(fact[row, 4])
	return text ", \"num_vfs\": " number(fact[row, 4]) ", \"total_vfs\": " \
		number(fact[row, 5]) ", \"name\": " string(fact[row, 6])
}

function indent(d,   text) {
	while (d-- > 0)
		text = text "  "
	return text
}

# Every item stays open for its children until one no deeper follows.
function print_json(   row, d, following) {
	printf "{\n  \"roots\": ["
	for (row = 1; row <= count; row++) {
		printf "\n%s%s, \"children\": [", indent(depth[row] + 1), item(row)
		following = row < count ? depth[row + 1] : 0
		if (following > depth[row])
			continue
		printf "]}"
		for (d = depth[row] - 1; d > 0 && d >= following; d--)
			printf "\n%s]}", indent(d + 1)
		if (following)
			printf ","
	}
	printf "%s]\n}\n", count ? "\n  " : ""
}
