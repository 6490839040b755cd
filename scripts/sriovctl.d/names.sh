# SPDX-License-Identifier: GPL-2.0
# Names of devices and classes, from pci.ids.
# shellcheck shell=sh disable=SC2154 # what another part or get has set

names=
newline='
'

pci_ids()
{
	for file in "${SRIOVCTL_PCI_IDS-}" /usr/share/misc/pci.ids /usr/share/hwdata/pci.ids; do
		if [ -r "$file" ]; then
			echo "$file"
			return
		fi
	done
	return 1
}

# learn_names PF... - the file is read once for all
learn_names()
{
	file=$(pci_ids) || return 0
	wanted=
	for one; do
		get vendor "$pci/devices/$one/vendor" &&
			get device "$pci/devices/$one/device" &&
			wanted="$wanted ${vendor#0x}:${device#0x}"
		get code "$pci/devices/$one/class" || continue
		code=${code#0x}
		code=${code%??}
		wanted="$wanted C${code%??}:${code#??}"
	done
	names=$newline$(awk -v wanted="$wanted" -f "$parts/names.awk" "$file")$newline
}

# name_of KEY - in $name: of a device VENDOR:DEVICE, or of a class CCC:SS; fails
# if it has none
name_of()
{
	name=
	case $names in
	*"$newline$1 "*)	;;
	*)			return 1 ;;
	esac
	name=${names#*"$newline$1 "}
	name=${name%%"$newline"*}
}

# name_device - of the PF that facts_of looked at, in $name, or nothing
name_device()
{
	name_of "${vendor#0x}:${device#0x}" || :
}
