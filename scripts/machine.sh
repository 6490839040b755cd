# SPDX-License-Identifier: GPL-2.0
# Sourced by vm and system: the options of QEMU for the virtual machines that they boot.
# shellcheck shell=sh disable=SC2034 # used where this is sourced

# Linux suspends no port if the firmware is older than 2015, as that of QEMU is.
x86_machine='qemu-system-x86_64 -machine q35 -accel tcg,thread=single
	-device intel-iommu -smbios type=0,date=11/24/2026'

# With this the ports are hotplug ports of PCI Express, without it of ACPI.
pciehp='-global ICH9-LPC.acpi-pci-hotplug-with-bridge-support=off'

# machine_of EMULATOR - the machine, and what lets a program in it end it with a status:
# isa-debug-exit, or semihosting
machine_of()
{
	case $1 in
	*-x86_64)	echo "$x86_machine -device isa-debug-exit,iobase=0xf4,iosize=0x04" ;;
	*-aarch64)	echo "$1 -machine virt,accel=tcg,iommu=smmuv3,gic-version=3 -cpu cortex-a76
				-semihosting-config enable=on,userspace=on" ;;
	# With an interrupt controller that takes MSI, which igb needs for VFs. The firmware
	# would write to semihosting's console.
	*-riscv64)	echo "$1 -machine virt,aia=aplic-imsic -accel tcg -cpu rv64,smaia=true,ssaia=true
				-chardev null,id=firmware
				-semihosting-config enable=on,userspace=on,chardev=firmware" ;;
	esac
}

plain='-nodefaults -no-user-config -display none'

# Each PF is behind a root port of its own, on bus 1 or 2, if no other device comes
# before.
pfs='-device pcie-root-port,id=rp1,slot=1,pref64-reserve=8G
	-netdev user,id=net,restrict=on -device igb,id=igb,bus=rp1,netdev=net
	-device pcie-root-port,id=rp2,slot=2
	-device nvme-subsys,id=ss0
	-device nvme,bus=rp2,serial=sriov,subsys=ss0,sriov_max_vfs=127,sriov_vq_flexible=254,sriov_vi_flexible=127,max_ioqpairs=256,msix_qsize=200'
