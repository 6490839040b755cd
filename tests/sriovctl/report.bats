#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2154 # bats sets output, status and stderr

bats_require_minimum_version 1.5.0
load machine

setup()
{
	machine_new
	tree=$BATS_TEST_TMPDIR/unpacked
	cat >"$SRIOVCTL_LOG" <<-'END'
	<5>[    0.000000] Linux version 7.3.4
	<6>[    0.010000] Kernel command line: root=/dev/vda pci=realloc luks.key=secret
	<6>[    1.100000] pci 0000:01:00.0: VF BAR 0: assigned
	<6>[    1.200000] usb 1-1: new device
	<6>[    1.300000] igb 0001:0a:1f.7: (PCIe:2.5Gb/s:x1) 52:54:00:aa:bb:cc
	<6>[    1.400000] DMAR: IOMMU enabled
	<6>[    1.500000] ib0: 80:00:00:48:fe:80:00:00:00:00:00:00:02:c9:03:00:00:31:78:f2 vfio
	<6>[    1.600000] sriov_pf: serial number 00-16-31-ff-ff-00-16-31
	END
	touch -d @0 "$SRIOVCTL_LOG"
}

# reported [ARGUMENT...] - a report, unpacked by tar
reported()
{
	sriovctl report >"$BATS_TEST_TMPDIR/report.tar" 2>"$BATS_TEST_TMPDIR/said" || return
	rm -rf "$tree"
	mkdir "$tree"
	tar -xf "$BATS_TEST_TMPDIR/report.tar" -C "$tree" && tree=$tree/sriovctl-report
}

@test "report: is a tarball with each part" {
	two_pfs
	sriovctl persist 01:00.0 4 >/dev/null
	set_to "$sys/module/sriov_pf" version=0.1.0 srcversion=ABC parameters/managed_dma=N
	reported
	[ ! -s "$BATS_TEST_TMPDIR/said" ]
	[ "$(cd "$tree" && find . -type f | LC_ALL=C sort | tr '\n' ' ')" = "./capture ./explain ./list ./log ./modules-load ./parameters ./rules/0000:01:00.0 ./tree ./versions " ]
}

@test "report: has the output of the commands" {
	two_pfs
	reported
	[ "$(cat "$tree/list")" = "$(sriovctl list)" ]
	[ "$(cat "$tree/tree")" = "$(sriovctl tree)" ]
	[ "$(cat "$tree/explain")" = "$(sriovctl explain 01:00.0; sriovctl explain 02:00.0; echo sriovctl: status 1)" ]
}

@test "report: has versions and parameters" {
	pf_new pci0000:00/0000:01:00.0
	set_to "$sys/module/sriov_pf" version=0.1.0 srcversion=ABC parameters/managed_dma=N
	reported
	grep -Fqx "$(sriovctl --version | sed 's/ /: /')" "$tree/versions"
	grep -Fqx "kernel: $(uname -r)" "$tree/versions"
	grep -Fqx 'module: 0.1.0' "$tree/versions"
	[ "$(cat "$tree/parameters")" = 'managed_dma: N' ]
}

@test "report: works without the module, and says so" {
	function_new pci0000:00/0000:01:00.0 vendor=0x8086 device=0x10c9 class=0x020000
	rm -r "$sys/class/sriov_pf"
	reported
	grep -Fqx 'module: not loaded' "$tree/versions"
	grep -q 'the module sriov_pf is not loaded' "$tree/list"
}

@test "report: has the relevant lines of the log, and no secrets" {
	reported
	[ "$(cat "$tree/log")" = '<6>[    1.100000] pci 0000:01:00.0: VF BAR 0: assigned
<6>[    1.300000] igb 0001:0a:1f.7: (PCIe:2.5Gb/s:x1) 00:00:00:00:00:00
<6>[    1.400000] DMAR: IOMMU enabled
<6>[    1.500000] ib0: 00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00 vfio
<6>[    1.600000] sriov_pf: serial number 00-00-00-00-00-00-00-00' ]
	! grep -r -e secret -e 52:54 -e 00-16-31 "$tree"
}

@test "report: has only the PCI options of the kernel's command line" {
	reported
	for word in $(sed -n 's/^boot options: //p' "$tree/versions"); do
		[[ "$word" == pci=* || "$word" == pcie_* || "$word" == *iommu* ||
		   "$word" == vfio* || "$word" == sriov_pf.* ]]
	done
}

@test "report: says why it has no log" {
	export SRIOVCTL_LOG=$BATS_TEST_TMPDIR/none
	reported
	[ "$(cat "$tree/log")" = "cannot read the kernel's log: No such file or directory" ]
}

@test "report: refuses to write a tarball to a terminal" {
	run script -qec "$SRIOVCTL report" /dev/null
	[ "$status" -eq 2 ]
	[[ "$output" == *'sriovctl report >report.tar'* ]]
}

@test "report: refuses without root" {
	cp "$SRIOVCTL" "$BATS_TEST_TMPDIR"
	chmod -R a+rX "$BATS_RUN_TMPDIR"
	SRIOVCTL=$BATS_TEST_TMPDIR/sriovctl
	AS="$(command -v setpriv) --reuid 65534 --regid 65534 --clear-groups"
	run --separate-stderr sriovctl report
	[ -z "$output" ]
	fails 4 'run it as root'
}

@test "report: a full disk is an error" {
	run sh -c '"$SRIOVCTL" report >/dev/full'
	[ "$status" -eq 1 ]
	[[ "$output" == *'No space left on device'* ]]
}
