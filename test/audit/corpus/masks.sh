#!/bin/bash
sysctl -w net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2
ifconfig lo:0 192.0.2.10 up
ifconfig lo:1 192.0.2.11/32 up
ifconfig lo:2 192.0.2.12 network 255.255.255.255 up
ip addr add 192.0.2.13/24 dev lo
ip addr add 192.0.2.14 dev lo
ifconfig lo:5 192.0.2.15 netmask 0xffffffff up
