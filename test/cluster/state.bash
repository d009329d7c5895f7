# State: all that a script could have changed, as text.

dump() {
  on "$1" bash -s << 'END'
# The module ipip may have come, and with it a tunl0 that nobody uses.
if [ -z "$(ip -o address show dev tunl0 2>/dev/null)$(ip -o link show dev tunl0 up 2>/dev/null)" ]; then
  spare='[ /]tunl0[@:/]'
else
  spare='^$'
fi
listing='address show\nlink show\nroute show table all\nrule show\n'
{
  printf "$listing" | ip -o -batch -
  printf "$listing" | ip -o -6 -batch -
  cd /proc/sys/net
  grep -rs . ipv4/conf ipv4/ip_forward ipv6/conf ipv4/vs
} | grep -v -e "$spare"
ipvsadm -Sn
ipvsadm -Ln --timeout
[ ! -e /usr/sbin/nft ] || nft list ruleset
for command in iptables ip6tables; do "$command-save"; done | sed '/^#/d; s/\[[0-9:]*\]//'
find_files() { for file in /run/lvsgen/* /run/lock/subsys/*; do [ ! -e "$file" ] || echo "$file"; done; }
find_files | grep -v '^/run/lvsgen/lock$'
:
END
}

# Keeps what there is on every node.
keep_state() {
  local name
  for name in "${!pid[@]}"; do dump "$name" > "$work/$name.before"; done
}

# Every node is as it was then.
as_before() {
  local name code=0
  for name in "${!pid[@]}"; do
    dump "$name" > "$work/$name.after"
    diff -U0 "$work/$name.before" "$work/$name.after" || code=1
  done
  return "$code"
}
