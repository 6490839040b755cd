# SPDX-License-Identifier: GPL-2.0
#
# awk -f accesses.awk WINDOWS TRACE - compare QEMU's trace of configuration space
# with the windows that the program "accesses" promised, and print TAP.

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
	print "1.." windows + 1
	print (windows && now == windows ? "ok" : "not ok") " - the trace has " now + 0 \
		" windows, " windows + 0 " were promised"
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
