# A host with two networks, each with a neighbour.
# shellcheck shell=bash

on_lan() { nsenter --target="$lan" --net -- "$@"; }

make_host() {
  mount --make-rprivate /
  for folder in /etc /run /var /usr/libexec; do mount -t tmpfs tmpfs "$folder"; done
  cp -r /cluster/etc/. /etc
  mkdir -p /run/lock/subsys
  # What stands in for IPVS keeps its table and its timeouts in these links.
  [ ! -d ipvs ] || { cp -r ipvs /run && ln -s $'\n' /run/ipvs/table && ln -s '900 120 300' /run/ipvs/timeouts; }
  ln -s /run /run/lock /var

  # What the namespace has taken over from the machine is not to matter.
  for file in /proc/sys/net/ipv4/conf/{all,default,lo}/{arp_ignore,arp_announce,rp_filter}; do echo 0 > "$file"; done
  # It is what somebody has set: a script that resets it to 0 does not leave the host as it was.
  echo 1 > /proc/sys/net/ipv4/conf/all/arp_announce
  echo 0 > /proc/sys/net/ipv4/ip_forward
  for file in /proc/sys/net/ipv4/conf/*/accept_redirects; do echo 1 > "$file"; done
  for file in /proc/sys/net/ipv6/conf/{all,default}/accept_dad; do echo 0 > "$file"; done

  unshare --net -- sleep infinity &
  lan=$!
  until [ "$(readlink "/proc/$lan/ns/net")" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.01; done
  # Where the kernel has IPIP, there is a tunl0. Elsewhere one that does as much as the scripts ask of it. Once
  # up, a device keeps its queue.
  local tunnel=''
  [ -e /proc/sys/net/ipv4/conf/tunl0 ] || tunnel='link add tunl0 address 02:00:00:00:00:05 type veth peer name tunl0-end address 02:00:00:00:00:06
link set tunl0 arp off'
  # 10.77.7.7 and its rule are somebody else's, on this host.
  ip -batch - << END || exit 1
link set lo up
$tunnel
link set tunl0 up
link set tunl0 down
link add eth0 address 02:00:00:00:00:01 type veth peer name wire0 address 02:00:00:00:00:02 netns $lan
link add eth1 address 02:00:00:00:00:03 type veth peer name wire1 address 02:00:00:00:00:04 netns $lan
addr add 192.168.10.21/24 dev eth0
addr add 10.0.0.21/24 dev eth1
addr add 10.77.7.7/32 dev lo
link set eth0 up
link set eth1 up
route add default via 192.168.10.1
rule add from 10.77.7.7 lookup 77 pref 1077
route add default via 10.0.0.1 table 77
END
  on_lan ip -batch - << END || exit 1
addr add 192.168.10.1/24 dev wire0
addr add 10.0.0.1/24 dev wire1
link set wire0 up
link set wire1 up
END
  touch /run/lock/subsys/network
}
