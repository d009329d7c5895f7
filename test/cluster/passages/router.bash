# VS/TUN as it is meant: the client is behind a router, and so is one of the real servers.

vip=192.168.10.12

bridge lan
bridge far
bridge away
node router
plug router eth0 lan 192.168.10.1/24
plug router eth1 far 192.168.20.1/24
plug router eth2 away 192.168.30.1/24
# What the real servers answer comes from another side than where the VIP is.
for interface in all eth0 eth1 eth2; do
  on router bash -c "echo 0 >/proc/sys/net/ipv4/conf/$interface/rp_filter"
done
on router bash -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
node client
plug client eth0 away 192.168.30.31/24
node director director
plug director eth0 lan 192.168.10.11/24
node rs1 real-server
plug rs1 eth0 lan 192.168.10.21/24
node rs2 real-server
plug rs2 eth0 far 192.168.20.22/24
on client ip route add default via 192.168.30.1
on director ip route add default via 192.168.10.1
on rs1 ip route add default via 192.168.10.1
on rs2 ip route add default via 192.168.20.1
