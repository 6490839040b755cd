# SPDX-License-Identifier: GPL-2.0
# Sourced by "all" and some tests: reports that a debug kernel makes only on request.
# shellcheck shell=sh
# shellcheck disable=SC2154 # lib.sh, sourced before, sets kmemleak

# Memory is lost when two scans find no pointer to it. A scan ignores what is younger
# than five seconds.
scan()
{
	sleep 6
	echo scan >$kmemleak && echo scan >$kmemleak
}

# forget_leaks - do not report what the kernel lost until now, at boot for example
forget_leaks()
{
	scan && echo clear >$kmemleak
}

leaks()
{
	scan || echo 'kmemleak has given up'
	head -n 40 $kmemleak
}

# losing COMMAND... - run a command that makes the kernel lose memory: up to 6.12 at
# least it loses a VF whose header it cannot read, and the buses that the VF holds.
# kmemleak reports what was lost before, and nothing of this.
losing()
{
	! is_debug_kernel || is 'no memory is lost until here' "$(leaks)" ''
	"$@"
	! is_debug_kernel || forget_leaks
}

# lockdep stops after its first report, and when its tables are full.
lockdep_watches()
{
	grep -q 'debug_locks: *1' /proc/lockdep_stats
}
