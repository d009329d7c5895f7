#!/bin/sh
# A director whose stop deletes the service and leaves the VIP on the LAN.
case "$1" in
  start) ip addr add 192.0.2.10/32 dev eth0 && ipvsadm -A -t 192.0.2.10:80 -s rr && touch /var/lock/subsys/director-left.sh ;;
  stop) ipvsadm -D -t 192.0.2.10:80 && rm -f /var/lock/subsys/director-left.sh ;;
  status) ip -o addr show dev eth0 | grep -q 192.0.2.10/32 || exit 3 ;;
  restart) "$0" stop && "$0" start ;;
  *) exit 2 ;;
esac
