# VS/DR with an IPv6 VIP beside an IPv4 one.

. passages/one-network.bash
vip6=2001:db8:10::12
. passages/start.bash
check 'IPv6 requests alternate between the real servers' alternates "[$vip6]" 80 rs1 rs2
check 'IPv6 replies bypass the director' replies_pass "[$vip6]" 80 nothing
check 'only the director answers for the IPv6 VIP' answers_ndp client eth0 "$vip6" director
check 'the director does not speak for itself as the IPv6 VIP' speaks_not_as director 2001:db8:10::31 "$vip6"
check 'nor does a real server' speaks_not_as rs1 2001:db8:10::31 "$vip6"
. passages/stop.bash
