# The client outside, the real servers inside, the director between them, as in VS/NAT.

vip=192.168.10.12

bridge outside
bridge inside
node client
plug client eth0 outside 192.168.10.31/24
node director director
plug director eth0 outside 192.168.10.11/24
plug director eth1 inside 10.0.0.1/24
node rs1 real-server
plug rs1 eth0 inside 10.0.0.21/24
node rs2 real-server
plug rs2 eth0 inside 10.0.0.22/24
# Another gateway, which knows nothing of the cluster.
for name in rs1 rs2; do on "$name" ip route add default via 10.0.0.254; done
