# SPDX-License-Identifier: GPL-2.0
# sriovctl tree
# shellcheck shell=sh disable=SC2154 # what another part or get has set

# tree_bridges PATH - a line for each that stands above it, given its path below
# /sys/devices; tree.awk has the columns
tree_bridges()
{
	rest=$1
	done=
	while :; do
		case $rest in
		*/*)	;;
		*)	return ;;
		esac
		bridge=${rest%%/*}
		rest=${rest#*/}
		done="$done${done:+/}$bridge"
		get first "$pci/devices/$bridge/secondary_bus_number"
		get last "$pci/devices/$bridge/subordinate_bus_number"
		printf '%s\tbridge\t%s\t%s\n' "$done" "$first" "$last"
	done
}

tree_pf()
{
	cd -P "$dev" 2>/dev/null || return 0
	path=${PWD##*/devices/}
	tree_bridges "$path"
	printf '%s\tpf\t%s\t%s\t%s\t%s\n' "$path" "$driver" "$num_vfs" "$total_vfs" "$name"
	index=0
	while follow place "$dev/virtfn$index"; do
		follow vf_driver "$pci/devices/$place/driver"
		printf '%s/%s\tvf\t%s\t%s\n' "$path" "$place" "$vf_driver" "$index"
		index=$((index + 1))
	done
}

cmd_tree()
{
	need_module
	all_pfs
	# shellcheck disable=SC2086 # a list
	learn_names $pfs
	case $charset in
	*[Uu][Tt][Ff]*8*)	lines='├─ └─ │' ;;
	*)			lines='|- `- |' ;;
	esac
	format=text
	! has --json || format=json
	# Parents come first, and a bridge above several PFs once.
	each_pf tree_pf | sort -u | awk -f "$parts/tree.awk" -v format=$format -v lines="$lines"
}
