# shellcheck shell=bash
flush() { ip addr flush dev tunl0 && ip link set tunl0 down; }
admin() { echo 2 > /proc/sys/net/ipv4/conf/all/arp_ignore; }
half() { ip link set tunl0 up; }
by_hand_rest() { ip addr add 192.168.10.99/24 dev tunl0; }
by_hand() { ip addr add 192.168.10.12/24 dev tunl0 && by_hand_rest; }
