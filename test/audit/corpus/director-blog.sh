#!/bin/bash
VIP=192.0.2.10
RIP1=192.0.2.21
RIP2=192.0.2.22
IPVSADM=/sbin/ipvsadm
case "$1" in
start)
  ifconfig eth0:0 $VIP netmask 255.255.255.0 up
  echo 1 > /proc/sys/net/ipv4/ip_forward
  iptables -F
  iptables -Z
  $IPVSADM -C
  $IPVSADM -A -t $VIP:80 -s rr
  $IPVSADM -a -t $VIP:80 -r $RIP1 -g
  $IPVSADM -a -t $VIP:80 -r $RIP2 -g
  touch /var/lock/subsys/ipvsadm
  ;;
stop)
  $IPVSADM -C
  ifconfig eth0:0 down
  echo 0 > /proc/sys/net/ipv4/ip_forward
  rm -f /var/lock/subsys/ipvsadm
  ;;
status)
  if [ ! -e /var/lock/subsys/ipvsadm ]; then
    echo "ipvsadm stopped"
  else
    echo "ipvsadm OK"
  fi
  ;;
*)
  echo "Usage: $0 {start|stop|status}"
  exit 1
  ;;
esac
