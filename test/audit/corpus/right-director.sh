#!/bin/bash
# Director, VS/DR; the VIP is answered here.
VIP=192.0.2.10
RIPS="192.0.2.21 192.0.2.22"
ip addr add $VIP/24 dev eth0 || exit 1
ipvsadm -A -t $VIP:80 -s wrr || exit 1
for rip in $RIPS; do
  ipvsadm -a -t $VIP:80 -r $rip -g -w 2 || exit 1
done
