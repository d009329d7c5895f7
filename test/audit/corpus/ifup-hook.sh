#!/bin/sh
# /etc/network/if-up.d/lvs
[ "$IFACE" = lo ] || exit 0
case "$MODE" in
start)
  ip addr add 192.0.2.10/32 dev lo
  sysctl -w net.ipv4.conf.all.arp_ignore=1
  sysctl -w net.ipv4.conf.all.arp_announce=2
  ;;
stop)
  ip addr del 192.0.2.10/32 dev lo
  ;;
esac
