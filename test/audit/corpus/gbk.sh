#!/bin/bash
# 真实服务器
sysctl -w net.ipv4.conf.all.arp_ignore=1 # 抑制
sysctl -w net.ipv4.conf.all.arp_announce=2
ip addr add 192.0.2.10/32 dev lo
