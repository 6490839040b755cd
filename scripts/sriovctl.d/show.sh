# SPDX-License-Identifier: GPL-2.0
# sriovctl show: the order and the words are those of "lspci -vvv"; what lspci
# does not say stands at the end of a line or after its lines. A register that
# the capability is too short for, or that cannot be read, is "?".
# shellcheck shell=sh disable=SC2154 # what another part or get has set

# field FILE - its value, in $field, without 0x
field()
{
	get field "$dir/$1" || field='?'
	field=${field#0x}
}

# words TEXT FILE TEXT FILE... - a line
words()
{
	line=
	while [ $# -gt 0 ]; do
		field "$2"
		line=$line$1$field
		shift 2
	done
	printf '\t\t%s\n' "$line"
}

# flags HEAD NAME FILE... - "NAME+" or "NAME-" for each, as $line
flags()
{
	line="$1:	"
	shift
	while [ $# -gt 0 ]; do
		field "$2"
		case $field in
		1)	field=+ ;;
		0)	field=- ;;
		esac
		line="$line$1$field "
		shift 2
	done
	line=${line% }
}

show_registers()
{
	field capability_offset
	line="	Capabilities: [$field"
	field capability_version
	echo "$line v$field] Single Root I/O Virtualization (SR-IOV)"

	flags IOVCap Migration capabilities/vf_migration_capable \
		10BitTagReq capabilities/vf_10bit_tag_requester_supported
	field capabilities/vf_migration_interrupt_message_number
	line="$line IntMsgNum $field"
	field capabilities/ari_capable_hierarchy_preserved
	case $field in
	1)	line="$line ARIPreserved+" ;;
	0)	line="$line ARIPreserved-" ;;
	esac
	printf '\t\t%s\n' "$line"

	flags IOVCtl Enable control/vf_enable Migration control/vf_migration_enable \
		Interrupt control/vf_migration_interrupt_enable MSE control/vf_mse \
		ARIHierarchy control/ari_capable_hierarchy \
		10BitTagReq control/vf_10bit_tag_requester_enable
	printf '\t\t%s\n' "$line"
	flags IOVSta Migration status/vf_migration_status
	printf '\t\t%s\n' "$line"

	words 'Initial VFs: ' initial_vfs ', Total VFs: ' total_vfs \
		', Number of VFs: ' num_vfs \
		', Function Dependency Link: ' function_dependency_link
	words 'VF offset: ' vf_offset ', stride: ' vf_stride ', Device ID: ' vf_device_id
	show_page_sizes
	for bar in "$dir"/vf_bar*; do
		[ ! -d "$bar" ] || show_bar
	done
	words 'VF Migration: offset: ' vf_migration_state_array/offset \
		', BIR: ' vf_migration_state_array/bir
}

