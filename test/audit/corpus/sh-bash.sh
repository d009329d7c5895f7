#!/bin/sh
VIP=192.0.2.10
if [[ "$(id -u)" != 0 ]]; then
  exit 4
fi
echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
ip addr add $VIP/32 dev lo
