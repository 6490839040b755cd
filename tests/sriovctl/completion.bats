#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# What "sriovctl complete" offers, and that bash, zsh and fish offer it.
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

completion=$BATS_TEST_DIRNAME/../../scripts/completion

# offers WORDS WORD... - these are offered in the place of the last WORD
offers()
{
	local wanted=$1
	shift
	run --separate-stderr sriovctl complete -- "$@"
	echo "$*: $output $stderr"
	[ "$status" -eq 0 ] && [ -z "$stderr" ] && words_are "$wanted"
}

# words_are WORDS - the first word of each line of the output, without what it means
words_are()
{
	[ "$(cut -f 1 <<<"$output" | tr '\n' ' ')" = "$1 " ]
}

# as_a_program - for shells: sriovctl in PATH is the one that is tried
as_a_program()
{
	mkdir "$BATS_TEST_TMPDIR/bin"
	ln -s "$SRIOVCTL" "$BATS_TEST_TMPDIR/bin/sriovctl"
	export PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

# in_bash LINE WORDS - what bash offers at the end of LINE
in_bash()
{
	local COMP_LINE=$1 COMP_POINT=${#1} COMPREPLY=() COMP_WORDBREAKS=$' \t\n:='
	# shellcheck source=scripts/completion/sriovctl
	. "$completion/sriovctl"
	_sriovctl
	echo "bash: '$1': '${COMPREPLY[*]}', not '$2'"
	[ "${COMPREPLY[*]}" = "$2" ]
}

# in_fish LINE WORDS
in_fish()
{
	# shellcheck disable=SC2016 # fish expands it
	run --separate-stderr env HOME="$BATS_TEST_TMPDIR" fish --no-config -c \
		'source $argv[1]; complete -C $argv[2]' "$completion/sriovctl.fish" "$1"
	echo "fish: '$1': '$output', not '$2' $stderr"
	words_are "$2"
}

# in_zsh KEYS LINE - after these keys it is the line, in a zsh with a terminal
in_zsh()
{
	run --separate-stderr zsh -f "$BATS_TEST_DIRNAME/complete.zsh" "$completion" "$1"
	echo "zsh: '$1': '$output', not '$2' $stderr"
	[ "$output" = "$2" ]
}

@test "completion: offers the commands that help lists" {
	local commands
	commands=$(sriovctl help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p' | tr '\n' ' ')
	[ "$(wc -w <<<"$commands")" -ge 14 ]
	offers "${commands% }" ''
	offers "${commands% }" --json ''
	offers "${commands% }" help ''
	offers '' nonsense ''
	run --separate-stderr sriovctl complete -- ''
	[ "${lines[1]}" = $'show\t'"$(sriovctl help show | sed -n '2s/^  //p')" ]
}

@test "completion: offers the options that a command takes" {
	local command word other
	offers '--json --help --version' -
	for command in $(sriovctl help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'); do
		run --separate-stderr sriovctl complete -- "$command" -
		other=$output
		for word in --json --force --all --claim --from --driver --id --anonymous \
			--output --noheadings --raw --serial --vf-driver --retry --wait; do
			run --separate-stderr sriovctl "$command" $word 01 x x x x
			if grep -qx -e $word <<<"$other"; then
				[[ "$stderr" != *"has no option '$word'"* ]]
			else
				[[ "$stderr" == *"has no option '$word'"* ]]
			fi
		done
	done
	offers ':files' list --from ''
}

@test "completion: offers each PF once, with its name" {
	two_pfs
	offers '0000:01:00.0 0000:02:00.0' show ''
	[[ "$output" == *$'0000:01:00.0\tIntel "Corporation" 82576'* ]]
	offers '' list ''
	offers '' show 0000:01:00.0 ''
	offers '0000:02:00.0' claim --force 0000:01:00.0 ''
	sriovctl persist 01 4
	offers 0000:01:00.0 forget ''
	offers '' release ''
	offers '0000:01:00.0 0000:02:00.0' show --from "$BATS_TEST_DIRNAME/../corpus/dumps/qemu.lspci" ''
	set_to "$pci/devices/0000:02:00.0" driver_override=sriov-pf
	rm -r "$sys/class/sriov_pf"
	offers 0000:02:00.0 release ''
}

@test "completion: offers numbers and values" {
	two_pfs
	offers '0 127' vfs 0000:02:00.0 ''
	offers '0000:01:00.0 0 127' set 0000:02:00.0 ''
	offers '0000:01:00.0 0 127' persist --claim 0000:02:00.0 ''
	offers '' vfs nonsense ''
	offers igb set --driver ''
	offers 'igb sriov-pf' persist --vf-driver ''
	offers '' list -o ''
	offers '8086:10c9 1b36:0010' set --all --id ''
}

@test "completion: bash, which splits words at colons" {
	two_pfs
	as_a_program
	in_bash 'sriovctl s' 'show set'
	in_bash 'sriovctl --v' '--version'
	in_bash 'sriovctl show ' '0000:01:00.0 0000:02:00.0'
	in_bash 'sriovctl show 0000:01' '01:00.0'
	in_bash 'sriovctl set 0000:02:00.0 1' 127
	in_bash "sriovctl list --from $completion/_" "$completion/_sriovctl"
}

@test "completion: fish" {
	two_pfs
	as_a_program
	in_fish 'sriovctl s' 'set show'
	in_fish 'sriovctl show 0000:01' '0000:01:00.0'
	in_fish 'sriovctl set 0000:02:00.0 1' 127
	in_fish "sriovctl list --from $completion/_" "$completion/_sriovctl"
}

@test "completion: zsh" {
	two_pfs
	as_a_program
	in_zsh $'sriovctl pers\t' 'sriovctl persist '
	in_zsh $'sriovctl show 0000:01\t' 'sriovctl show 0000:01:00.0 '
	in_zsh $'sriovctl set 0000:02:00.0 1\t' 'sriovctl set 0000:02:00.0 127 '
	in_zsh "sriovctl list --from $completion/_"$'\t' "sriovctl list --from $completion/_sriovctl "
}
