# VS/DR for two ports at once, by a firewall mark.

. passages/one-network.bash
. passages/start.bash
check 'requests to the other port alternate too' alternates "$vip" 443 rs1 rs2
check 'replies bypass the director' replies_pass "$vip" 443 nothing
. passages/stop.bash
