# SPDX-License-Identifier: GPL-2.0
# Sourced by every script that prints results of tests, on the host and in the
# virtual machine. The format is KTAP (Documentation/dev-tools/ktap.rst).
#
#	plan N			so many results will follow; if it is known
#	pass NAME		one result
#	fail NAME [WHY]		one result
#	skip NAME WHY		one result
#	result NAME COMMAND...	one result: COMMAND succeeds and prints nothing
#	subtest NAME COMMAND...	one result: COMMAND prints results, and all are good
#	done_testing		last of all; without it the script has failed
#
# shellcheck shell=sh

# ktap_begin - for a function that prints results as if it was a script
#
# The numbers of results and of failures are in a file, so that a subshell can count too.
ktap_begin()
{
	ktap_count=$(mktemp)
	ktap_plan=
}

ktap_begin

# ktap_header - once
ktap_header()
{
	[ ! -s "$ktap_count" ] || return 0
	echo 'KTAP version 1'
	echo '0 0' >"$ktap_count"
}

# ktap_next - set $ktap_number for the next result
ktap_next()
{
	ktap_header
	read -r ktap_number ktap_failed <"$ktap_count"
	ktap_number=$((ktap_number + 1))
	echo "$ktap_number $ktap_failed" >"$ktap_count"
}

# ktap_bad - the last result is a failure
ktap_bad()
{
	read -r ktap_number ktap_failed <"$ktap_count"
	echo "$ktap_number $((ktap_failed + 1))" >"$ktap_count"
}

plan()
{
	ktap_header
	ktap_plan=$1
	echo "1..$ktap_plan"
}

pass()
{
	ktap_next
	echo "ok $ktap_number $1"
}

fail()
{
	ktap_next
	printf '%s' "not ok $ktap_number $1${2:+ # $2}" | tr '\n' ' '
	echo
	ktap_bad
}

skip()
{
	ktap_next
	echo "ok $ktap_number $1 # SKIP $2"
}

# comment <TEXT - as diagnostic lines
comment()
{
	sed 's/^/# /'
}

result()
{
	ktap_name=$1
	shift
	ktap_said=$("$@" 2>&1) && [ -z "$ktap_said" ] && {
		pass "$ktap_name"
		return
	}
	[ -z "$ktap_said" ] || printf '%s\n' "$ktap_said" | head -n 40 | comment
	fail "$ktap_name"
}

# subtest [-l LOG] NAME COMMAND... - LOG is named if it fails
#
# What COMMAND prints may be KTAP or TAP. Here it becomes KTAP, two columns to the
# right, with its plan first.
subtest()
{
	ktap_log=
	if [ "$1" = -l ]; then
		ktap_log=$2
		shift 2
	fi
	ktap_next
	ktap_name=$1
	shift
	{
		"$@" && ktap_status=0 || ktap_status=$?
		echo "exit status: $ktap_status"
	} | ktap_indent || ktap_bad
}

# mawk reads a pipe in blocks unless it is told not to.
ktap_awk()
{
	case $(awk -W version 2>/dev/null </dev/null) in
	mawk*)	awk -W interactive "$@" ;;
	*)	awk "$@" ;;
	esac
}

ktap_indent()
{
	NUMBER=$ktap_number NAME=$ktap_name LOG=$ktap_log ktap_awk '
	function emit(line) {
		if (streams) {
			print "  " line
			fflush()
		} else {
			kept[++lines] = line
		}
	}
	function head(count) {
		print "  KTAP version 1"
		print "  # Subtest: " ENVIRON["NAME"]
		print "  1.." count
		fflush()
	}
	/^K?TAP version / { is_ktap = /^K/; next }
	/^1\.\.[0-9]+/ {
		planned += substr($0, 4)
		plans++
		if (is_ktap && !lines && !streams) {
			head(planned)
			streams = 1
		}
		next
	}
	/^exit status: [0-9]+$/ { status = $3; next }
	/^(not )?ok( |$)/ {
		good = /^ok/
		sub(/^(not )?ok *[0-9]* *(- )?/, "")
		sub(/# *[Ss][Kk][Ii][Pp]/, "# SKIP")
		failed += !good
		emit((good ? "ok " : "not ok ") (++count) " " $0)
		next
	}
	{ emit(/^[ #]/ ? $0 : "# " $0) }
	END {
		if (!streams) {
			head(count + 0)
			streams = 1
			for (i = 1; i <= lines; i++)
				emit(kept[i])
		}
		if (!plans)
			why = "no plan, so it did not run to its end"
		else if (count + 0 != planned)
			why = count + 0 " of " planned " results"
		else if (!count)
			why = "no test ran"
		else if (status != 0 && !failed)
			why = "exit status " status
		bad = failed || why != ""
		if (bad && ENVIRON["LOG"] != "")
			print "# log: " ENVIRON["LOG"]
		print (bad ? "not ok " : "ok ") ENVIRON["NUMBER"] " " ENVIRON["NAME"] \
			(why != "" ? " # " why : "")
		exit bad
	}'
}

# done_testing - print the plan if it was not printed; fails if a result is bad or none
# was printed
done_testing()
{
	ktap_header
	read -r ktap_number ktap_failed <"$ktap_count"
	rm -f "$ktap_count"
	[ -n "$ktap_plan" ] || echo "1..$ktap_number"
	[ "$ktap_failed" = 0 ] && [ "$ktap_number" != 0 ] &&
		[ "$ktap_number" = "${ktap_plan:-$ktap_number}" ]
}

# summary <KTAP - pass it on, list what failed, and count
#
# Only results without results of their own are counted, and those whose own results
# do not show why they failed. Fails if any failed, or if none passed. For each result of
# the top level, a line is added to the file TESTED, if that is set: COMMIT, the name, how
# many passed, failed and were skipped.
summary()
{
	ktap_awk '
	function forget(depth) {
		for (i = top; i > 0 && level[i] > depth; i--)
			;
		return i
	}
	{ print; fflush() }
	/^ *# log: / {
		log_at = index($0, "#") - 1
		log_path = substr($0, log_at + 8)
		next
	}
	/^ *(not )?ok / {
		match($0, /^ */)
		depth = RLENGTH
		good = $1 == "ok"
		text = $0
		sub(/^ *(not )?ok *[0-9]* */, "", text)
		first = forget(depth) + 1
		name = text
		sub(/ # .*/, "", name)
		for (i = first; i <= top; i++) {
			level[i] = depth
			path[i] = name ": " path[i]
			if (log_path != "" && log_at == depth && log_of[i] == "")
				log_of[i] = log_path
		}
		leaf = !(depth + 2 in inside) || !inside[depth + 2]
		delete inside[depth + 2]
		inside[depth]++
		if (!good && first > top) {
			level[++top] = depth
			path[top] = text
			log_of[top] = log_at == depth ? log_path : ""
			failed++
		} else if (leaf && text ~ /# SKIP/) {
			skipped++
		} else if (leaf && good) {
			passed++
		}
		log_path = ""
		if (!depth && ENVIRON["TESTED"] != "") {
			print ENVIRON["COMMIT"], name, passed - p, failed - f, skipped - s \
				>>ENVIRON["TESTED"]
			p = passed
			f = failed
			s = skipped
		}
	}
	END {
		for (i = 1; i <= top; i++) {
			print "# failed: " path[i]
			if (log_of[i] != "")
				print "#         log: " log_of[i]
		}
		printf "%d passed, %d failed%s\n", passed, failed,
			skipped ? ", " skipped " skipped" : ""
		exit failed || !passed
	}'
}
