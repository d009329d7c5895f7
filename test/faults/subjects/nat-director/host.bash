# shellcheck shell=bash
flush() { ipvsadm -C && ip -batch - <<< $'addr del 192.168.10.12/32 dev eth0\naddr del 192.168.10.13/32 dev eth0'; }
admin() { echo 2 > /proc/sys/net/ipv4/vs/expire_nodest_conn; }
half() { ip addr add 192.168.10.12/32 dev eth0; }
by_hand_rest() { :; }
by_hand() { ip addr add 192.168.10.12/24 dev eth0; }
