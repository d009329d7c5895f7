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

check 'a shutdown has stopped the services' left_at_shutdown
check 'what was enabled is started' all_are_active
check 'the VIP was there before the service that it has to be there for' seen_by_httpd
