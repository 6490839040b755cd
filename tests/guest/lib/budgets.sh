# SPDX-License-Identifier: GPL-2.0
# Sourced where what files cost is compared with tests/guest/cost/budgets.
# shellcheck shell=sh disable=SC2154 # lib.sh, sourced before, sets class, pci and igb

budgets=/guest/cost/budgets
release=$(uname -r)

# budget NAME COLUMN - of the line NAME; nothing if there is none
budget()
{
	awk -v name="$1" -v column="$2" '$1 == name { print $column }' $budgets
}

# column_of BEGIN - where the instructions for a kernel are whose release begins so; nothing
# if they are nowhere
column_of()
{
	awk -v begin="$1" '
	$1 == "kernel" {
		for (i = 3; i <= NF && !found; i++)
			if (index($i " ", begin) == 1)
				print found = i
	}' $budgets
}

# kernel_costs - a line "NAME COST" for the kernel's own files, which other costs are
# compared with if the kernel is not the one of a budget
kernel_costs()
{
	echo "sriov_totalvfs $(read_cost $pci/devices/$igb/sriov_totalvfs)"
	echo "config:2 $(read_cost $pci/devices/$igb/config 0x174 2)"
	echo "config:64 $(read_cost $pci/devices/$igb/config 0x160 64)"
}

# load_cost - of the module's init function, for the two PFs of QEMU
load_cost()
{
	rmmod sriov_pf
	for _ in 1 2 3; do
		init_took
		rmmod sriov_pf
	done | sort -n | sed -n '1s/$/000/p'
	load
}

# measure_budgets - a line "NAME COST" for each budget, in the order of cost/budgets
measure_budgets()
{
	echo "load $(load_cost)"
	kernel_costs
	claim $igb
	cost_of_files $igb | tee /tmp/alone
	vfs_image /tmp/image 256
	sim_new budget buses=2 </tmp/image && sim_live budget
	claim "$(sim_pf budget)"
	cost_of_files "$(sim_pf budget)" >/tmp/own_without
	set_vfs $class/"$(sim_pf budget)"/num_vfs 256
	cost_of_files $igb >/tmp/beside
	cost_of_files "$(sim_pf budget)" >/tmp/own
	set_vfs $class/"$(sim_pf budget)"/num_vfs 0
	sim_gone budget
	release $igb
	growing_of /tmp/own | sed 's/^/256_VFs:/'
}
