#!/bin/bash
. /etc/sysconfig/lvs-vip
echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
ip addr add "$VIP/32" dev "${DEVICE:-lo}" || exit 1
