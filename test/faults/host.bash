# Read by a shell in namespaces of its own: makes them a host with things of others, and defines what host.ts asks for.
# $preload stands before the programs in /run/bin, $scripts has the scripts and their shell, $list prints firewall rules.
# shellcheck shell=bash disable=SC2086,SC2154
mount -t tmpfs none /run
mkdir -p /run/bin /run/lock/subsys /run/lvsgen /run/vs
mkfifo /run/held /run/go
exec 5<> /run/held 6<> /run/go
ln -s "$(type -P mawk)" /run/bin/awk # mawk begins in half the time
ln -s "$(type -P true)" /run/bin/arping
ln -s $(type -P cat flock grep id ip {ip,ip6}tables-{restore,save} mkdir mv nft rm sed tac touch) /run/bin
printf '#!/bin/sh\n[ -e /proc/sys/net/ipv4/conf/tunl0 ] || ip link add tunl0 type ifb\n' > /run/bin/modprobe
{ echo '#!/usr/bin/gawk -E' && cat ../kernel/ipvsadm.awk; } > /run/bin/ipvsadm
chmod 755 /run/bin/{ipvsadm,modprobe}
echo 1 > /proc/sys/net/ipv6/conf/default/addr_gen_mode # a link gets no address of its own
ip -batch - << 'END'
link set lo up
address add 198.51.100.7/32 dev lo
link add eth0 type veth peer name peer0
link set peer0 up
link set eth0 up
address add 10.1.1.21/24 dev eth0
route add default via 10.1.1.254
route add 203.0.113.0/24 via 10.1.1.253
END
echo 1 > /proc/sys/net/ipv4/conf/all/arp_announce
tee /run/vs/expire_quiescent_template /run/vs/backup_only <<< 0 > /dev/null
echo '-A -t 198.51.100.7:80 -s rr' > /run/vs/table
echo '900 120 300' > /run/vs/table.timeouts
case $list in
  nft*) nft 'add table inet other; add chain inet other some; add rule inet other some accept' ;;
  iptables*) iptables -t mangle -A OUTPUT -d 198.51.100.7 -j ACCEPT ;;
esac

# Prints what there is, most of it as commands that make it. What $kernel has is changed by programs only.
ask() {
  kernel=$(printf 'rules %q\n' "$($list)" && ip -o -batch - <<< $'link show up\naddress show\nroute show')
}
dump() {
  echo @state
  for file in /run/lvsgen/{lvs-,nft.,undo}* /run/lock/subsys/* /run/vs/table*; do
    [ -f "$file" ] && ! IFS= read -rd '' text < "$file" && printf 'put %s %q\n' "$file" "$text"
  done
  for file in /proc/sys/net/ipv4/conf/*/{accept_redirects,arp_announce,arp_ignore,rp_filter} /run/vs/*_*; do
    read -r text < "$file" && echo "echo $text > $file"
  done
  [ ! -e /proc/sys/net/ipv4/conf/tunl0 ] || echo 'link add tunl0 type ifb'
  echo "$kernel"
}
put() { printf '%s' "$2" > "$1"; }
rules() {
  case $list in
    nft*) nft flush ruleset && nft -f - <<< "$1" ;;
    iptables*) printf '%s\n' '*mangle' "$1" COMMIT | iptables-restore ;;
  esac
}

# Runs a script, $2, with the fault $1, and waits for all that it has started: that has the descriptor 8. Where it is held,
# prints what there is.
act() {
  : > /run/calls > /run/count && last=''
  {
    said=$(FAULT=$1 LD_PRELOAD=$preload exec "$scripts/sh" $2 < /dev/null 2>&1 8>&1)
    printf '@code\n%s\n@said\n%s\n' "$?" "$said" > /run/said
    echo end >&5
  } &
  until read -r program <&5 && [ "$program" = end ]; do
    [[ $last == @(awk|cat|grep|id|sed|tac) ]] || ask
    dump && last=$program && echo >&6
  done
  ask && read -r ignored < /proc/sys/net/ipv4/conf/all/arp_ignore
  for vip in $VIPS; do [[ $ignored == 0 && $kernel == *" $vip/"* ]] && : > /run/answered; done
  [ ! -e /run/answered ] || { rm /run/answered && echo @answered; }
  cat /run/said /run/calls && dump
}

start() { act '' "$scripts/$1 start"; }
