#!/bin/sh
# chkconfig: - 80 20
# description: RealServer

VIP=192.168.10.12
/etc/rc.d/init.d/functions
case "$1" in
    start)
        echo "Start LVS of RealServer"
        ifconfig lo:0 $VIP broadcast $VIP netmask 255.255.255.255 up
        route add -host $VIP dev lo:0
        echo "1" >/proc/sys/net/ipv4/conf/lo/arp_ignore
        echo "2" >/proc/sys/net/ipv4/conf/lo/arp_announce
        echo "1" >/proc/sys/net/ipv4/conf/all/arp_ignore
        echo "2" >/proc/sys/net/ipv4/conf/all/arp_announce
        ;;
    stop)
        ifconfig lo:0 down
        route del -host $VIP dev lo:0
        echo "Stop LVS of RealServer"
        echo "0" >/proc/sys/net/ipv4/conf/lo/arp_ignore
        echo "0" >/proc/sys/net/ipv4/conf/lo/arp_announce
        echo "0" >/proc/sys/net/ipv4/conf/all/arp_ignore
        echo "0" >/proc/sys/net/ipv4/conf/all/arp_announce
        ;;
    *)
        echo "Usage:$0{start|stop}"
        exit 1
esac
