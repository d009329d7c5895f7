#!/bin/sh
set -e
cat > /etc/sysctl.d/60-lvs.conf <<CONF
net.ipv4.conf.all.arp_ignore = 1
net.ipv4.conf.all.arp_announce = 2
CONF
sysctl -p /etc/sysctl.d/60-lvs.conf
ip addr add 192.0.2.10/32 dev lo
