# SPDX-License-Identifier: GPL-2.0
#
# gnuplot -e "data='DIR'; out='DIR'" bench.gnuplot - the plots of docs/performance.md, of
# files with a line "X Y" for each point; scripts/bench calls it
#
# An opaque background: the same in light and in dark pages. Lines differ by their marks,
# too.

set terminal svg size 720,480 font 'sans-serif,14' background '#fcfcfa'
set key below maxcols 3 samplen 2 spacing 1.1
set grid linecolor '#d8d8d4'
set border 3 linecolor '#404040'
set tics nomirror textcolor '#202020'
set style data linespoints
set linetype 1 linecolor '#0060a8' pointtype 7 linewidth 2 pointsize 0.7
set linetype 2 linecolor '#c04000' pointtype 5 linewidth 2 pointsize 0.7
set linetype 3 linecolor '#007a50' pointtype 9 linewidth 2 pointsize 0.9
set linetype 4 linecolor '#8040a0' pointtype 11 linewidth 2 pointsize 0.9
set linetype 5 linecolor '#606060' pointtype 4 linewidth 2 pointsize 0.7
set linetype 6 linecolor '#a07800' pointtype 6 linewidth 2 pointsize 0.7
set linetype 7 linecolor '#b02060' pointtype 8 linewidth 2 pointsize 0.9

file(name) = data . '/' . name
# A logarithmic axis has no 0: it is drawn where 250 would be.
zero = 250
shown(x) = x < 1 ? zero : x

set logscale xy
set format y '10^{%L}'
set xlabel 'VFs of the PF'
set ylabel 'instructions of one read'
set xrange [200:80000]
set yrange [1000:10000000]
set xtics ('0' zero, '1,000' 1000, '4,096' 4096, '16,384' 16384, '60,000' 60000)
set output out . '/files.svg'
plot file('num_vfs:write') using (shown($1)):2 title 'write num\_vfs', \
     file('max_num_vfs') using (shown($1)):2 title 'max\_num\_vfs', \
     file('checks_vfs_in_use') using (shown($1)):2 title 'checks/vfs\_in\_use', \
     file('checks_bus_numbers') using (shown($1)):2 title 'checks/bus\_numbers', \
     file('registers') using (shown($1)):2 title 'registers', \
     file('checks_state') using (shown($1)):2 title 'checks/state', \
     file('total_vfs') using (shown($1)):2 title 'total\_vfs'

unset logscale y
set format y '%.0f'
set xlabel 'VFs'
set ylabel 'thousand instructions for each VF'
set xrange [5:100000]
set yrange [0:350]
set xtics ('7' 7, '127' 127, '1,000' 1000, '4,096' 4096, '16,384' 16384, '60,000' 60000)
set output out . '/vfs.svg'
plot file('enable with two VF BARs, sriov-pf') using 1:($2 / 1000) title 'enable (two VF BARs), num\_vfs', \
     file('enable with two VF BARs, pci-pf-stub') using 1:($2 / 1000) title 'enable (two VF BARs), pci-pf-stub', \
     file('enable, sriov-pf') using 1:($2 / 1000) title 'enable (no VF BAR), num\_vfs', \
     file('enable, pci-pf-stub') using 1:($2 / 1000) title 'enable (no VF BAR), pci-pf-stub', \
     file('disable, sriov-pf') using 1:($2 / 1000) title 'disable (no VF BAR), num\_vfs', \
     file('disable, pci-pf-stub') using 1:($2 / 1000) title 'disable (no VF BAR), pci-pf-stub'

set xlabel 'PFs'
set ylabel 'thousand instructions, or KB, for each PF'
set xrange [0.8:400]
set yrange [0:250]
set xtics ('1' 1, '4' 4, '16' 16, '64' 64, '256' 256)
set output out . '/load.svg'
plot file('load') using 1:($2 / 1000) title 'time to load', \
     file('kept') using 1:($2 / 1000) title 'memory kept'
