# SPDX-License-Identifier: GPL-2.0
#
# awk -v top=DIR -v files="FILE..." -f report.awk exceptions LCOV - print TAP
#
# One test for each FILE (below DIR): all its lines are covered, and all its branches
# but the exceptions. One test for each exception: no test takes the branch.

function trim(text)
{
	gsub(/^[ \t]+|[ \t]+$/, "", text)
	return text
}

function miss(what)
{
	missed[file] = missed[file] "#     " file ":" line ": " what ": " source[line] "\n"
}

FILENAME == ARGV[1] {
	if (/^#/ || !NF)
		next
	text = $0
	if (!match(text, / -- ./)) {
		print "not ok - exceptions: no reason is given: " text
		failed++
		next
	}
	except[substr(text, 1, RSTART - 1)] = 1
	next
}

/^SF:/ {
	file = substr($0, length("SF:" top "/") + 1)
	delete source
	for (i = 1; (getline text < substr($0, 4)) > 0; i++)
		source[i] = trim(text)
	close(substr($0, 4))
}

# DA:line,count
/^DA:/ {
	split(substr($0, 4), field, ",")
	line = field[1]
	lines[file]++
	if (!field[2])
		miss("line")
}

# BRDA:line,block,branch,count: the true branch has an even number.
/^BRDA:/ {
	split(substr($0, 6), field, ",")
	line = field[1]
	outcome = field[3] % 2 ? "false" : "true"
	branches[file]++
	if (field[4] > 0)
		next
	key = file " " outcome " " source[line]
	if (key in except)
		used[key] = 1
	else
		miss("branch " outcome)
}

END {
	count = split(files, list, " ")
	for (i = 1; i <= count; i++) {
		file = list[i]
		good = lines[file] && !missed[file]
		printf "%s", missed[file]
		printf "%s - %s: its %d lines and %d branches, but for the exceptions\n",
			good ? "ok" : "not ok", file, lines[file], branches[file]
	}
	for (key in except) {
		print (used[key] ? "ok" : "not ok") " - is not taken: " key
		count++
	}
	print "1.." count + failed
}
