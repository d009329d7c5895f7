#!/bin/bash
# Starts the script of a director, and has ipvsadm do the same without it, in turn, until it is stopped. Says how many
# microseconds each has taken.
set -eu
modprobe -a ip_vs ip_vs_rr veth
mount -t tmpfs run /run
mkdir -p /run/lock/subsys
ln -sfn /run /var/run
ln -sfn /run/lock /var/lock
ip link set lo up
ip link add eth0 type veth peer name wire
ip addr add 192.168.10.1/24 dev eth0
ip link set eth0 up
ip link set wire up

script=/usr/libexec/lvsgen/lvs-web-director
timed() {
  local begin=$EPOCHREALTIME
  "${@:2}" > /run/output 2>&1 || {
    cat /run/output
    exit 1
  }
  local end=$EPOCHREALTIME
  printf 'took %s %s\n' "$1" $((${end/./} - ${begin/./}))
}
by_hand() { ipvsadm -R < /run/rules && ipvsadm -Sn > /run/table; }

# The firmware has left something on this line.
echo
"$script" start
ipvsadm -Sn > /run/rules
"$script" stop
while :; do
  timed what "$script" start
  "$script" stop
  timed against by_hand
  ipvsadm -C
done
