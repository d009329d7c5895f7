#!/bin/bash
sysctl -w net.ipv4.conf.all.arp_ignore=1
sysctl -w net.ipv4.conf.all.arp_anounce=2
ip address add 192.0.2.10/32 dev lo
