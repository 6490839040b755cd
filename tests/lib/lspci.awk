# SPDX-License-Identifier: GPL-2.0
#
# Translate the output of "lspci -vvv" to lines "FILE VALUE", with the files below
# /sys/class/sriov_pf/<bdf>. With -v names=FILE, for any number of functions, and with
#	function 0000:01:00.0
#	ecap OFFSET ID VERSION		each extended capability
# The ids come from FILE, for lspci prints an id only if it has no name for it.

BEGIN {
	while (names && (getline line <names) > 0)
		if (line ~ /^0x/)
			id[substr(line, index(line, " ") + 1)] = substr(line, 1, 6)
}

function say(file, value) { print file, value }

# Bit BIT of REG from a list such as "Enable- MSE+".
function flag(file, name) {
	if (match($0, name "[-+]"))
		say(file, substr($0, RSTART + length(name), 1) == "+" ? 1 : 0)
}

# What stands after NAME, up to a comma or the end.
function after(name,   rest) {
	rest = substr($0, index($0, name) + length(name))
	sub(/^ +/, "", rest)
	sub(/[, ].*/, "", rest)
	return rest
}

# The id with the longest name that TEXT begins with.
function id_of(text,   name, best, digits) {
	if (match(text, /^Extended Capability ID 0x[0-9a-f]+/)) {
		digits = substr(text, 26, RLENGTH - 25)
		return "0x" substr("0000", 1, 4 - length(digits)) digits
	}
	for (name in id)
		if (index(text, name) == 1 && length(name) > length(best))
			best = name
	return best == "" ? "?" text : id[best]
}

# VF BARs by Enhanced Allocation, which lspci tells of before SR-IOV; each then
# says more than its register.
function say_fixed(slot,   bar) {
	if (!(slot in base))
		return
	bar = "vf_bar" slot
	wide[slot] = length(base[slot]) > 8 || length(last[slot]) > 8
	say(bar "/address", "0x" substr("0000000000000000" base[slot],
		length(base[slot]) + (wide[slot] ? 1 : 9)))
	say(bar "/width", wide[slot] ? 64 : 32)
	say(bar "/prefetchable", prefetchable[slot])
}

function is_fixed(slot) {
	return slot in base || (slot - 1 in base && wide[slot - 1])
}

/^[0-9a-f]+:[0-9a-f:]*\.[0-7] / {
	sriov = ours = serial = 0
	split("", base)
	if (names)
		say("function", $1 ~ /:.*:/ ? $1 : "0000:" $1)
}

/Capabilities: \[/ { ours = 0 }

# The first one counts; 0 is no number.
!names && match($0, /Device Serial Number [0-9a-f-]+/) && !serial++ {
	number = substr($0, RSTART + 21, RLENGTH - 21)
	if (number ~ /[1-9a-f]/)
		say("serial_number", number)
}

names && match($0, /Capabilities: \[[0-9a-f]+ v[0-9]+\] /) {
	text = substr($0, RSTART + RLENGTH)
	split(substr($0, RSTART, RLENGTH), part, /[][ ]+/)
	say("ecap", "0x" part[2] " " id_of(text) " " substr(part[3], 2))
}

/Entry [0-9]+: Enable/ { enabled = /Enable\+/; fixed = "" }
/BAR Equivalent Indicator:/ {
	fixed = enabled && match($0, /VF-BAR [0-5]/) ? substr($0, RSTART + 7, 1) : ""
}
fixed != "" && /PrimaryProperties: / {
	if (/PrimaryProperties: VF memory space/)
		prefetchable[fixed] = /non-prefetchable/ ? 0 : 1
	else
		fixed = ""
}
fixed != "" && /Base: / { base[fixed] = $2 }
fixed != "" && /MaxOffset: / { last[fixed] = $2 }

# The first one counts, as it does for the kernel.
/Single Root I\/O Virtualization/ && !sriov++ {
	ours = 1
	header = $0
	sub(/.*\[/, "", header)
	sub(/\].*/, "", header)
	split(header, part, " v")
	say("capability_offset", "0x" part[1])
	say("capability_version", part[2])
	for (slot = 0; slot < 6; slot++)
		say_fixed(slot)
}

!ours { next }

/IOVCap:/ {
	flag("capabilities/vf_migration_capable", "Migration")
	flag("capabilities/vf_10bit_tag_requester_supported", "10BitTagReq")
	say("capabilities/vf_migration_interrupt_message_number",
	    after("IntMsgNum"))
}

/IOVCtl:/ {
	flag("control/vf_enable", "Enable")
	flag("control/vf_migration_enable", "Migration")
	flag("control/vf_migration_interrupt_enable", "Interrupt")
	flag("control/vf_mse", "MSE")
	flag("control/ari_capable_hierarchy", "ARIHierarchy")
	flag("control/vf_10bit_tag_requester_enable", "10BitTagReq")
}

/IOVSta:/ { flag("status/vf_migration_status", "Migration") }

/Initial VFs:/ {
	say("initial_vfs", after("Initial VFs:"))
	say("total_vfs", after("Total VFs:"))
	say("num_vfs", after("Number of VFs:"))
	say("function_dependency_link", "0x" after("Dependency Link:"))
}

/VF offset:/ {
	say("vf_offset", after("VF offset:"))
	say("vf_stride", after("stride:"))
	say("vf_device_id", "0x" after("Device ID:"))
}

/Supported Page Size:/ {
	say("supported_page_sizes", "0x" after("Supported Page Size:"))
	say("system_page_size", "0x" after("System Page Size:"))
}

/Region [0-5]: Memory at/ && !is_fixed(substr(after("Region"), 1, 1)) {
	bar = "vf_bar" substr(after("Region"), 1, 1)
	say(bar "/address", "0x" after("Memory at"))
	say(bar "/width", /64-bit/ ? 64 : 32)
	say(bar "/prefetchable", /non-prefetchable/ ? 0 : 1)
}

/VF Migration:/ {
	say("vf_migration_state_array/offset", "0x" after("offset:"))
	say("vf_migration_state_array/bir", after("BIR:"))
}
