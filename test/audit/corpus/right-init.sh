#!/bin/sh
# chkconfig: 2345 85 15
# description: VIP of the web farm on this real server
### BEGIN INIT INFO
# Provides:          right-init
# Required-Start:    $network
# Required-Stop:     $network
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: VIP on lo
# Description:       Puts the VIP of the web farm on lo, without ARP.
### END INIT INFO

VIP=192.0.2.10
LOCK=/var/lock/subsys/right-init
SAVED=/var/run/right-init.saved

start() {
    for key in arp_ignore arp_announce; do
        echo "$key $(cat /proc/sys/net/ipv4/conf/all/$key)"
    done >"$SAVED" || return 1
    echo 1 >/proc/sys/net/ipv4/conf/all/arp_ignore || return 1
    echo 2 >/proc/sys/net/ipv4/conf/all/arp_announce || return 1
    ip addr add "$VIP/32" dev lo label lo:0 || return 1
    touch "$LOCK"
}

stop() {
    ip addr del "$VIP/32" dev lo || return 1
    while read -r key value; do
        echo "$value" >"/proc/sys/net/ipv4/conf/all/$key"
    done <"$SAVED"
    rm -f "$LOCK"
}

status() {
    if ip -o -4 addr show dev lo to "$VIP/32" | grep -q "$VIP"; then
        echo "$VIP is up"
        return 0
    fi
    echo "$VIP is down"
    return 3
}

case "$1" in
    start | stop | status) "$1" ;;
    restart) stop && start ;;
    *)
        echo "usage: $0 {start|stop|restart|status}" >&2
        exit 2
        ;;
esac
