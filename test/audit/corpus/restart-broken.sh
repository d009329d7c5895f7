#!/bin/bash
VIP=192.0.2.10
case "$1" in
start)
  echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
  echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
  ip addr add $VIP/32 dev lo || exit 1
  touch /var/lock/lvs.lock
  ;;
stop)
  ip addr del $VIP/32 dev lo
  rm -f /var/lock/lvs.lock
  ;;
restart)
  stop
  start
  ;;
status)
  if ip addr show dev lo | grep -qw $VIP; then
    echo running
  else
    echo stopped
    exit 3
  fi
  ;;
*)
  echo "usage: $0 {start|stop|restart|status}"
  exit 2
  ;;
esac
