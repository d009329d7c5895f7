#!/bin/bash
VIP = 192.0.2.10
MASK= 255.255.255.255
echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
ip addr add $VIP/32 dev lo
