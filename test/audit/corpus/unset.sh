#!/bin/bash
WEB_VIP=192.0.2.10
echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
ip addr add "$WEB_IP/32" dev lo
