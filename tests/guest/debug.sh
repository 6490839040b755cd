# SPDX-License-Identifier: GPL-2.0
# Sourced by "all" and some tests: what the debug kernel says only when it is asked. Other
# kernels are not asked.
# shellcheck shell=sh
# shellcheck disable=SC2154 # lib.sh, sourced before, sets kmemleak

# Memory is lost when two scans find nothing that points to it. What is younger
# than five seconds they pass over.
scan()
{
	sleep 6
	echo scan >$kmemleak && echo scan >$kmemleak
}

# forget_leaks - what the kernel loses while it boots is not our doing
forget_leaks()
{
	scan && echo clear >$kmemleak
}

leaks()
{
	scan || echo 'kmemleak has given up'
	head -n 40 $kmemleak
}

# losing COMMAND... - run what makes the kernel, up to 6.12 at least, lose a VF whose
# header it cannot read, and the buses that the VF holds: kmemleak is asked before
# that, and forgets it after
losing()
{
	! is_debug_kernel || is 'no memory is lost until here' "$(leaks)" ''
	"$@"
	! is_debug_kernel || forget_leaks
}

# A first report, or too many locks for its tables, and lockdep looks no more.
lockdep_watches()
{
	grep -q 'debug_locks: *1' /proc/lockdep_stats
}
