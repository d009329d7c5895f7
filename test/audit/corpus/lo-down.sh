#!/bin/sh
VIP=192.0.2.10
case "$1" in
  start)
    ifconfig lo down
    ifconfig lo up
    echo 1 >/proc/sys/net/ipv4/conf/all/arp_ignore
    echo 2 >/proc/sys/net/ipv4/conf/all/arp_announce
    ip addr add $VIP/32 dev lo || exit 1
    ;;
  stop)
    echo 0 >/proc/sys/net/ipv4/conf/all/arp_ignore
    echo 0 >/proc/sys/net/ipv4/conf/all/arp_announce
    ip addr del $VIP/32 dev lo
    ;;
  *) exit 1 ;;
esac
