# After a reboot, whose first half was a shutdown.

seen_by_httpd() {
  cat seen-by-httpd
  grep -q ' 198.51.100.10/32 ' seen-by-httpd
}

left_at_shutdown() {
  cat left-at-shutdown
  ! grep -q -e 198.51.100 -e all/arp_ignore:1 left-at-shutdown
}

all_are_active() {
  systemctl is-active lvs-{web,tunnel,nat,shop-director,mail-director}{,-guard}
}

# The cable of eth1 is not plugged in yet.
waits() {
  journalctl --quiet --unit=lvs-mail-director
  lvs-mail-director status | grep 'missing: 198.51.100.50'
  [ -z "$(ip -o -4 address show dev eth1)" ]
}

plugged_in() {
  ip link set dev cable1 up
  sleep 15
  ip -o address show dev eth1 | tee "$work/eth1"
  grep -q '203.0.113.2/24' "$work/eth1"
  grep -q '198.51.100.50/32' "$work/eth1"
  lvs-mail-director status
}

check 'a shutdown has stopped the services' left_at_shutdown
check 'what was enabled is started' all_are_active
check 'the VIP was there before the service that it has to be there for' seen_by_httpd
check 'the VIP of a director waits until its interface has an address' waits
check 'and is added by the guard, beside that address' plugged_in
