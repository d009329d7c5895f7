#!/bin/bash
VIP=192.0.2.10
up() {
  sysctl -w net.ipv4.conf.all.arp_ignore=1 && sysctl -w net.ipv4.conf.all.arp_announce=2 &&
    ip addr add $VIP/32 dev lo label lo:0 && ip route add $VIP dev lo
}
down() {
  ip addr del $VIP/32 dev lo
}
if [ "$1" = start ]; then
  up || exit 1
elif [ "$1" = stop ]; then
  down
else
  echo "start or stop" >&2
  exit 2
fi
