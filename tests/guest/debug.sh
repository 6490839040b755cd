# SPDX-License-Identifier: GPL-2.0
# Sourced by "all": what the debug kernel says only when it is asked. Other
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

# A first report, or too many locks for its tables, and lockdep looks no more.
lockdep_watches()
{
	grep -q 'debug_locks: *1' /proc/lockdep_stats
}
