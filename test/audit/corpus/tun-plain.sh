#!/bin/sh
# Real server behind a tunnel
VIP=192.0.2.77
modprobe ipip
echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
ifconfig tunl0 $VIP netmask 255.255.255.0 up
route add -host $VIP dev tunl0
