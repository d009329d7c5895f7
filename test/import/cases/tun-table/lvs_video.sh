#!/bin/sh
. /etc/rc.d/init.d/functions
case "$1" in
start)
  modprobe ipip
  for last in $(seq 20 21); do
    ip addr add 198.51.100.$last/32 dev tunl0
  done
  ip link set tunl0 up
  echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
  echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
  echo 0 > /proc/sys/net/ipv4/conf/tunl0/rp_filter
  ;;
stop) ip link set tunl0 down ;;
esac
