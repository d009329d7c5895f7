#!/bin/bash
# Does the experiments in /faults/experiments in a guest.
modprobe -a ip_vs ip_vs_rr ip_vs_wlc ipip veth iptable_mangle
# The firmware has left something on this line.
echo
bash /faults/lab.bash < /faults/experiments
echo '@over'
