VIP=203.0.113.10
ifconfig eth0:1 $VIP netmask 255.255.255.255 up
ifconfig eth1:1 10.0.0.254 netmask 255.255.255.0 up
ipvsadm -A -t $VIP:80
ipvsadm -a -t $VIP:80 -r 10.0.0.21:8080 -m -w 3
ipvsadm -a -t $VIP:80 -r 10.0.0.22:80 -m
ipvsadm --set 900 120 300
