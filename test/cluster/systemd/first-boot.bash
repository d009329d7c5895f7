# Installs the services, switches them on, and takes away what they have set up in every way that is known.

# The real servers and directors of config.yaml that this machine is.
declare -A role=(
  [lvs-web]=web/real-server/el9
  [lvs-tunnel]=tunnel/real-server/el9
  [lvs-nat]=nat/real-server/el9
  [lvs-shop-director]=shop/director/el9
)
services=("${!role[@]}")
guards=("${services[@]/%/-guard}")
vip=198.51.100.10

# Installs the service $1, as a package would, as it is rendered from config.yaml or from $2.
install() {
  cp -r "rendered/${2-config}/${role[$1]}/." /
  systemctl daemon-reload
}

# Keeps what there is as $1.
keep() {
  dump host > "$work/$1"
}

# What there is is what was kept as $1.
is_as() {
  dump host > "$work/now"
  diff -U0 "$work/$1" "$work/now"
}

has() {
  [[ $(ip -o address) == *" $1/32 "* ]]
}

has_not() {
  ! has "$1"
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

# Prints what the service $1 has written to the journal since mark_journal.
journal() {
  journalctl --quiet --output=cat --after-cursor="$(cat "$work/cursor")" --unit="$1" _TRANSPORT=stdout
}

mark_journal() {
  journalctl --quiet --lines=0 --show-cursor | sed -n 's/^-- cursor: //p' > "$work/cursor"
}

# Ten seconds after the command $3… all is again as it was, and the guard of $1 has said that it put back $2.
mended() {
  local guard=$1-guard named=$2
  shift 2
  mark_journal
  "$@"
  sleep 10
  is_as started
  journal "$guard" > "$work/journal"
  cat "$work/journal"
  grep -q -F -e "$named" "$work/journal" || no "$guard does not name $named"
}

lose_carrier() {
  ip link set dev cable down
  sleep 20
  ip link set dev cable up
}

for module in ip_vs ip_vs_rr ipip iptable_mangle; do modprobe "$module"; done
nmcli connection add type ethernet con-name eth0 ifname eth0 \
  ipv4.method manual ipv4.addresses 192.0.2.2/24 ipv4.gateway 192.0.2.254 > /dev/null
iptables-save > /dev/null
wait_for nm-online --quiet
keep nothing

for service in "${services[@]}"; do install "$service"; done
systemctl enable --now "${services[@]}" 2> /dev/null || :
keep started

check 'enable --now starts the services' all_are active "${services[@]}"
check 'and their guards' all_are active "${guards[@]}"
check 'and the VIP is there' has "$vip"
check 'root asks a service itself for its status' lvs-web status


look() { echo "== $1"; ip -o addr show eth0 | cut -c1-60; nmcli -t dev | grep eth0; }
systemctl stop lvs-shop-director-guard
lose_carrier
sleep 10
look 'no guard, carrier back'
lvs-shop-director reload
systemctl start lvs-shop-director-guard
lose_carrier
sleep 10
look 'guard with rule, carrier back'
journalctl -q -o cat _SYSTEMD_UNIT=lvs-shop-director-guard.service
systemctl stop lvs-shop-director
ip link set cable down
sleep 15
systemctl start lvs-shop-director
sleep 15
look 'start without carrier'
ip link set cable up
sleep 15
look 'start without carrier, carrier back'
