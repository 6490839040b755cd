# SPDX-License-Identifier: GPL-2.0
# Completion of sriovctl's command line for fish: "sriovctl complete" knows what fits.

function __fish_sriovctl
    set -l words (commandline -opc) (commandline -ct)
    set -l offers (sriovctl complete -- $words[2..] 2>/dev/null)
    if test "$offers" = :files
        __fish_complete_path (commandline -ct)
    else
        printf '%s\n' $offers
    end
end

complete -c sriovctl -f -a '(__fish_sriovctl)'
