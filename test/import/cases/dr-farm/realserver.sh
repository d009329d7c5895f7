#!/bin/bash
# chkconfig: 2345 99 10
# description: VIPs of the web farm
VIPS="192.0.2.10 192.0.2.11"
case "$1" in
  start)
    echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
    echo 1 > /proc/sys/net/ipv4/conf/all/arp_announce
    i=0
    for vip in $VIPS; do
      ifconfig lo:$i $vip netmask 255.255.255.255 broadcast $vip up
      route add -host $vip dev lo:$i
      i=$((i + 1))
    done
    echo 1 > /proc/sys/net/ipv4/tcp_tw_reuse
    ;;
  stop)
    for i in 0 1; do ifconfig lo:$i down; done
    ;;
esac
