# SPDX-License-Identifier: GPL-2.0
# Writing JSON: an item a line, each with its KEY, which is empty in an array.
# shellcheck shell=sh disable=SC2154 # what another part or get has set

json_comma=
json_indent=

json_item()
{
	[ -z "$json_indent" ] || printf '%s\n%s' "$json_comma" "$json_indent"
	[ -z "$1" ] || printf '"%s": ' "$1"
	json_comma=,
}

# json_open KEY BRACKET, json_close BRACKET
json_open()
{
	json_item "$1"
	printf '%s' "$2"
	json_comma=
	json_indent="$json_indent  "
}

json_close()
{
	json_indent=${json_indent#  }
	[ -z "$json_comma" ] || printf '\n%s' "$json_indent"
	printf '%s' "$1"
	json_comma=,
	[ -n "$json_indent" ] || echo
}

# quote TEXT - in $quoted, so that it can stand between double quotes, in JSON
# and in Prometheus' text format
quote()
{
	case $1 in
	*[\\\"]*|*[[:cntrl:]]*)
		quoted=$(printf '%s' "$1" | tr '\001-\037' ' ' | sed 's/[\\"]/\\&/g') ;;
	*)
		quoted=$1 ;;
	esac
}

# json_string KEY TEXT - null if empty, for nothing in sysfs is
json_string()
{
	json_item "$1"
	quote "$2"
	if [ -n "$2" ]; then
		printf '"%s"' "$quoted"
	else
		printf null
	fi
}

# json_number KEY NUMBER - null if empty
json_number()
{
	json_item "$1"
	printf %s "${2:-null}"
}

# json_strings KEY WORD...
json_strings()
{
	json_open "$1" '['
	shift
	for item; do
		json_string '' "$item"
	done
	json_close ']'
}
