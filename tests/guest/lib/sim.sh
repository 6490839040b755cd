# SPDX-License-Identifier: GPL-2.0
# Sourced by tests that simulate devices with sriov_sim: PCI hosts whose PFs are images of
# 4096 bytes.
# shellcheck shell=sh

sim_root=/sys/kernel/config/sriov_sim
sim_counts=/sys/kernel/debug/sriov_sim
dumps=/guest/dumps

# The machine's pages, and what a VF BAR has for one VF: 16 KiB, as the simulator is set up,
# but no less than a page that the sound image supports. Of 16 KiB it supports none.
page=$(stat -f -c %s /sys)
share=16384
[ "$page" -le 8192 ] || share=65536
share_kib=$((share / 1024))

sim_load()
{
	modprobe configfs
	insmod /sriov_sim.ko "$@"
	grep -q "^[^ ]* /sys/kernel/config " /proc/mounts ||
		mount -t configfs configfs /sys/kernel/config
}

# sim_unload - remove every host, then unload the module
sim_unload()
{
	for sim_host in "$sim_root"/*/; do
		[ ! -d "$sim_host" ] || sim_gone "$(basename "$sim_host")"
	done
	rmmod sriov_sim
}

# sim_new NAME ATTRIBUTE=VALUE... <IMAGE - make a host that is not yet live; fails if
# the image or a value is refused
sim_new()
{
	sim_host=$sim_root/$1
	shift
	mkdir "$sim_host" || return
	cat >/tmp/sim_image
	cat /tmp/sim_image >"$sim_host/image"
	# A write of a wrong image does not fail: the image is just not stored.
	# (By a pipe: some cmp compare sizes first, and configfs knows none.)
	dd if="$sim_host/image" bs=4096 status=none | cmp -s /tmp/sim_image - || return
	for pair in "$@"; do
		printf '%s\n' "${pair#*=}" >"$sim_host/${pair%%=*}" || return
	done
}

# sim_live NAME - add its devices
sim_live()
{
	echo 1 >"$sim_root/$1/live"
}

# sim_without_vfs NAME - where removal with VFs deadlocks, disable those of its PFs
sim_without_vfs()
{
	[ "$(cat "$sim_root/$1/live" 2>/dev/null)" = 1 ] || return 0
	# shellcheck disable=SC2154 # lib.sh, sourced before, sets class
	for sim_each in "$class/$(sim_domain "$1"):"*; do
		without_vfs "${sim_each##*/}"
	done
}

# sim_dead NAME - remove its devices, keep the host
sim_dead()
{
	sim_without_vfs "$1"
	echo 0 >"$sim_root/$1/live"
}

# sim_gone NAME - remove the host
sim_gone()
{
	sim_without_vfs "$1"
	rmdir "$sim_root/$1"
}

# sim_domain NAME - the domain in the addresses of its devices
sim_domain()
{
	cat "$sim_root/$1/domain"
}

# keeps_bus_numbers - the kernel keeps the bus numbers of the host, as on x86; else it
# assigns them anew, and gives each PF the buses that its VFs need
keeps_bus_numbers()
{
	is_x86
}

# sim_pf NAME [PORT [FUNCTION]] - the address of a PF; ports count from 0. The
# kernel may have numbered the buses anew. Root-complex integrated endpoints are where
# ports are otherwise.
sim_pf()
{
	sim_domain=$(sim_domain "$1")
	sim_port=$(printf '%s:00:%02x' "$sim_domain" "${2-0}")
	sim_bus=/sys/bus/pci/devices/$sim_port.0/secondary_bus_number
	if [ -e "$sim_bus" ]; then
		printf '%s:%02x:00.%x\n' "$sim_domain" "$(cat "$sim_bus")" "${3-0}"
	else
		printf '%s.%x\n' "$sim_port" "${3-0}"
	fi
}

# sim_vf PF OFFSET STRIDE N - the address that VF N (from 0) of PF must have
sim_vf()
{
	id=${1#*:}
	function=${id#*:}
	id=$(((0x${id%%:*} << 8 | 0x${function%.*} << 3 | ${function#*.}) + $2 + $3 * $4))
	printf '%s:%02x:%02x.%x\n' "${1%%:*}" $((id >> 8)) $((id >> 3 & 31)) $((id & 7))
}

# sim_buses VFS OFFSET STRIDE - how many bus numbers the VFs of a PF need, at most 255
sim_buses()
{
	set -- $((1 + ($2 + $3 * ($1 - 1)) / 256))
	echo $(($1 < 255 ? $1 : 255))
}

# sim_accesses NAME ADDRESS [vfs] - reads and writes of a port or a PF, or of
# a PF's VFs
sim_accesses()
{
	sed -n "s/^$2 ${3:+$3 }\([0-9]* [0-9]*\)$/\1/p" "$sim_counts/$1/accesses"
}

# sim_count_anew NAME - set these counts to 0
sim_count_anew()
{
	echo 0 >"$sim_counts/$1/accesses"
}

# image_of FILE [ADDRESS] - the image of a function in one of the dumps
image_of()
{
	dump2image "${2-}" <"$dumps/$1"
}

# igb_image FILE - the image of QEMU's igb with No_Soft_Reset: without it 6.12
# takes a PF that nobody enabled to wake from D3 when it is reset, writes its VF
# BARs, and warns that there are VFs
igb_image()
{
	image_of qemu.lspci 01:00.0 >"$1"
	image_put "$1" 0x44 08
}

# le16 NUMBER, le32 NUMBER - in the order of memory
le16()
{
	printf '%02x%02x' $(($1 & 255)) $(($1 >> 8))
}

le32()
{
	printf '%s%s' "$(le16 $(($1 & 65535)))" "$(le16 $(($1 >> 16)))"
}

# image_put IMAGE OFFSET HEX... - put bytes, in the order of memory, into an
# image file: image_put FILE 0x16e 58 02
image_put()
{
	put_into=$1
	put_at=$2
	shift 2
	echo "$*" | sed 's/ //g; s/../\\x&/g' >/tmp/sim_bytes
	# shellcheck disable=SC2059 # escapes are what it is made of
	printf "$(cat /tmp/sim_bytes)" |
		dd of="$put_into" bs=1 seek=$((put_at)) conv=notrunc status=none
}
