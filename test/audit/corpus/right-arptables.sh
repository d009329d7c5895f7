#!/bin/sh
arptables -A IN -d 192.0.2.10 -j DROP || exit 1
arptables -A OUT -s 192.0.2.10 -j mangle --mangle-ip-s 192.0.2.21 || exit 1
ip addr add 192.0.2.10/32 dev lo
