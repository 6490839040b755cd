# SPDX-License-Identifier: GPL-2.0
# sriovctl metrics: Prometheus' text format, for node_exporter's textfile
# collector. A PF that sleeps is not woken for it: of such a one, what must be
# read from the device is left out.
# shellcheck shell=sh disable=SC2154 # what another part or get has set

# family NAME HELP - all are gauges
family()
{
	family=$1
	printf '# HELP %s %s\n# TYPE %s gauge\n' "$1" "$2" "$1"
}

# sample VALUE [NAME TEXT]... - of this PF; none if VALUE is empty
sample()
{
	[ -n "$1" ] || return 0
	labels="pf=\"$pf\""
	value=$1
	shift
	while [ $# -gt 0 ]; do
		quote "$2"
		labels="$labels,$1=\"$quoted\""
		shift 2
	done
	printf '%s{%s} %s\n' "$family" "$labels" "$value"
}

asleep()
{
	get power "$dev/power_state" && [ "$power" = D3cold ]
}

# of_each FUNCTION [WORD...] - one family
of_each()
{
	for one in $pfs; do
		paths_of "$one"
		"$@"
	done
}

sample_info()
{
	facts_of "$pf"
	name_device
	sample 1 vendor "$vendor" device "$device" name "$name" driver "$driver"
}

sample_file()
{
	get value "$dir/$1"
	sample "$value"
}

sample_live_file()
{
	asleep || sample_file "$1"
}

sample_answers()
{
	asleep && return
	answers=0
	! get value "$dir/vf_offset" || answers=1
	sample $answers
}

sample_check()
{
	case $2 in
	ok)		sample 0 check "$1" ;;
	warning)	sample 1 check "$1" ;;
	blocked)	sample 2 check "$1" ;;
	esac
}

sample_checks()
{
	asleep || each_check sample_check
}

sample_failed()
{
	get value "$dir/last_error" || return 0
	failed=1
	[ "$value" != none ] || failed=0
	sample $failed
}

sample_in_use()
{
	index=0 users=0
	while follow place "$dev/virtfn$index"; do
		follow vf_driver "$pci/devices/$place/driver"
		! in_use "$vf_driver" || users=$((users + 1))
		index=$((index + 1))
	done
	sample $users
}

sample_bars()
{
	for bar in "$dir"/vf_bar*; do
		! get value "$bar/$1" || sample "$value" bar "${bar##*/vf_bar}"
	done
}

sample_kept()
{
	! kept_for "$pf" || sample "$kept"
}

print_families()
{
	family sriov_pf_info 'What the PF is and who drives it; always 1.'
	of_each sample_info
	family sriov_pf_initial_vfs 'InitialVFs of the SR-IOV capability.'
	of_each sample_file initial_vfs
	family sriov_pf_total_vfs 'TotalVFs of the SR-IOV capability.'
	of_each sample_file total_vfs
	family sriov_pf_max_num_vfs 'How many VFs could be enabled now.'
	of_each sample_live_file max_num_vfs
	family sriov_pf_num_vfs 'VFs that are enabled, by the count of the kernel.'
	of_each sample_file num_vfs
	family sriov_pf_vf_enable 'VF Enable in the device; 0 while num_vfs is not means that a reset cleared it.'
	of_each sample_live_file control/vf_enable
	family sriov_pf_persistent_vfs 'VFs that the PF is to have at boot, by sriovctl persist.'
	of_each sample_kept
	family sriov_pf_vfs_in_use 'VFs that a program in userspace has open through vfio.'
	of_each sample_in_use
	family sriov_pf_answers '1 if the registers of the PF can be read.'
	of_each sample_answers
	family sriov_pf_check_status 'What may stand in the way of VFs: 0 ok, 1 warning, 2 blocked.'
	of_each sample_checks
	family sriov_pf_last_change_failed '1 if the last change of the number of VFs failed.'
	of_each sample_failed
	family sriov_pf_vf_bar_size_bytes 'Bytes of a BAR of one VF.'
	of_each sample_bars size
	family sriov_pf_vf_bar_aperture_bytes 'Bytes that the window above the PF holds for the BARs of all VFs; 0 if there was no room.'
	of_each sample_bars aperture
	family sriov_pf_vf_bar_max_vfs 'How many VFs that window has room for at the present size of the BAR.'
	of_each sample_bars max_vfs
}

cmd_metrics()
{
	printf '# HELP sriov_pf_module_loaded 1 if the module sriov_pf is loaded.\n'
	printf '# TYPE sriov_pf_module_loaded gauge\n'
	printf 'sriov_pf_module_loaded %d\n' "$([ -d "$class" ] && echo 1 || echo 0)"
	need_module
	all_pfs
	# shellcheck disable=SC2086 # a list
	learn_names $pfs
	print_families
}
