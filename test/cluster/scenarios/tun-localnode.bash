# VS/TUN where the director is one of its own real servers.

. passages/router.bash
keep_state
for name in director rs2; do
  serve "$name" 80
  install "$name"
  service "$name" start
done
check 'requests alternate between the director and the real server' alternates "$vip" 80 director rs2
. passages/stop.bash
