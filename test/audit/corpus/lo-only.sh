#!/bin/sh
ip=192.0.2.10
mask='255.255.255.255'
dev=lo:1
case $1 in
start)
    echo 1 > /proc/sys/net/ipv4/conf/lo/arp_ignore
    echo 2 > /proc/sys/net/ipv4/conf/lo/arp_announce
    ifconfig $dev $ip netmask $mask up || exit 1
    ;;
stop)
    ifconfig $dev down
    ;;
*)
    echo "Usage: $(basename $0) start|stop"
    exit 1
    ;;
esac
