# Read by a shell in namespaces of its own: makes them a host with things of others, and defines what host.ts asks for.
# $programs has what stands in for programs, $scripts has the scripts and their shell, and $list prints firewall rules.
# shellcheck shell=bash disable=SC2086,SC2154
mount -t tmpfs none /run
mkdir -p /run/bin /run/lock/subsys /run/lvsgen /run/vs
mkfifo /run/held /run/go
exec 5<> /run/held 6<> /run/go
ln -s "$(command -v mawk || command -v gawk)" /run/bin/awk # mawk begins in half the time
ln -s "$(type -P true)" /run/bin/arping
printf '#!/bin/sh\nexec /run/bin/awk -f %s/../kernel/ipvsadm.awk -- "$@"\n' "$PWD" > /run/bin/ipvsadm
printf '#!/bin/sh\n[ -e /proc/sys/net/ipv4/conf/tunl0 ] || ip link add tunl0 type ifb\n' > /run/bin/modprobe
chmod 755 /run/bin/ipvsadm /run/bin/modprobe
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

# Prints what there is, most of it as commands that make it.
dump() {
  echo @state
  for file in /run/lvsgen/{lvs-,nft.,undo}* /run/lock/subsys/* /run/vs/table*; do
    [ -f "$file" ] && ! IFS= read -rd '' text < "$file" && printf 'put %s %q\n' "$file" "$text"
  done
  for file in /proc/sys/net/ipv4/conf/*/{accept_redirects,arp_announce,arp_ignore,rp_filter} /run/vs/*_*; do
    read -r text < "$file" && echo "echo $text > $file"
  done
  printf 'rules %q\n' "$($list)"
  [ ! -e /proc/sys/net/ipv4/conf/tunl0 ] || echo 'link add tunl0 type ifb'
  ip -o -batch - <<< $'link show up\naddress show\nroute show'
}
put() { printf '%s' "$2" > "$1"; }
rules() {
  case $list in
    nft*) nft flush ruleset && nft -f - <<< "$1" ;;
    iptables*) printf '%s\n' '*mangle' "$1" COMMIT | iptables-restore ;;
  esac
}

# Runs a script, $2, with the fault $1. Waits for all that it has started: that has the descriptor 8.
run() {
  local said
  said=$(FAULT=$1 exec "$scripts/sh" $2 < /dev/null 2>&1 8>&1)
  printf '@codes\n%s\n@said\n%s\n' "$?" "$said"
}

# The same. Where it is held, prints what there is, or lets another script, $3, go on until it is done or waits.
act() {
  for file in /run/{calls,count,second}; do : > "$file"; done
  { run "$1" "$2" > /run/first && echo end >&5; } &
  until read -r end <&5 && [ -n "$end" ]; do
    if [ -n "$3" ]; then
      run '' "$3" > /run/second &
      until [ -s /run/second ] || [[ $(< /run/calls) == *@call?flock?-w?30?9 ]]; do read -rt 0.02 <&5; done
      read -rt 0.05 <&5
    else
      dump
    fi
    echo >&6
  done
  wait
  cat /run/{first,second,calls}
  FAULT='before 0' "$programs/ip" # looks, and does nothing
  [ ! -e /run/answered ] || { rm /run/answered && echo @answered; }
  dump
}

start() { act '' "$scripts/$1 start"; }
