# SPDX-License-Identifier: GPL-2.0
#
# zsh -f complete.zsh DIRECTORY KEYS - what an interactive zsh has on its line after KEYS,
# with the completions of DIRECTORY
zmodload zsh/zpty || exit

export REPORT=$(mktemp)
zpty shell zsh -f -i
show_line()
{
	local text
	zpty -w shell "PS1= PS2= RPS1=; unsetopt zle_bracketed_paste; fpath=(${(q)1} \$fpath)"
	zpty -w shell 'autoload -Uz compinit; compinit -u -D'
	zpty -w shell 'report() { print -r -- "<$BUFFER>" >>$REPORT; zle send-break }'
	zpty -w shell 'zle -N report; bindkey "^X" report; bindkey "^I" complete-word'
	zpty -w shell 'print ready >>$REPORT'
	wait_for ready
	zpty -w -n shell "$2"$'\C-x'
	wait_for '<*>'
	print -r -- "${${REPLY#<}%>}"
}

# wait_for PATTERN - the last line of the report; ten seconds at most
wait_for()
{
	local -i left=200
	local output
	while (( left-- )); do
		REPLY=$(tail -n 1 $REPORT)
		[[ $REPLY == ${~1} ]] && return
		# What the shell echoes has to be read, or it waits.
		zpty -r -t shell output
		sleep 0.05
	done
	print -u 2 "zsh said: $output"
	exit 1
}

show_line "$1" "$2"
zpty -d shell
rm $REPORT
