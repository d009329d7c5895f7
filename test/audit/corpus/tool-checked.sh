#!/bin/bash
VIP=$1
if ! echo "$VIP" | grep -Eq '^([0-9]{1,3}\.){3}[0-9]{1,3}$'; then
  echo "usage: $0 VIP" >&2
  exit 2
fi
echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
ip addr add "$VIP/32" dev lo
