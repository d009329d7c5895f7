#!/bin/bash
VIP=192.0.2.10
RIPS=(192.0.2.21 192.0.2.22)
start() {
  ifconfig eth0:0 $VIP netmask 255.255.255.255 broadcast $VIP up
  echo 1 > /proc/sys/net/ipv4/ip_forward
  ipvsadm -C
  ipvsadm -A -t $VIP:80 -s wrr -p 300
  ipvsadm -At $VIP:443 -s wrr -p 300
  for rip in "${RIPS[@]}"; do
    ipvsadm -a -t $VIP:80 -r $rip -g -w 2
    ipvsadm -at $VIP:443 -r $rip:443 -g -w 2
  done
  ipvsadm -A -t 192.0.2.11:25 –s rr
  iptables -F
}
stop() { ipvsadm -C; ifconfig eth0:0 down; }
case $1 in
  start) start ;;
  stop) stop ;;
esac
