# SPDX-License-Identifier: GPL-2.0
# Sourced by system and others, after lib.sh, machine.sh and ktap.sh: a disk with Debian and
# the packages, and the machine that boots it.
#
#	$root	the tree that is copied
#	$out	where the disk and the consoles are
#	$unit	the unit of systemd that the machine runs, on the disk
#	$limit	how many seconds a boot may take
#	$append	for the kernel's command line
#	$more	more options for QEMU
# shellcheck shell=sh disable=SC2154 # set where this is sourced

tree=$out/tree

in_root()
{
	"$top/scripts/root" "$root" "$@"
}

# The image of a card, for the simulator
make_image()
{
	# shellcheck disable=SC2016 # expanded inside
	"$top/scripts/root" tools sh -euc 'make -s -C "$1/tests/sim" OUT="$2"
		"$2/dump2image" 01:00.0 <"$1/tests/corpus/dumps/qemu.lspci" >"$2/igb.image"' \
		sh "$top" "$out"
}

# copy_tests DIRECTORY - make it
copy_tests()
{
	mkdir "$1"
	cp -r "$top/tests/guest" "$top/tests/modules" "$top/tests/sim" "$top/tests/system" \
		"$top/tests/others" "$top/docs" "$1"
	cp "$top/tests/lib/ktap.sh" "$1/guest/lib"
}

# The tree itself stays unchanged: a copy of it boots.
make_disk()
{
	in_root true
	rm -rf "$tree" "$out/disk"
	cp -a --reflink=auto "$build/roots/$root" "$tree"
	copy_tests "$tree/opt/tests"
	make_image
	cp "$out/igb.image" "$tree/opt/tests"
	ln -s opt/tests/guest "$tree/guest"
	cp "$build/deb/"*.deb "$tree/opt"
	mkdir "$tree/opt/next"
	cp "$build/next/"*.deb "$tree/opt/next"
	in_root "$top/tests/system/install" "$tree" "$unit"
	truncate -s 6G "$out/disk"
	in_root mke2fs -q -t ext4 -d "$tree" "$out/disk"
	rm -rf "$tree"
}

# A boot loader would read them from the disk.
take_kernel()
{
	release=$(cd "$build/roots/$root/lib/modules" && echo *)
	for file in vmlinuz initrd.img; do
		in_root debugfs -R "dump /boot/$file-$release $out/$file" "$out/disk" 2>/dev/null
	done
}

# QEMU ends at a reset, as it does at a panic; "booted" starts it again. no_timer_check: on a
# busy host the kernel does not see its first ticks in time.
qemu()
{
	take_kernel
	# shellcheck disable=SC2086,SC2154 # several words each, of machine.sh
	"$top/scripts/root" tools timeout --foreground -k 10 "$limit" \
		$x86_machine $pciehp $plain $pfs -m 2G -no-reboot \
		-drive if=none,id=disk,file="$out/disk",format=raw,cache=unsafe \
		-device virtio-blk-pci,drive=disk $more \
		-kernel "$out/vmlinuz" -initrd "$out/initrd.img" \
		-append "root=/dev/vda rw console=ttyS0 log_buf_len=16M panic=-1 panic_on_warn=1 no_timer_check $append" \
		"$@"
}

# boot NUMBER LAST-WORDS - print the results; fails if the
# machine did not end as it was to, with these words of the kernel on the console
boot()
{
	qemu -serial file:"$out/console.$1" -chardev stdio,id=output,signal=off \
		-serial chardev:output </dev/null
	tail -n 5 "$out/console.$1" | grep -q "reboot: $2"
}

# booted NUMBER LAST-WORDS NAME - one result
booted()
{
	say "$3"
	subtest -l "${out#"$top/"}/console.$1" "$3" boot "$1" "$2"
}
