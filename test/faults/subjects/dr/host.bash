# shellcheck shell=bash
# What `service network restart` does to the device of the VIPs.
flush() { ip addr flush dev lo scope global && ip -batch - <<< 'addr add 10.77.7.7/32 dev lo'; }
# What an admin sets meanwhile. It will do for the script too.
admin() { echo 2 > /proc/sys/net/ipv4/conf/all/arp_ignore; }
# The first of the commands that change the network.
half() { ip addr add 192.168.10.12/32 dev lo; }
# A VIP set up by hand, with the prefix of its network, and somebody else's address of that network behind it.
by_hand_rest() { ip addr add 192.168.10.99/24 dev lo; }
by_hand() { ip addr add 192.168.10.12/24 dev lo && by_hand_rest; }
