# SPDX-License-Identifier: GPL-2.0
# sriovctl list
# shellcheck shell=sh disable=SC2154 # what another part or get has set

list_row()
{
	find_blocked || blocked='?'
	printf '%s\t%s\t%s\t%s\t%s\n' "$pf" "${num_vfs:-?}/${total_vfs:-?}" \
		"${driver:--}" "${blocked:--}" "${name:-${vendor#0x}:${device#0x}}"
}

list_item()
{
	json_open '' '{'
	json_string address "$pf"
	json_string vendor "$vendor"
	json_string device "$device"
	json_string name "$name"
	json_string driver "$driver"
	json_number num_vfs "$num_vfs"
	json_number total_vfs "$total_vfs"
	json_number max_num_vfs "$max_num_vfs"
	kept_for "$pf"
	json_number persistent_vfs "$kept"
	# shellcheck disable=SC2086 # a list
	if find_blocked; then
		json_strings blocked_by $blocked
	else
		json_string blocked_by ''
	fi
	json_close '}'
}

# each_pf COMMAND - with the facts and the name of each
each_pf()
{
	for one in $pfs; do
		facts_of "$one"
		name_device
		"$1"
	done
}

cmd_list()
{
	need_module
	all_pfs
	# shellcheck disable=SC2086 # a list
	learn_names $pfs
	if has --json; then
		json_open '' '{'
		json_open pfs '['
		each_pf list_item
		json_close ']'
		json_close '}'
	elif [ -n "$pfs" ]; then
		{
			printf 'ADDRESS\tVFS\tDRIVER\tBLOCKED BY\tNAME\n'
			each_pf list_row
		} | table
	else
		complain 'no device of this machine has the SR-IOV capability'
	fi
}
