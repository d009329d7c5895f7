# VS/NAT: requests and replies pass the director.

. passages/two-networks.bash
# The director is a router already: a stop leaves it one.
on director bash -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
. passages/start.bash
check 'replies pass the director' replies_pass "$vip" 80 all
check 'only the director answers ARP for the VIP' answers_arp client eth0 "$vip" director
. passages/rotation.bash
. passages/members.bash
. passages/stop.bash
