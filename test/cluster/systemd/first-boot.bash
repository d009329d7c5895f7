# Installs services, switches them on, and takes away what they have set up in every way that is known.

# What this machine is, of config.yaml.
services=(lvs-web lvs-tunnel lvs-nat lvs-shop-director lvs-mail-director)
parts=({web/real-server/el8,nat/real-server/el9,tunnel/real-server/el7,shop/director/el9,mail/director/el7})
vip=198.51.100.10 new_vip=198.51.100.11

# Installs the parts $2… as a package would, from the folder $1.
install() {
  local from=$1 part
  shift
  for part; do cp -r "$from/$part/." /; done
  systemctl daemon-reload
}

# Keeps what there is as $1.
keep() {
  dump host > "$work/$1"
}

# What there is is what was kept as $1.
is_as() {
  keep now
  diff -U0 "$work/$1" "$work/now"
}

has() {
  [[ $(ip -o address) == *" $1/32 "* ]] || no "$1 is not there"
}

# The units $2… are $1.
all_are() {
  local unit now state=$1
  shift
  for unit; do
    now=$(systemctl is-active "$unit") || :
    [ "$now" = "$state" ] || no "$unit is $now: $(systemctl status "$unit")"
  done
}

# What the journal gets from now on is what written prints.
mark_journal() {
  sleep 1
  date +%s > "$work/marked"
}

# Prints what the guard of the service has written to the journal.
written() {
  journalctl --quiet --output=cat --since="@$(cat "$work/marked")" "_SYSTEMD_UNIT=$service-guard.service"
}

# From now on, the service $1 is the one that runs, and what it has set up is kept as started.
begin() {
  service=$1
  systemctl start "$service"
  keep started
}

# It stops and leaves nothing: its guard stops too.
ends() {
  systemctl stop "$service"
  is_as nothing
  all_are inactive "$service" "$service-guard"
}

# Ten seconds after the command $2… all is again as it was, and the guard has said that it put back $1.
mended() {
  local named=$1 said
  shift
  mark_journal
  "$@"
  sleep 10
  is_as started
  said=$(written)
  printf '%s\n' "$said"
  grep -q -e "put back.*$named" <<< "$said" || no "the guard does not say that it put back $named"
}

lose_carrier() {
  ip link set dev cable0 down
  sleep 20
  ip link set dev cable0 up
  sleep 1
}

# What a firewall of others does at its reload, whose rules these are.
reload_firewall() {
  nft -f - <<< 'flush ruleset; table inet others { chain input { type filter hook input priority 0; }; }'
}

modprobe --all ip_vs ip_vs_rr ipip
add_profile() {
  nmcli connection add type ethernet con-name "$1" ifname "$1" ipv6.method disabled \
    ipv4.method manual ipv4.route-metric 100 ipv4.addresses "${@:2}"
} > /dev/null
add_profile eth0 192.0.2.2/24 ipv4.gateway 192.0.2.254
add_profile eth1 203.0.113.2/24
nmcli connection up lo > /dev/null
nm-online --quiet
# iptables shows a table only after it was used for the first time.
for command in iptables ip6tables; do "$command" -t mangle -F; done
reload_firewall
install rendered "${parts[@]}"
keep nothing

service=lvs-web
attempt systemctl enable --now lvs-web
check 'enable --now starts a service and its guard' all_are active lvs-web lvs-web-guard
check 'the VIP is there' has "$vip"
check 'root can ask the service itself for its status' lvs-web status
keep started

# What the service says at a reload, as its VIP is on another interface too, is where root looks for it.
says_so() {
  ip address add "$vip/32" dev eth0
  systemctl reload lvs-web
  ip address del "$vip/32" dev eth0
  "$@" | grep 'elsewhere'
}
check 'systemctl status shows what it says' says_so systemctl status lvs-web
check 'journalctl -u shows what it says' says_so journalctl -u lvs-web

systemctl restart lvs-web
check 'a restart ends as a start does' is_as started
check 'and starts the guard too' all_are active lvs-web-guard
systemctl stop lvs-web-guard
ip address del "$vip/32" dev lo
systemctl reload lvs-web
check 'a reload puts back what disappeared' is_as started
check 'a stop leaves nothing, and stops the guard' ends

