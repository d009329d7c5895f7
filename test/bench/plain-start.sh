#!/bin/sh
# The least that somebody would write by hand to start one VIP; a start of a rendered script is measured against it. It
# does not look whether an interface answers all the same, takes nothing back, and knows of no other script.
PATH=/sbin:/usr/sbin:/bin:/usr/bin
run=/var/run/plain
conf=/proc/sys/net/ipv4/conf/all

[ -d "$run" ] || mkdir -p "$run" || exit 1
exec 9> "$run/lock"
flock -w 30 9 || exit 1
was=$(cat "$conf/arp_announce" "$conf/arp_ignore") || exit 1
printf '%s\n' "$was" > "$run/record" || exit 1
echo 2 > "$conf/arp_announce" || exit 1
echo 1 > "$conf/arp_ignore" || exit 1
echo 'addr add 192.168.10.12/32 dev lo' | ip -batch - || exit 1
case $(ip -o addr show dev lo) in
  *' 192.168.10.12/32 '*) ;;
  *) exit 1 ;;
esac
touch /var/lock/subsys/plain
