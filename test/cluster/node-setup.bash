#!/bin/bash
# Turns the namespaces it runs in into a host with the network settings of the target $1.
set -eu

mount -t tmpfs tmpfs /run
mkdir -p /run/lock/subsys
cp -a /etc /usr/sbin /run
mount --bind /run/etc /etc
mount --bind /run/sbin /usr/sbin

# A namespace may have taken over settings of the machine.
set_all() {
  local setting=$1 file
  shift
  for file in /proc/sys/net/$setting; do echo "$*" > "$file"; done
}
set_all ipv4/ip_forward 0
set_all 'ipv4/conf/*/arp_ignore' 0
set_all 'ipv4/conf/*/arp_announce' 0
set_all 'ipv4/conf/*/accept_redirects' 1
set_all 'ipv4/conf/*/send_redirects' 1
set_all 'ipv4/conf/*/rp_filter' 0
# CentOS 7 says so for all interfaces, CentOS 6 only for each.
set_all ipv4/conf/default/rp_filter 1
[ "$1" = el6 ] || set_all ipv4/conf/all/rp_filter 1
set_all 'ipv6/conf/*/disable_ipv6' 0
# An address is to be of use at once.
set_all 'ipv6/conf/*/accept_dad' 0
ip link set dev lo up

# iptables shows a table only after it was used for the first time.
for command in iptables ip6tables; do
  printf '%s\n' '*filter' COMMIT '*mangle' COMMIT | "$command-restore"
done
