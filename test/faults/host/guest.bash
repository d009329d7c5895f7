#!/bin/bash
# Does the experiments in /faults/experiments in a guest, and shows before that what stands in for IPVS elsewhere does as
# IPVS does.
modprobe -a ip_vs ip_vs_rr ip_vs_wlc ipip veth iptable_mangle
# The firmware has left something on this line.
echo
unshare --net bash /faults/agree.bash
bash /faults/lab.bash < /faults/experiments
echo '@over'
