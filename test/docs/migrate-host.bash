# What the host of a migration has beside that of deploy-host.bash: a script that somebody copied, which holds a VIP, and
# a neighbour that asks for it.
# shellcheck shell=bash

# Starts the old script $1 as realserver, beside the functions $2, on the system $3.
old_host() {
  cp "$1" /etc/rc.d/init.d/realserver
  chmod 755 /etc/rc.d/init.d/realserver
  cp "$2" /etc/rc.d/init.d/functions
  chmod 644 /etc/rc.d/init.d/functions
  mkdir -p /run/lock/subsys /run/netns
  program chkconfig <<< $'#!/bin/sh\necho "chkconfig $*" >> /run/asked'
  program service <<< $'#!/bin/sh\nexec bash "/etc/rc.d/init.d/$1" "$2"'
  # There may be one that asks systemd.
  mv /usr/bin/service /usr/sbin/service
  [ "$3" = el7 ] || rmdir /run/systemd/system
  ip netns add peer
  ip link add eth0 type veth peer name eth0 netns peer
  ip addr add 192.168.10.21/24 dev eth0
  ip link set eth0 up
  ip -n peer addr add 192.168.10.1/24 dev eth0
  ip -n peer link set eth0 up
  /etc/rc.d/init.d/realserver start > /dev/null 2>&1
}

# From now on, the neighbour asks a thousand times a second.
watch_vip() {
  ip -o monitor address > /run/events &
  nsenter --net=/run/netns/peer env --default-signal=INT \
    arping -i eth0 -W 0.0005 -c 1000000 192.168.10.12 > /run/arping 2>&1 &
  asking=$!
  sleep 0.3
}

# Prints what became of the VIP meanwhile.
seen() {
  sleep 0.3
  kill -INT "$asking"
  wait "$asking" || :
  awk '/packets transmitted/ { print ($1 > 100 ? "asked, " : "not asked, ") ($4 ? "answered" : "not answered") }' /run/arping
  grep -c 'Deleted.* 192.168.10.12/' /run/events || :
  ip -o addr show to 192.168.10.12 | awk '{ print $4, "on", $2 }'
  paste -s -d, /run/asked
}
