# IPv6 beside IPv4 in one instance, and two ports as one service by a mark.

vip=192.168.10.12
six=2001:db8:10::12
bridge lan
node client
plug client eth0 lan 192.168.10.31/24 2001:db8:10::31/64
for name in lb1 lb2; do node "$name"; done
plug lb1 eth0 lan 192.168.10.11/24 2001:db8:10::11/64
plug lb2 eth0 lan 192.168.10.13/24 2001:db8:10::13/64
for name in rs1 rs2; do node "$name" real-server; done
plug rs1 eth0 lan 192.168.10.21/24 2001:db8:10::21/64
plug rs2 eth0 lan 192.168.10.22/24 2001:db8:10::22/64
for name in rs1 rs2; do
  install "$name"
  service "$name" start
  serve "$name" 80 443
done
for name in lb1 lb2; do
  direct "$name"
  on "$name" cp -r "/cluster/rendered/$scenario/as-is/web/director-$name/el7/etc/rc.d" /etc
  on "$name" cp -r "/cluster/rendered/$scenario/as-is/web/director-$name/el7/usr/sbin/." /usr/sbin
  on "$name" "${as_service[@]}" /etc/rc.d/init.d/lvs-web-director start
done

keep lb1 lb2
check 'the preferred director gets both VIPs' within 20 holds "$vip" lb1 lb2
check 'the IPv6 VIP is with the other one' within 2 holds "$six" lb1 lb2
check 'requests by IPv6 alternate' within 10 alternates "[$six]" 80 rs1 rs2
check 'requests to a port of the mark alternate' within 10 alternates "$vip" 443 rs1 rs2
check 'the script beside keepalived says that all is in force' on lb1 "${as_service[@]}" /etc/rc.d/init.d/lvs-web-director status
ask_steadily six "$six" 80
ask_steadily mark "$vip" 443
sleep 1
lose lb1
check 'the master lost, the other one answers by IPv6 within 4 s' within 4 answered "[$six]" 80 rs1 rs2
check 'and by the mark' within 4 answered "$vip" 443 rs1 rs2
return_of lb1
sleep 5
check 'the master back, it leaves the VIPs where they are' holds "$vip" lb2 lb1
stop_keeping lb2
check 'it takes them when the other one is stopped' within 3 holds "$six" lb1 lb2
check 'IPv6 is answered then' within 3 answered "[$six]" 80 rs1 rs2
check 'who asks by IPv6 every 100 ms was never without an answer for more than 4 s' longest_gap six 4
check 'nor was who asks a port of the mark' longest_gap mark 4
stop_keeping lb1
