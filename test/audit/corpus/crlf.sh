#!/bin/sh
VIP=192.0.2.10
case "$1" in
start)
  ip addr add $VIP/32 dev lo || exit 1
  echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
  echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce || exit 1
  ;;
stop)
  ip addr del $VIP/32 dev lo
  ;;
*)
  exit 2
esac
