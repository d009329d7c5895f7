#!/bin/bash
# chkconfig: 2345 90 10
case "$1" in
  start)
    sysctl -w net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2
    while read vip device; do
      ip addr add "$vip/32" dev "$device"
    done << EOF
192.0.2.10 lo
192.0.2.11 lo
EOF
    i=21
    while [ -n "$i" -a $i -le 22 ]; do
      sudo -u root ip addr add 192.0.2.$i/32 dev lo
      i=$(expr $i + 1)
    done
    ;;
  restart) service lvs-mail stop && service lvs-mail start ;;
esac
