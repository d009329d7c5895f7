# Starts everything; both real servers answer.

keep_state
for name in rs1 rs2; do
  serve "$name" 80 443
  install "$name"
  service "$name" start
done
install director
service director start

check 'requests alternate between the real servers' alternates "$vip" 80 rs1 rs2
check 'the director says that all is in force' status_is director 0
