#!/bin/bash
VIP=192.0.2.10
case "$1" in
start)
  echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
  echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
  ifconfig lo:0 $VIP netmask 255.255.255.255 up || exit 1
  ;;
stop)
  ifconfig lo:1 down
  ;;
*)
  exit 2
  ;;
esac
