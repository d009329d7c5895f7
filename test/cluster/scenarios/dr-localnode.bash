# VS/DR where the director is one of its own real servers.

. passages/one-network.bash
keep_state
for name in director rs1; do
  serve "$name" 80
  install "$name"
  service "$name" start
done
check 'requests alternate between the director and the real server' alternates "$vip" 80 director rs1
check 'only the director answers ARP for the VIP' answers_arp client eth0 "$vip" director
. passages/stop.bash
