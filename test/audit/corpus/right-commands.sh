#!/bin/bash
# Run once on every real server.
set -e
sysctl -w net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2
for vip in 192.0.2.{10..12}; do
  ip addr replace "$vip/32" dev lo
done
