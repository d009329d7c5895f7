#!/bin/bash
ipvsadm -A -t 192.0.2.10:80 -s rr
ipvsadm –a -t 192.0.2.10:80 -r 192.0.2.21 -g
ipvsadm -A -t 192.0.2.11 -s rr
ipvsadm -a -t 192.0.2.10:80 -r 192.0.2.22 -m -w 1
