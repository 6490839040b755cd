#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

# Prometheus' exposition format, as its documentation has it: HELP and TYPE once
# and before the samples, samples of a family together, no series twice, label
# values escaped, a number at the end.
well_formed()
{
	awk '
	function bad(why) { print "line " NR ": " why ": " $0; failed = 1 }
	/^# HELP [a-z_]+ .+$/ { if ($3 in help) bad("second HELP"); help[$3]; next }
	/^# TYPE [a-z_]+ gauge$/ { if (!($3 in help) || $3 in type) bad("TYPE"); type[$3]; last = $3; next }
	{
		name = $0
		sub(/[{ ].*/, "", name)
		if (name != last)
			bad("not with its family")
		series = $0
		if (!sub(/ [0-9]+$/, "", series))
			bad("no number")
		if (series in seen)
			bad("twice")
		seen[series]
		if (series !~ /^[a-z_]+(\{[a-z]+="([^"\\]|\\["\\n])*"(,[a-z]+="([^"\\]|\\["\\n])*")*\})?$/)
			bad("labels")
		samples++
	}
	END { if (!samples) bad("empty"); exit failed }'
}

# has LINE - it is in the output
has()
{
	grep -qxF -- "$1" <<<"$output"
}

@test "metrics: the output is well formed and complete" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:01:00.0" num_vfs=1 control/vf_enable=1 'last_error=ENOMEM: no'
	vf_new 0000:01:00.0 0 0000:01:10.0 vfio-pci
	set_to "$pci/devices/0000:01:10.0" enable=1
	sriovctl persist 01 4
	run --separate-stderr sriovctl metrics
	[ "$status" -eq 0 ] && [ -z "$stderr" ]
	well_formed <<<"$output"
	has 'sriov_pf_module_loaded 1'
	has 'sriov_pf_info{pf="0000:01:00.0",vendor="0x8086",device="0x10c9",name="Intel \"Corporation\" 82576 Gigabit Network Connection",driver="igb"} 1'
	has 'sriov_pf_num_vfs{pf="0000:01:00.0"} 1'
	has 'sriov_pf_vf_enable{pf="0000:01:00.0"} 1'
	has 'sriov_pf_vfs_in_use{pf="0000:01:00.0"} 1'
	has 'sriov_pf_persistent_vfs{pf="0000:01:00.0"} 4'
	has 'sriov_pf_last_change_failed{pf="0000:01:00.0"} 1'
	has 'sriov_pf_last_change_failed{pf="0000:02:00.0"} 0'
	has 'sriov_pf_check_status{pf="0000:02:00.0",check="driver"} 2'
	has 'sriov_pf_check_status{pf="0000:02:00.0",check="state"} 0'
	has 'sriov_pf_vf_bar_aperture_bytes{pf="0000:02:00.0",bar="0"} 131072'
	has 'sriov_pf_vf_bar_max_vfs{pf="0000:02:00.0",bar="0"} 8'
	has 'sriov_pf_answers{pf="0000:02:00.0"} 1'
}

@test "metrics: reads the file verdicts instead of checks/, if there is one" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:02:00.0" 'verdicts=vf_bars=ok state=blocked novel=strange ari=warning'
	run --separate-stderr sriovctl metrics
	well_formed <<<"$output"
	[ "$(grep 'check_status{pf="0000:02' <<<"$output")" = 'sriov_pf_check_status{pf="0000:02:00.0",check="vf_bars"} 0
sriov_pf_check_status{pf="0000:02:00.0",check="state"} 2
sriov_pf_check_status{pf="0000:02:00.0",check="ari"} 1' ]
}

