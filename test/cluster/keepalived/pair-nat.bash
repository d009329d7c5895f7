# VS/NAT by two directors: the gateway of the real servers moves with the VIP. A director has both while it has /run/fit.

vip=192.168.10.12
bridge outside
bridge inside
node client
plug client eth0 outside 192.168.10.31/24
for name in lb1 lb2; do node "$name"; done
plug lb1 eth0 outside 192.168.10.11/24
plug lb1 eth1 inside 10.0.0.11/24
plug lb2 eth0 outside 192.168.10.13/24
plug lb2 eth1 inside 10.0.0.13/24
for name in rs1 rs2; do node "$name" real-server; done
plug rs1 eth0 inside 10.0.0.21/24
plug rs2 eth0 inside 10.0.0.22/24
for name in rs1 rs2; do
  install "$name"
  service "$name" start
  serve "$name" 8080
done
for name in lb1 lb2; do
  direct "$name"
  on "$name" touch /run/fit
done

keep lb1 lb2
check 'the preferred director gets the VIP' within 20 holds "$vip" lb1 lb2
check 'requests alternate between the real servers' within 10 alternates "$vip" 80 rs1 rs2
open_stream "$vip" 80
open_stream "$vip" 80
# The kernel gathers for two seconds what it tells the other director.
sleep 3
ask_steadily all "$vip" 80
sleep 1
lose lb1
check 'the master lost, the other one answers within 4 s' within 4 answered "$vip" 80 rs1 rs2
check 'the stream through one real server goes on' transfers rs1
check 'the stream through the other one goes on' transfers rs2
return_of lb1
check 'the master back, it takes the VIP back' within 10 holds "$vip" lb1 lb2
on lb1 rm /run/fit
check 'where the script that it tracks fails, the VIP goes' within 6 holds "$vip" lb2 lb1
on lb1 touch /run/fit
check 'where it succeeds again, the VIP is back' within 8 holds "$vip" lb1 lb2
check 'who asks every 100 ms is never without an answer for more than 4 s' longest_gap all 4
on lb2 sed -i 's/auth_pass .*/auth_pass another/' /etc/keepalived/keepalived.conf
kill -HUP "${keeper[lb2]}"
sleep 6
caught 'two passwords are caught: both have the VIP' 'lb2 has .*, too' holds "$vip" lb1 lb2
direct lb2
kill -HUP "${keeper[lb2]}"
check 'with one password, one has it' within 6 holds "$vip" lb1 lb2
stop_keeping lb1 lb2
