# SPDX-License-Identifier: GPL-2.0
# Sourced, after lib.sh, by the tests that have a VF open through vfio.
# shellcheck shell=sh disable=SC2154 # lib.sh has pci

# open_vf VF - vfio-pci has it, and the process $holder has it open until let_go
open_vf()
{
	give "$1" vfio-pci
	# What an earlier test left there would be taken for the answer.
	rm -f /tmp/hold /tmp/held
	mkfifo /tmp/hold
	vfio_hold /dev/vfio/"$(basename "$(readlink $pci/devices/"$1"/iommu_group)")" "$1" \
		</tmp/hold >/tmp/held 2>&1 &
	holder=$!
	exec 3>/tmp/hold
	within 20 [ -s /tmp/held ]
}

# hold VF - open it; one result: it is open
hold()
{
	open_vf "$1"
	is "$1 is open" "$(cut -c1-6 /tmp/held)" 'held 0'
}

let_go()
{
	exec 3>&-
	wait $holder
}
