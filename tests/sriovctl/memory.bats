#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# sriovctl without memory, without a place for its output, and watched by valgrind.
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

# Those that change nothing the second time
commands=(
	'list' 'list --json' 'list -r' 'list -n -o ADDRESS,MAX' 'show 01' 'show --json 01' 'vfs 01' 'vfs --json 01' 'vfs 01 8' 'vfs -r 01'
	'explain 01 8' 'explain --json 01 9' 'tree' 'tree --json' 'metrics' 'capture'
	'set 01 2' 'persist 01 2' 'help' 'help show' 'complete -- show 0'
)

from=(
	'list' 'list --json' 'show 01' 'show --json 01' 'explain 01 9'
)

# a_machine - with VFs and with a file that capture has written
a_machine()
{
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=2
	vf_new 0000:01:00.0 0 0000:01:10.0 vfio-pci 7
	vf_new 0000:01:00.0 1 0000:01:10.2 igbvf
	"$DUMP2IMAGE" 01:00.0 <"$BATS_TEST_DIRNAME/../corpus/dumps/qemu.lspci" \
		>"$pci/devices/0000:01:00.0/config"
	sriovctl capture 01 2>/dev/null >"$BATS_TEST_TMPDIR/capture"
	grep -q '^00: 86 80' "$BATS_TEST_TMPDIR/capture"
}

# each FUNCTION - of all commands
each()
{
	local words
	for words in "${commands[@]}"; do
		# shellcheck disable=SC2086 # several words
		"$1" $words
	done
	for words in "${from[@]}"; do
		# shellcheck disable=SC2086 # several words
		"$1" --from "$BATS_TEST_TMPDIR/capture" $words
	done
}

# without_memory WORD... - as often as it allocates, one allocation fails, or all from it on
without_memory()
{
	local on
	for on in '' FAIL_MALLOC=on; do
		# shellcheck disable=SC2086 # none or one word
		run env LC_ALL=C LD_PRELOAD="$FAIL_MALLOC_SO" $on "$SRIOVCTL" "$@"
		echo "$* $on: $output"
		[ "$status" -eq 0 ] || wrong="$wrong, $*"
		[[ "${lines[-1]}" == *[1-9]*' allocations' ]]
	done
}

watched()
{
	run valgrind -q --error-exitcode=99 --leak-check=full \
		--show-leak-kinds=definite --errors-for-leak-kinds=definite "$SRIOVCTL" "$@"
	echo "$*: $status: $output"
	[ "$status" -ne 99 ] && [[ "$output" != *'=='[0-9]*'=='* ]]
}

into_full()
{
	run --separate-stderr bash -c '"$@" >/dev/full' bash "$SRIOVCTL" "$@"
	echo "$*: $status: $stderr"
	fails 1 'cannot write the output'
}

closed()
{
	run --separate-stderr bash -c '"$@" >&-' bash "$SRIOVCTL" "$@"
	echo "$*: $status: $stderr"
	fails 1 'cannot write the output'
}

# A pipe that nobody reads ends the command by SIGPIPE, unless it is ignored.
into_closed_pipe()
{
	run --separate-stderr bash -c 'exec 9> >(exec true); wait $!; "$@" >&9' bash "$SRIOVCTL" "$@"
	echo "$*: $status: $stderr"
	[ "$status" -eq 141 ] && [ -z "$stderr" ]
	run --separate-stderr bash -c 'trap "" PIPE; exec 9> >(exec true); wait $!; "$@" >&9' \
		bash "$SRIOVCTL" "$@"
	echo "$*: $status: $stderr"
	fails 1 'cannot write the output: Broken pipe'
}

@test "memory: each allocation fails in turn" {
	local wrong=
	a_machine
	# libudev finds no name without memory, and does not say that this was the reason.
	printf 'usb:*\n ID_MODEL_FROM_DATABASE=none\n' | names_are
	each without_memory
	printf '<6>[    1.100000] pci 0000:01:00.0: VF BAR 0: assigned\n' >"$SRIOVCTL_LOG"
	without_memory report
	echo "wrong: $wrong"
	[ -z "$wrong" ]
}

@test "memory: valgrind finds nothing" {
	a_machine
	each watched
	watched claim --force 02
	watched release 02
	watched forget 01
	watched --nonsense
}

@test "output: a full device, a closed descriptor, a closed pipe" {
	a_machine
	each into_full
	each closed
	each into_closed_pipe
	into_full report
	closed report
	into_closed_pipe report
}
