# What a director does with a table, settings and rules that others use too.
# shellcheck shell=bash

. passages/two-networks.bash

# The table has all of the lines $1…
table_has() {
  local line table
  table=$(on director ipvsadm -Sn)
  printf '%s\n' "$table"
  for line; do grep -qxF -e "$line" <<< "$table" || no "missing: $line"; done
}

# The table has no other line than $1.
table_is() {
  local table
  table=$(on director ipvsadm -Sn)
  printf '%s\n' "$table"
  [ "$table" = "$1" ]
}

# No packet is marked but by the rule $1.
rules_are() {
  local rules
  rules=$(on director iptables -t mangle -S PREROUTING | grep -e MARK)
  printf '%s\n' "$rules"
  [ "$rules" = "$1" ]
}

# The timeouts of IPVS are $*.
timeouts_are() {
  local said
  said=$(on director ipvsadm -Ln --timeout)
  printf '%s\n' "$said"
  [ "${said##*: }" = "$*" ]
}

# The director refuses to do $3… with the status $1 and names $2.
refuses() {
  local expected=$1 word=$2 said code=0
  shift 2
  said=$(service director "$@" 2>&1) || code=$?
  printf '%s\n' "$said"
  [ "$code" -eq "$expected" ] && grep -q -e "$word" <<< "$said"
}

forwarding_is() {
  [ "$(on director cat /proc/sys/net/ipv4/ip_forward)" = "$1" ]
}

# Somebody else's service and rule, and one of our services, set up by hand before.
on director ipvsadm -A -t 192.168.10.99:80 -s wrr
on director ipvsadm -A -t "$vip:80" -s sh
on director ipvsadm -a -t "$vip:80" -r 10.0.0.29:80 -m
on director iptables -t mangle -A PREROUTING -d 192.168.10.99 -j MARK --set-mark 9
install director
service director start
check 'services are set up, and one that nobody recorded is adopted' table_has \
  "-A -t $vip:80 -s rr" '-a -f 7 -r 10.0.0.22:0 -m -w 1' '-A -f 7 -s wlc -p 60' '-A -t 192.168.10.99:80 -s wrr'
check 'the timeouts are those of the config, or as they were' timeouts_are 800 120 200

on director ipvsadm -e -t "$vip:80" -r 10.0.0.21:80 -m -w 9
on director ipvsadm -d -t "$vip:80" -r 10.0.0.22:80
on director ipvsadm -E -f 7 -s rr
on director ip address del "$vip/32" dev eth0
on director iptables -t mangle -D PREROUTING 2
on director bash -c 'echo 0 >/proc/sys/net/ipv4/vs/expire_nodest_conn'
check 'status names each difference' status_is director 2 \
  "missing: -a -t $vip:80 -r 10.0.0.21:80 -m -w 1" \
  "not listed any longer: -a -t $vip:80 -r 10.0.0.21:80 -m -w 9" \
  "missing: -a -t $vip:80 -r 10.0.0.22:80 -m -w 1" \
  'missing: -A -f 7 -s wlc -p 60' \
  "missing: $vip/32 dev eth0" \
  'missing: .*dports 443,8443' \
  'vs/expire_nodest_conn is 0 instead of 1'
service director reload
check 'a reload puts all of it right' status_is director 0

check 'drain refuses an address that is none of the real servers' refuses 2 10.0.0.77 drain 10.0.0.77
service director drain 10.0.0.22
check 'status says who is drained' status_is director 0 'drained: 10.0.0.22'
service director reload
check 'a reload knows who is drained' weight_is rs2 0

service director stop
check 'stop leaves the services of others' table_is '-A -t 192.168.10.99:80 -s wrr'
check 'stop leaves the rules of others' rules_are '-A PREROUTING -d 192.168.10.99/32 -j MARK --set-xmark 0x9/0xffffffff'
check 'stop leaves the timeouts as they are' timeouts_are 800 120 200
check 'stop leaves forwarding on' forwarding_is 1
