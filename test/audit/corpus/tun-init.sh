#!/bin/sh
# chkconfig: 345 80 20
# description: IPIP real server
VIP=192.0.2.77
case "$1" in
start)
    modprobe ipip
    ip link set tunl0 up
    sysctl -q -w net.ipv4.conf.all.arp_ignore=1
    sysctl -q -w net.ipv4.conf.all.arp_announce=2
    sysctl -q -w net.ipv4.conf.tunl0.rp_filter=0
    ip addr add $VIP dev tunl0 || exit 1
    ;;
stop)
    ifconfig tunl0 down
    modprobe -r ipip
    ;;
restart)
    $0 stop
    $0 start
    ;;
status)
    ip addr show dev tunl0 | grep -q "inet $VIP" || exit 3
    ;;
*)
    echo "$0 start|stop|restart|status" >&2
    exit 2
esac
