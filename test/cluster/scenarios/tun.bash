# VS/TUN: the director sends requests through IPIP, also to another network; replies go to the client.

. passages/router.bash
. passages/start.bash
check 'replies bypass the director' replies_pass "$vip" 80 nothing
check 'only the director answers ARP for the VIP' answers_arp router eth0 "$vip" director
check 'nobody answers ARP for the VIP on the other network' answers_arp router eth1 "$vip"

# What an upload has to do without where a firewall drops ICMP.
on client iptables -A INPUT -p icmp --icmp-type fragmentation-needed -j DROP
check 'a large upload passes to one server' uploads "$vip" 80 4000000
check 'a large upload passes to the other' uploads "$vip" 80 4000000
on client iptables -D INPUT -p icmp --icmp-type fragmentation-needed -j DROP

. passages/rotation.bash
. passages/members.bash
. passages/stop.bash
