#!/bin/bash
# usage: tool-argument.sh VIP
VIP=$1
if [ -z "$VIP" ]; then
  echo "usage: $0 VIP"
  exit 1
fi
echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
ip addr add "$VIP/32" dev lo
