#!/bin/sh
# chkconfig: 2,3,4,5 80 20
# description: puts the VIP \
  on lo
### BEGIN INIT INFO
# Provides: network
# Default-Start: 2 3 4 5
# Short-Description: VIP
### END INIT INFO
case "$1" in
start)
  echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
  echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
  ip addr add 192.0.2.10/32 dev lo || exit 1
  touch /var/lock/subsys/header
  ;;
stop)
  ip addr del 192.0.2.10/32 dev lo
  rm -f /var/lock/subsys/header
  ;;
restart)
  $0 stop
  $0 start
  ;;
status)
  ip addr show lo | grep -q 192.0.2.10
  ;;
*)
  exit 2
  ;;
esac
