#!/bin/bash
set -e
modprobe ipip
sysctl -w net.ipv4.conf.all.arp_ignore=1
sysctl -w net.ipv4.conf.all.arp_announce=2
echo 2 > /proc/sys/net/ipv4/conf/tunl0/rp_filter
ip link set dev tunl0 up
ip addr add 192.0.2.77/32 dev tunl0
