# Client, director and real servers on one network, as in VS/DR.

vip=192.168.10.12

bridge lan
node client
plug client eth0 lan 192.168.10.31/24 2001:db8:10::31/64
node director director
plug director eth0 lan 192.168.10.11/24 2001:db8:10::11/64
node rs1 real-server
plug rs1 eth0 lan 192.168.10.21/24 2001:db8:10::21/64
node rs2 real-server
plug rs2 eth0 lan 192.168.10.22/24 2001:db8:10::22/64
