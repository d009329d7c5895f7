#!/bin/bash
VIP=@VIP@
echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
ip addr add $VIP/32 dev lo
