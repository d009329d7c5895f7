# VS/DR by two directors: whatever is lost, clients are served.

vip=192.168.10.12
bridge lan
node client
plug client eth0 lan 192.168.10.31/24
for name in lb1 lb2; do node "$name"; done
plug lb1 eth0 lan 192.168.10.11/24
plug lb2 eth0 lan 192.168.10.13/24
for name in rs1 rs2; do node "$name" real-server; done
plug rs1 eth0 lan 192.168.10.21/24
plug rs2 eth0 lan 192.168.10.22/24
node sorry real-server
plug sorry eth0 lan 192.168.10.30/24
for name in rs1 rs2 sorry; do
  install "$name"
  service "$name" start
  serve "$name" 80
done
for name in lb1 lb2; do
  direct "$name"
  # Of somebody else.
  on "$name" ipvsadm -A -t 192.168.10.99:25
done
on lb1 ip address add 192.168.10.98/32 dev eth0
for name in lb1 lb2; do dump "$name" > "$work/$name.before"; done

keep lb1 lb2
check 'the preferred director gets the VIP' within 20 holds "$vip" lb1 lb2
check 'requests alternate between the real servers' within 5 spread_over "$vip" 80 rs1 rs2
ask_on_and_on "$vip" 80

unserve rs2
check 'a real server whose service ends is out within the time of its check' within 4 spread_over "$vip" 80 rs1
line=$(asked)
sleep 1
check 'then no request is lost' none_missing_since "$line"
serve rs2 80
check 'it is back with its service' within 3 spread_over "$vip" 80 rs1 rs2

# One through each: who asks on and on takes his turns in between.
for _ in 1 2 3 4 5 6; do
  [ -p "$work/rs1.in" ] && [ -p "$work/rs2.in" ] || open_stream "$vip" 80
done
# The kernel gathers for two seconds what it tells the other director.
sleep 3
ask_steadily all "$vip" 80
sleep 1
lose lb1
check 'the master lost, the other one answers within 4 s' within 4 answered "$vip" 80 rs1 rs2
check 'the stream through one real server goes on' transfers rs1
check 'the stream through the other one goes on' transfers rs2
line=$(asked)
return_of lb1
check 'the master back, it takes the VIP back' within 10 holds "$vip" lb1 lb2
check 'the streams go on through that' transfers rs1
check 'no request is lost by that' none_missing_since "$line"
check 'who asks every 100 ms is never without an answer for more than 4 s' longest_gap all 4

direct lb1 without-last
direct lb2 without-last
for name in lb1 lb2; do kill -HUP "${keeper[$name]}"; done
check 'a reload without a real server takes it out' within 5 spread_over "$vip" 80 rs1
check 'the stream through the one that stays goes on' transfers rs1
check 'the VIP stays where it is' holds "$vip" lb1 lb2
caught 'the stream through the one that went ends' 'waited in vain' transfers rs2

on lb1 sed -i 's/interface eth0/interface eth9/' /etc/keepalived/keepalived.conf
kill -HUP "${keeper[lb1]}"
sleep 2
check 'a reload with an error is refused' grep -q 'failed validation' "$work/lb1.log"
check 'and leaves the VIP where it is' holds "$vip" lb1 lb2

unserve rs1
check 'with the last real server gone, the sorry server answers' within 5 spread_over "$vip" 80 sorry
serve rs1 80
check 'a real server back, it answers again' within 5 spread_over "$vip" 80 rs1

stop_keeping lb1 lb2
# The settings and the sync daemon are those of the host.
tables_as_before() {
  local name code=0
  for name in lb1 lb2; do
    dump "$name" > "$work/$name.after"
    diff -U0 "$work/$name.before" "$work/$name.after" || code=1
  done
  return "$code"
}
check 'stop leaves tables and addresses as they were' tables_as_before
