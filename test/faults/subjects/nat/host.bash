# shellcheck shell=bash
# There is nothing on lo: it is the routes that go.
flush() { ip route del 0.0.0.0/1 && ip route del 128.0.0.0/1; }
admin() { echo 1 > /proc/sys/net/ipv4/conf/all/accept_redirects; }
half() { ip route add 0.0.0.0/1 via 192.168.10.5 dev eth0; }
by_hand() { ip route add 0.0.0.0/1 via 192.168.10.5 dev eth0 metric 7; }
by_hand_rest() { by_hand; }
