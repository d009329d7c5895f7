# Plugs a cable into eth0.
echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6
ip link add eth0 type veth peer name cable
ip link set dev cable up
