# VS/DR: replies go from the real servers to the client.

. passages/one-network.bash
. passages/start.bash
check 'replies bypass the director' replies_pass "$vip" 80 nothing
check 'only the director answers ARP for the VIP' answers_arp client eth0 "$vip" director

. passages/rotation.bash
. passages/members.bash

on rs1 ip address del "$vip/32" dev lo
caught 'a VIP left off one server is caught' 'by: .*unanswered' alternates "$vip" 80 rs1 rs2
service rs1 reload
check 'a reload puts it back' alternates "$vip" 80 rs1 rs2
on rs1 bash -c 'echo 0 >/proc/sys/net/ipv4/conf/all/arp_ignore'
caught 'suppression left off is caught' 'by: director rs1' answers_arp client eth0 "$vip" director
service rs1 reload
check 'a reload puts that right as well' answers_arp client eth0 "$vip" director

. passages/stop.bash
