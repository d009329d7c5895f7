# Read by a shell in namespaces of its own: makes them a host with things of others, and defines what host.ts asks for.
# $faults is this folder, $LIBRARY what fault.c makes, and $list prints the rules of a firewall.
# shellcheck shell=bash disable=SC2154
mount -t tmpfs none /run
mkdir -p /run/lock/subsys /run/lvsgen /run/vs
mount --bind "$faults/ipvsadm" "$(command -v ipvsadm)"
mount --bind "$faults/modprobe" "$(command -v modprobe)"
mount --bind /bin/true "$(command -v arping)"
echo 1 > /proc/sys/net/ipv6/conf/default/addr_gen_mode # a link gets no address of its own
ip -batch - << 'END'
link set lo up
address add 10.9.9.9/32 dev lo
link add eth0 address 02:00:00:00:00:02 type veth peer name peer0 address 02:00:00:00:00:01
link set peer0 up
link set eth0 up
address add 192.168.10.2/24 dev eth0
route add default via 192.168.10.1
route add 10.20.0.0/16 via 192.168.10.3
END
echo 1 > /proc/sys/net/ipv4/conf/all/arp_announce
tee /run/vs/expire_nodest_conn /run/vs/expire_quiescent_template <<< 0 > /dev/null
ipvsadm -A -t 192.168.10.99:25 -s rr
case $list in
  nft*) nft 'add table inet other; add chain inet other some; add rule inet other some accept' ;;
  *) iptables -t mangle -A OUTPUT -d 10.9.0.0/16 -j MARK --set-mark 7 ;;
esac

# Prints what there is, as commands that make it where there are such. The command ip looks whether ARP would be answered,
# as any other does.
dump() {
  rm -f "$TRACE"*
  echo @state
  {
    SCRIPT=0 LD_PRELOAD=$LIBRARY ip -o -batch - <<< $'link show up\naddress show\nroute show table all\nrule show'
    grep -r . --exclude=mc_forwarding /proc/sys/net/ipv4/{conf,ip_forward} /run/vs
  } | sed -E '
    s/^[0-9]+: (\w+)[@:].*/link set \1 up/; t
    s/^[0-9]+: (\w+) +inet6? (\S+) .*scope (\w+).*deprecated.*/address add \2 dev \1 scope \3 preferred_lft 0/; t
    s/^[0-9]+: (\w+) +inet6? (\S+) .*scope (\w+).*/address add \2 dev \1 scope \3/; t
    s/^([0-9]+):\t/rule add pref \1 /; t
    s/^(\/[^:]+):(.*)/echo \2 > \1/; t
    /proto kernel/d # what the kernel makes of addresses
    s/^/route add /
  '
  [ ! -e /proc/sys/net/ipv4/conf/tunl0 ] || echo 'link add tunl0 type ifb'
  for file in /run/ip_vs /run/lvsgen/* /run/lock/subsys/*; do
    [ ! -f "$file" ] || printf 'put %s %q\n' "$file" "$(< "$file")"
  done
  printf 'rules %q\n' "$($list | grep -v '^#')"
  [ ! -e "$TRACE.answered" ] || echo answered
  rm -f "$TRACE"*
}

put() { printf '%s' "${2:+$2$'\n'}" > "$1"; }
rules() {
  local load=${list/list ruleset/-f -}
  nft flush ruleset && ${load/save/restore} <<< "$1"
}

# Does an action, the command from $3 on, with the fault $1 and the trace $2. Waits for all that it has started: that has
# the descriptor 8.
run() {
  local said
  said=$(FAULT=$1 TRACE=$2 LD_PRELOAD=$LIBRARY timeout -s KILL 60 "${@:3}" < /dev/null 2>&1 8>&1)
  printf '@code\n%s\n@said\n%s\n@calls\n' "$?" "$said"
  cat "$2" 2> /dev/null
}

finish() {
  for note in struck answered; do
    ls "$TRACE"*".$note" > /dev/null 2>&1 && echo "@$note"
  done
  dump
}

act() {
  run "$1" "$TRACE" "${@:2}"
  finish
}

# Does the action $2 $3 $4, which stops at the call of the fault $1, and meanwhile that from $5 on.
race() {
  run "$1" "$TRACE" "${@:2:3}" > "$TRACE.first" &
  until [ -e "$TRACE.struck" ] || [ -s "$TRACE.first" ]; do sleep 0.005; done
  run '' "$TRACE.second" "${@:5}" > "$TRACE.said" &
  sleep 0.1
  touch "$TRACE.go"
  wait
  cat "$TRACE.first"
  sed 's/^@/@second-/' "$TRACE.said"
  finish
}
