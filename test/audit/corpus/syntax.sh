#!/bin/bash
VIP=192.0.2.10
up() {
  ip addr add $VIP/32 dev lo
  echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
  echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
}
up()
echo done
