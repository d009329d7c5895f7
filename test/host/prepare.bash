# A host on a network, which answers ARP for whatever it has, and what the cases do to it.
# shellcheck shell=bash
set +eu
mkdir -p /run/netns
ip netns add peer
ip link add eth0 type veth peer name eth0 netns peer
ip addr add 192.0.2.21/24 dev eth0
ip link set eth0 up
sysctl -qw net.ipv4.conf.all.{arp_ignore,arp_announce,rp_filter}=0
rm -rf /etc/keepalived /etc/NetworkManager
mount -t tmpfs none /sys/module
mkdir /sys/module/tcp

audit() {
  npx lvsgen audit --host "$@"
  local status=$?
  [ "$status" = 0 ] || echo "exit $status"
}
silence() { sysctl -qw net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2; }
# IPVS, and what ipvsadm is to do.
ipvs() {
  mkdir /sys/module/ip_vs
  printf '#!/bin/sh\n%s\n' "$1" > /usr/sbin/ipvsadm
  chmod 755 /usr/sbin/ipvsadm
}
script() {
  cat > "$1" << 'END'
#!/bin/sh
VIP=192.0.2.10
case $1 in start) ip addr add $VIP/32 dev lo ;; esac
END
}