begin lvs-web
check 'VIP on lo, nmcli connection up' mended "$vip" nmcli connection up lo
check 'VIP on lo, flush' mended "$vip" ip address flush dev lo scope global
check 'arp_ignore' mended arp_ignore sysctl -q -w net.ipv4.conf.all.arp_ignore=0
systemctl start network
# The service starts again after that of the network. Its guard is not what puts the VIP back.
restarts_network() {
  systemctl stop lvs-web-guard
  systemctl restart network
  sleep 2
  is_as started
}
check 'on el8, a restart of the network, which flushes lo, is one of the service too' restarts_network

# In a minute the guard has written nothing and used less than 1 % of a processor that does two thousand million
# instructions a second. The one here does half as many, by its clock.
idles() {
  local group=/sys/fs/cgroup/system.slice/lvs-web-guard.service before after
  mark_journal
  before=$(sed -n 's/^usage_usec //p' "$group/cpu.stat")
  sleep 60
  after=$(sed -n 's/^usage_usec //p' "$group/cpu.stat")
  written
  [ -z "$(written)" ] || no 'written to the journal'
  echo "$((after - before)) us of 60 s"
  [ "$((after - before))" -lt 1200000 ]
  # A shell, and what it sleeps by.
  [ "$(wc -l < "$group/cgroup.procs")" -eq 2 ]
}
check 'an idle guard sleeps and writes nothing' idles

# Wherever the guard is at the moment, a stop leaves nothing, and nothing comes back.
stops_at_any_time() {
  local moment
  for moment in 4.80 4.85 4.90 4.95 5.00 5.05 5.10; do
    systemctl start lvs-web
    ip address flush dev lo scope global
    sleep "$moment"
    systemctl stop lvs-web
    ! has "$vip" > /dev/null || no "$vip is there after a stop $moment seconds after a start"
  done
  sleep 6
  is_as nothing
}
check 'a stop never races with the guard' stops_at_any_time

begin lvs-web
install upgraded web/real-server/el8
check 'after an upgrade, the guard puts back what was started' mended "$vip" ip address flush dev lo scope global
systemctl reload lvs-web
check 'until the reload' has "$new_vip"
keep started
check 'from then on it puts back the new VIP' mended "$new_vip" ip address flush dev lo scope global
systemctl --quiet disable --now lvs-web
rm /usr/sbin/lvs-web /usr/lib/systemd/system/lvs-web*
systemctl daemon-reload
sleep 6
check 'after a removal nothing is left' is_as nothing
check 'and nothing runs' all_are inactive lvs-web lvs-web-guard
install rendered web/real-server/el8

begin lvs-tunnel
check 'MSS, iptables -F' mended TCPMSS iptables -t mangle -F
check 'rp_filter' mended rp_filter sysctl -q -w net.ipv4.conf.tunl0.rp_filter=0
check 'tunl0 down' mended 'tunl0 up' ip link set dev tunl0 down
check 'a stop of VS/TUN leaves nothing' ends

begin lvs-nat
check 'routes, nmcli connection up' mended 0.0.0.0/1 nmcli connection up eth0
check 'routes, a carrier that was away' mended 0.0.0.0/1 lose_carrier
# Without the carrier, the gateway is out of reach for a while.
fails_once() {
  written
  [ "$(written | grep -c 'on no network')" -eq 1 ]
}
check 'what cannot be put back is written once' fails_once
check 'a stop of VS/NAT leaves nothing' ends

begin lvs-shop-director
check 'VIP on eth0, nmcli connection up' mended 198.51.100.40 nmcli connection up eth0
check 'VIP on eth0, nmcli device reapply' mended 198.51.100.40 nmcli device reapply eth0
check 'VIP on eth0, a carrier that was away' mended 198.51.100.40 lose_carrier
check 'services, ipvsadm -C' mended 192.0.2.41 ipvsadm -C
check 'a stop of a director leaves nothing' ends

begin lvs-mail-director
check 'marks, iptables -F' mended MARK iptables -t mangle -F

by_hand() {
  env -i PATH=/sbin:/usr/sbin:/bin:/usr/bin TERM=dumb /etc/rc.d/init.d/lvs-mail-director "$1"
}
by_hand stop
check 'on el7, a stop by hand is one for systemd' all_are inactive lvs-mail-director lvs-mail-director-guard
by_hand start
check 'and a start' all_are active lvs-mail-director lvs-mail-director-guard
check 'a status by hand' by_hand status
check 'a stop of a director with marks leaves nothing' ends

install rendered mail/director/el9
begin lvs-mail-director
check 'marks, nft flush ruleset' mended 'mark set 5' reload_firewall
check 'a stop of one with marks by nft leaves nothing' ends

systemctl --quiet enable --now "${services[@]}"
