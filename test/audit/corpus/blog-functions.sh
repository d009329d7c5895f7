#!/bin/bash
# chkconfig: 2345 90 10
# description: realserver of the LVS cluster
# 设置虚拟地址，并抑制 ARP
WEB_VIP=192.0.2.33
. /etc/rc.d/init.d/functions

function start() {
  /sbin/ifconfig lo:0 $WEB_VIP broadcast $WEB_VIP netmask 255.255.255.255 up
  /sbin/route add -host $WEB_VIP dev lo:0
  for dev in lo all; do
    echo 1 > /proc/sys/net/ipv4/conf/$dev/arp_ignore
    echo 2 > /proc/sys/net/ipv4/conf/$dev/arp_announce
  done
  sysctl -p > /dev/null 2>&1
  echo "RealServer Start OK"
}

function stop() {
  /sbin/ifconfig lo:0 down
  for dev in lo all; do
    echo 0 > /proc/sys/net/ipv4/conf/$dev/arp_ignore
    echo 0 > /proc/sys/net/ipv4/conf/$dev/arp_announce
  done
  echo "RealServer Stopped"
}

function status() {
  islothere=`/sbin/ifconfig lo:0 | grep $WEB_VIP`
  isrothere=`netstat -rn | grep "lo:0" | grep $WEB_VIP`
  if [ ! "islothere" -o ! "isrothere" ]; then
    echo "LVS-DR real server Stopped."
  else
    echo "LVS-DR Running."
  fi
}

case "$1" in
  start) start ;;
  stop) stop ;;
  status) status ;;
  restart)
    stop
    start
    ;;
  *)
    echo "Usage: $0 {start|stop|status|restart}"
    ;;
esac
exit 0
