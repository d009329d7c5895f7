#!/bin/bash
VIPS=(192.0.2.10 192.0.2.11)
source /etc/rc.d/init.d/functions
case "$1" in
start)
  i=0
  for vip in "${VIPS[@]}"; do
    ifconfig lo:$i $vip netmask 255.255.255.255 broadcast $vip
    let i++
  done
  echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
  echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
  ;;
stop)
  for ((i = 0; i < ${#VIPS[@]}; i++)); do
    ifconfig lo:$i down
  done
  ;;
*)
  echo "Usage: $0 {start|stop}"
  exit 1
  ;;
esac
