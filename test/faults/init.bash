#!/bin/bash
# The first process of a guest: does the experiments in /faults/experiments.
PATH=/usr/sbin:/usr/bin
export PATH
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tmpfs tmp /tmp
ln -s /proc/self/fd /dev/fd
# What the kernel says would break the lines of the results.
echo 1 > /proc/sys/kernel/printk
modprobe -a ip_vs ip_vs_rr ip_vs_wlc ipip veth iptable_mangle
# The firmware has left something on this line.
echo
bash /faults/lab.bash < /faults/experiments
echo '@over'
busybox poweroff -f