@test "metrics: reads the file uevent instead of others, if it has our keys" {
	two_pfs
	pf=$sys/class/sriov_pf/0000:02:00.0
	keys_are 0000:02:00.0 PCI_ID=8086:10C9 SRIOV_PF_DRIVER= SRIOV_NUM_VFS=0 \
		SRIOV_LAST_ERRNO=EBUSY SRIOV_INITIAL_VFS=6 SRIOV_TOTAL_VFS=7 SRIOV_NOVEL=1 \
		SRIOV_VF_BAR0=4096/512/8
	rm "$pf"/{initial_vfs,total_vfs,num_vfs,last_error} "$pf"/vf_bar0/*
	run --separate-stderr sriovctl metrics
	well_formed <<<"$output"
	has 'sriov_pf_info{pf="0000:02:00.0",vendor="0x8086",device="0x10c9",name="Intel \"Corporation\" 82576 Gigabit Network Connection",driver=""} 1'
	has 'sriov_pf_initial_vfs{pf="0000:02:00.0"} 6'
	has 'sriov_pf_total_vfs{pf="0000:02:00.0"} 7'
	has 'sriov_pf_num_vfs{pf="0000:02:00.0"} 0'
	has 'sriov_pf_last_change_failed{pf="0000:02:00.0"} 1'
	has 'sriov_pf_vf_bar_aperture_bytes{pf="0000:02:00.0",bar="0"} 4096'
	has 'sriov_pf_vf_bar_size_bytes{pf="0000:02:00.0",bar="0"} 512'
	has 'sriov_pf_vf_bar_max_vfs{pf="0000:02:00.0",bar="0"} 8'
	[[ "$output" != *'{pf="0000:02:00.0",bar="3"'* ]]
}

@test "metrics: reads from other files what uevent lacks" {
	two_pfs
	keys_are 0000:02:00.0 PCI_ID=86:1 SRIOV_ SRIOV_VF_BAR SRIOV_VF_BAR= SRIOV_VF_BAR9=1 \
		SRIOV_VF_BAR0=131072 SRIOV_VF_BAR01=5/5/5 SRIOV_VF_BAR3=0//1/2 SRIOV_TOTAL_VFS= =
	run --separate-stderr sriovctl metrics
	well_formed <<<"$output"
	has 'sriov_pf_total_vfs{pf="0000:02:00.0"} 127'
	has 'sriov_pf_vf_bar_size_bytes{pf="0000:02:00.0",bar="0"} 16384'
	has 'sriov_pf_vf_bar_max_vfs{pf="0000:02:00.0",bar="0"} 8'
	[[ "$output" == *'pf="0000:02:00.0",vendor="0x1b36"'* ]]
}

@test "metrics: knows from uevent that a PF sleeps" {
	two_pfs
	keys_are 0000:02:00.0 SRIOV_PF_POWER_STATE=D3cold SRIOV_NUM_VFS=0
	run --separate-stderr sriovctl metrics
	[[ "$output" == *'sriov_pf_answers{pf="0000:01:00.0"} 1'* ]]
	[[ "$output" != *'sriov_pf_answers{pf="0000:02:00.0"}'* ]]
}

@test "metrics: takes the first of two IDs in uevent" {
	two_pfs
	keys_are 0000:02:00.0 SRIOV_NUM_VFS=0 PCI_ID=8086:10C9 PCI_ID=1234:5678 PCI_ID=1234:5678
	run --separate-stderr sriovctl metrics
	[ "$status" -eq 0 ] && [ -z "$stderr" ]
	[[ "$output" == *'pf="0000:02:00.0",vendor="0x8086",device="0x10c9"'* ]]
}

@test "metrics: takes the verdicts as they are if only the driver is missing" {
	two_pfs
	set_to "$sys/class/sriov_pf/0000:02:00.0" 'verdicts=driver=blocked' max_num_vfs=9
	run --separate-stderr sriovctl metrics
	has 'sriov_pf_max_num_vfs{pf="0000:02:00.0"} 0'
}

@test "metrics: does not wake a PF that sleeps" {
	two_pfs
	set_to "$pci/devices/0000:01:00.0" power_state=D3cold
	run --separate-stderr sriovctl metrics
	well_formed <<<"$output"
	has 'sriov_pf_num_vfs{pf="0000:01:00.0"} 0'
	for live in answers vf_enable check_status max_num_vfs; do
		[[ "$output" != *"sriov_pf_$live{pf=\"0000:01:00.0\""* ]]
		[[ "$output" == *"sriov_pf_$live{pf=\"0000:02:00.0\""* ]]
	done
}

@test "metrics: a PF that does not answer" {
	pf_new pci0000:00/0000:01:00.0 vf_offset= control/vf_enable=
	run --separate-stderr sriovctl metrics
	well_formed <<<"$output"
	has 'sriov_pf_answers{pf="0000:01:00.0"} 0'
}

@test "metrics: without checks/, max_num_vfs and last_error" {
	pf_new pci0000:00/0000:01:00.0 max_num_vfs= last_error=
	rm -r "$sys/class/sriov_pf/0000:01:00.0/checks"
	run --separate-stderr sriovctl metrics
	[ "$status" -eq 0 ]
	well_formed <<<"$output"
	[[ "$output" != *'sriov_pf_check_status{'* ]]
}

@test "metrics: a name that must be escaped" {
	pf_new pci0000:00/0000:01:00.0
	printf 'pci:v00008086*\n ID_VENDOR_FROM_DATABASE=A \\ B "C"\n ID_MODEL_FROM_DATABASE=\001D\n' |
		names_are
	run --separate-stderr sriovctl metrics
	well_formed <<<"$output"
	has 'sriov_pf_info{pf="0000:01:00.0",vendor="0x8086",device="0x10c9",name="A \\ B \"C\"  D",driver=""} 1'
}

@test "metrics: the documented alerts have a delay, and use metrics that exist" {
	two_pfs
	sriovctl persist 01 4
	run --separate-stderr sriovctl metrics
	local rules=$BATS_TEST_TMPDIR/rules
	sed -n '/^    groups:/,/^$/p' "$BATS_TEST_DIRNAME/../../docs/monitoring.md" >"$rules"
	[ "$(grep -c -- '- alert: ' "$rules")" -ge 5 ]
	[ "$(grep -c -- '- alert: ' "$rules")" -eq "$(grep -cE '^            for: [0-9]+m$' "$rules")" ]
	for name in $(grep -o 'sriov_pf_[a-z_]*' "$rules" | sort -u); do
		echo "$name"
		grep -q "^# TYPE $name gauge" <<<"$output"
	done
}