# page_sizes MASK - in $sizes: bit n stands for 2^(n+12) bytes
page_sizes()
{
	sizes=
	bit=0
	while [ $bit -lt 32 ]; do
		if [ $(($1 >> bit & 1)) -eq 1 ]; then
			size $((1 << (bit + 12)))
			sizes="$sizes $size"
		fi
		bit=$((bit + 1))
	done
	sizes=${sizes# }
}

show_page_sizes()
{
	field supported_page_sizes
	line="Supported Page Size: $field, "
	[ "$field" = '?' ] || page_sizes "0x$field"
	supported=${sizes-}
	field system_page_size
	line="${line}System Page Size: $field"
	[ "$field" = '?' ] || page_sizes "0x$field"
	printf '\t\t%s\n' "$line${supported:+ ($supported; now ${sizes-})}"
}

# show_bar - of $bar
show_bar()
{
	number=${bar##*/vf_bar}
	if ! get address "$bar/address"; then
		get raw "$bar/raw" || raw='?'
		printf '\t\tRegion %s: nonsense: %s\n' "$number" "$raw"
		return
	fi
	get width "$bar/width" || width='?'
	get prefetchable "$bar/prefetchable" && [ "$prefetchable" -eq 1 ] &&
		kind=prefetchable || kind=non-prefetchable
	line="Memory at ${address#0x} ($width-bit, $kind)"
	if get bytes "$bar/size"; then
		size "$bytes"
		line="$line [size=$size]"
	fi
	if get aperture "$bar/aperture"; then
		size "$aperture"
		[ "$aperture" != 0 ] && line="$line [all VFs: $size]" ||
			line="$line [the kernel found no room]"
	fi
	if get room "$bar/max_vfs" && [ "$room" != 0 ]; then
		vfs "$room"
		line="$line [room for $vfs]"
	fi
	if get offered "$bar/supported_sizes"; then
		line="$line [resizable:"
		for bytes in $offered; do
			size "$bytes"
			line="$line $size"
		done
		line="$line]"
	fi
	printf '\t\tRegion %s: %s\n' "$number" "$line"
}

show_check()
{
	coloured "$2"
	printf '\t\t%s: %s%s%s%s\n' "$1" "$colour" "$2" "${colour:+$plain}" "${3:+: $3}"
}

show_device()
{
	get code "$dev/class" && code=${code#0x} && code=${code%??} &&
		name_of "C${code%??}:${code#??}" || name=PF
	kind=$name
	name_device
	ids="${vendor#0x}:${device#0x}"
	echo "$bold$pf $kind: ${name:-$ids}${name:+ [$ids]}$plain"
	echo "	Driver: ${driver:-none}"
	! get node "$dev/numa_node" || [ "$node" = -1 ] || echo "	NUMA node: $node"
	! follow group "$dev/iommu_group" || echo "	IOMMU group: $group"
}

show_standing()
{
	if has_checks; then
		echo '	Checks:'
		each_check show_check
	fi
	[ -z "$max_num_vfs" ] || echo "	VFs that can be enabled now: $max_num_vfs"
	! get line "$dir/last_error" || echo "	Last error: $line"
	! kept_for "$pf" || show_kept
}

show_kept()
{
	if identify && [ "$which" = "$kept_device" ]; then
		echo "	At boot: $kept VFs${kept_claim:+, claimed by sriov-pf}"
	else
		echo "	At boot: nothing: $kept VFs are kept for another device at this address ($kept_device)"
	fi
}

# json_file KEY FILE - what a file holds, as what it looks like
json_file()
{
	get value "$2"
	case $value in
	''|*[!0-9]*)	json_string "$1" "$value" ;;
	*)		json_number "$1" "$value" ;;
	esac
}

# show_files DIRECTORY - each file under its own name, each directory as an
# object: docs/ABI says what they mean. What every device of Linux has is left
# out.
show_files()
{
	for file in "$1"/*; do
		case ${file##*/} in
		uevent)
			;;
		registers)
			get value "$file"
			# shellcheck disable=SC2086 # a list
			json_strings registers $value ;;
		supported_sizes)
			get value "$file"
			json_open supported_sizes '['
			for bytes in $value; do
				json_number '' "$bytes"
			done
			json_close ']' ;;
		*)
			[ ! -f "$file" ] || json_file "${file##*/}" "$file" ;;
		esac
	done
}

show_json()
{
	json_open '' '{'
	json_string address "$pf"
	json_string vendor "$vendor"
	json_string device "$device"
	name_device
	json_string name "$name"
	json_string driver "$driver"
	follow group "$dev/iommu_group"
	json_string iommu_group "$group"
	get node "$dev/numa_node"
	json_number numa_node "$node"
	kept_for "$pf"
	json_number persistent_vfs "$kept"
	show_files "$dir"
	for sub in capabilities checks control status vf_migration_state_array \
		vf_bar0 vf_bar1 vf_bar2 vf_bar3 vf_bar4 vf_bar5; do
		[ -d "$dir/$sub" ] || continue
		json_open "$sub" '{'
		show_files "$dir/$sub"
		json_close '}'
	done
	json_close '}'
}

cmd_show()
{
	find_pf "$1"
	facts_of "$pf"
	learn_names "$pf"
	if has --json; then
		show_json
	else
		show_device
		show_registers
		show_standing
	fi
	get value "$dir/registers" || die "$exit_failure" "$pf does not answer"
}
