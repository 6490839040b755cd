# SPDX-License-Identifier: GPL-2.0
#
# awk -f accesses.awk WINDOWS TRACE - hold QEMU's trace of configuration space
# against the windows that tests/guest/accesses promised.

FILENAME == ARGV[1] {
	if ($1 != "window")
		next
	pf[++windows] = $2
	promised[windows] = $3
	oftenest[windows] = $4
	what[windows] = $0
	sub(/^window [^ ]* [^ ]* [^ ]* /, "", what[windows])
	next
}

/ 00:00.0 @0xe0 / { now++; inside = 1; delete seen; next }
/ 00:00.0 @0xe1 / { inside = 0; next }

inside && $3 == pf[now] {
	reads[now]++
	if (++seen[$4] > oftenest[now])
		again[now] = $4
}

END {
	if (!windows || now != windows)
		print "not ok - " now + 0 " windows in the trace, " windows + 0 " promised"
	for (n = 1; n <= windows; n++) {
		name = what[n] " reads the device " promised[n] " times"
		if (reads[n] + 0 != promised[n])
			print "not ok - " name ": it was " reads[n] + 0
		else if (n in again)
			print "not ok - " name ": " again[n] " too often"
		else
			print "ok - " name
	}
}
