#!/bin/bash
case $1 in
start)
  sysctl -qw net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2
  ip addr add 192.0.2.25/32 dev lo
  ;;
stop) ip addr del 192.0.2.25/32 dev lo ;;
esac
