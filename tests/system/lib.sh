# SPDX-License-Identifier: GPL-2.0
# Sourced by every test here, after the lib.sh of tests/guest.
# shellcheck shell=sh disable=SC2034 # used where this is sourced

# igb's First VF Offset is 128 and its VF Stride 2; nvme's are 1 and 1.
igb_vf=0000:01:10.
nvme_vf=0000:02:00.

# files_of DOCUMENT FILE... - make files that the document shows: indented, below their
# path
files_of()
{
	document=/opt/tests/docs/$1
	shift
	for file; do
		awk -v file="$file" '
		/^    # \// || /^[^ ]/ { inside = 0 }
		inside { print substr($0, 5) }
		$0 == "    # " file { inside = 1 }' "$document" >"$file"
	done
}

# has NAME TEXT PATTERN - one result: a line of TEXT matches the extended regular
# expression
has()
{
	if printf '%s\n' "$2" | grep -Eq -- "$3"; then
		pass "$1"
	else
		fail "$1" "no '$3' in: $2"
	fi
}

# has_driver VF DRIVER
has_driver()
{
	[ "$(driver_of "$1")" = "$2" ]
}

# active UNIT
active()
{
	systemctl is-active "$1"
}

# loaded_version - of the module in the kernel
loaded_version()
{
	cat /sys/module/sriov_pf/version
}

# state_of_vfs - of both PFs: their drivers, and each VF with its driver
state_of_vfs()
{
	# shellcheck disable=SC2154 # lib.sh of tests/guest has them
	for path in $pci/devices/$igb $pci/devices/$nvme \
		$pci/devices/$igb/virtfn* $pci/devices/$nvme/virtfn*; do
		name=$(basename "$(readlink -f "$path")")
		echo "$name $(driver_of "$name")"
	done
}

# settings - what "sriovctl persist" and driverctl have written
settings()
{
	cat /etc/udev/rules.d/70-sriov-pf-* /etc/modules-load.d/sriov_pf.conf /etc/driverctl.d/*
}

# fetch - the metrics of the machine's node_exporter
fetch()
{
	curl -sS http://127.0.0.1:9100/metrics
}
