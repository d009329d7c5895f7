# What stands before the steps of a test. They run in network, mount and process namespaces of their own: nothing of this
# machine is touched, and whatever they have begun ends with them.
#
# $shell is what runs the scripts, as sh: bash, where awk is gawk, or dash, where it is mawk. $environment is their
# environment. $kind says what they are for, and $sysv, if it is not empty, that no systemd runs.
# shellcheck shell=bash
# shellcheck disable=SC2013,SC2016,SC2034,SC2154
set -u

# Installs a program that scripts find before any other.
stand_in() {
  printf '#!/bin/sh\n%s\n' "$2" > "/run/bin/$1"
  chmod 755 "/run/bin/$1"
}

prepare() {
  hash arping bash dash gawk grep ip iptables-save mawk nft setpriv
  mount -t tmpfs tmpfs /run
  # Where systemd runs, /run/lock/subsys may be missing.
  mkdir -p /run/{bin,sh,saved,vs,etc,work,scripts,lock${sysv:+/subsys}}
  mount -t overlay -o lowerdir=/etc,upperdir=/run/etc,workdir=/run/work overlay /etc
  mkdir -p /etc/rc.d/init.d
  printf '%s\n' "$functions" > /etc/rc.d/init.d/functions
  local awk=gawk
  [ "$shell" = bash ] || awk=mawk
  ln -s "${BASH_CMDS[$awk]}" /run/bin/awk
  ln -s "${BASH_CMDS[$shell]}" /run/sh/sh
  # Up to el8 it takes options from the environment.
  [[ ${environment[*]} != *GREP_OPTIONS* ]] \
    || stand_in grep "exec ${BASH_CMDS[grep]} \$GREP_OPTIONS \"\$@\""
  stand_in arping 'exec sleep 60'
  stand_in modprobe '
    case $1 in
      ipip) ip link add tunl0 type veth peer name tunl0-end && ip link set tunl0 arp off ;;
      ip_vs) touch /run/vs/table && for name in expire_quiescent_template backup_only; do echo 0 > /run/vs/$name; done ;;
      *) exit 1 ;;
    esac'
  # mawk begins in half the time.
  printf '#!%s -Wexec\n%s\n' "${BASH_CMDS[mawk]}" "$ipvsadm" > /run/bin/ipvsadm
  chmod 755 /run/bin/ipvsadm
  mkfifo /run/idle

  # 198.51.100.7 and the like are somebody else's and have to stay.
  ip netns add peer
  ip -batch - << 'EOF'
link set lo up
link add eth0 address 02:00:00:00:00:21 type veth peer name eth0 netns peer
link set eth0 addrgenmode none
addr add 10.1.1.21/24 dev eth0
addr add 198.51.100.7/32 dev lo
addr add 2001:db8:7::7/128 dev lo
link set eth0 up
route add default via 10.1.1.254
EOF
  ip -netns peer -batch - << 'EOF'
link set eth0 addrgenmode none
addr add 10.1.1.1/24 dev eth0
link set eth0 up
EOF
  case $kind in
    TUN*) [ -e /proc/sys/net/ipv4/conf/tunl0 ] || /run/bin/modprobe ipip ;;
    director*) /run/bin/modprobe ip_vs ;;
  esac
  foreign
  # A fresh namespace may have inherited settings of the machine.
  for file in /proc/sys/net/ipv4/conf/*/{arp_ignore,arp_announce,rp_filter}; do set_to 0 "$file"; done
  for file in /proc/sys/net/ipv4/conf/*/accept_redirects; do set_to 1 "$file"; done
  save before
}

foreign() {
  case $kind in director*) echo '-A -t 198.51.100.7:80 -s rr' | /run/bin/ipvsadm -R ;; esac
  case $kind in
    *iptables) iptables -t mangle -A OUTPUT -s 198.51.100.7 -j ACCEPT ;;
    *nft) nft 'table inet filter { chain output { ip saddr 198.51.100.7 accept; }; }' ;;
  esac
}

set_to() { echo "$1" > "$2"; }

# Runs a script as `service` does, or with an environment that is not meant for it.
invoke() { env -i "${environment[@]}" /run/sh/sh "/run/scripts/$1" "${@:2}" < /dev/null; }

# Prints what a script says, without what the programs say that it runs, and an exit status other than 0.
run() {
  invoke "$@" > /run/output 2>&1
  local status=$?
  [ ! -s /run/output ] || sed -En 's/^lvs-[a-z-]* [a-z-]*: (lvs-)/\1/; /^(lvs-[a-z-]+(:| is) |Usage)/p' /run/output
  [ "$status" = 0 ] || echo "exit $status"
}
web() { run web "$@"; }
mail() { run mail "$@"; }

# Prints the exit status of each action.
codes() {
  local action all=''
  for action; do
    # shellcheck disable=SC2086
    invoke web $action > /run/output 2>&1
    all="$all, ${action:-none} $?"
  done
  echo "${all#, }"
}

# Puts another version of a script in place of the one that is there.
upgrade() { cp "/run/scripts/${1:-changed}" /run/scripts/web; }

# Prints what scripts may change, a line for each thing: all that there is, or what has become different since $1 was
# saved; of settings, what they are now.
state() {
  local file value
  {
    for file in /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/eth0/ndisc_notify /run/vs/*_* \
      /proc/sys/net/ipv4/conf/*/{arp_ignore,arp_announce,rp_filter,accept_redirects,send_redirects,forwarding}; do
      [ ! -e "$file" ] || { read -r value < "$file" && echo "${file#/proc/sys/net/ipv4/conf/} $value"; }
    done
    ip -o -batch - <<< $'addr show\nlink show up\nroute show\nrule show'
    case $kind in
      *iptables) iptables-save -t mangle && ip6tables-save -t mangle ;;
      *nft) nft list ruleset ;;
    esac
    case $kind in
      director*)
        value='900 120 300'
        [ ! -e /run/vs/table.timeouts ] || read -r value < /run/vs/table.timeouts
        echo "$(< /run/vs/table)"$'\n'"Timeout (tcp tcpfin udp): $value"
        ;;
    esac
  } | gawk -v "saved=${1:+/run/saved/$1}" '
    $3 ~ /^inet/ && !/ scope link/ {
      lines[$4 " on " $2 (/ scope host/ ? ", scope host" : "") (/preferred_lft 0sec/ ? ", deprecated" : "")]++
    }
    $3 ~ /^inet/ || /^[*:#]|^COMMIT|^}/ || /^\t/ && !/addr/ { six += /^# Generated by ip6/; next }
    /^[0-9]+: [^ ]+: </ { sub(/[:@].*/, "", $2); lines[$2 " is up"]++; next }
    /^-A [A-Z]+ / { $0 = (six ? "ip6tables " : "iptables ") $0 }
    { gsub(/^[ \t]+|( linkdown)*[ \t]*$/, ""); lines[$0]++ }
    function tell(sign,    line, i) {
      for (line in lines) for (i = 0; i < lines[line]; i++) print sign line
    }
    END {
      PROCINFO["sorted_in"] = "@ind_str_asc"
      while (saved && (getline < saved) > 0) if (lines[$0]) lines[$0]--; else if (!/\/[a-z_]* [0-9]*$/) gone[$0]++
      tell(saved ? "+ " : "")
      delete lines
      for (line in gone) lines[line] = gone[line]
      tell("- ")
    }
  '
}

save() { state > "/run/saved/$1"; }
since() { state "$1"; }

# Prints which files there are of ours.
files() (
  shopt -s dotglob globstar
  cd /run || exit
  for file in lock/** lvsgen/**; do [ ! -f "$file" ] || set -- "$@" "$file"; done
  [ $# = 0 ] || stat -c '%n %a' "$@"
)

# Waits until a command succeeds, five seconds at most. Nothing is ever written to /run/idle.
wait_for() {
  local left=1000
  until "$@"; do
    [ $((left -= 1)) -gt 0 ] || { echo "in vain: $*" && return 1; }
    read -rt 0.005 <> /run/idle
  done
}

# Notes what the kernel and IPVS are told, for `touched`.
watch() {
  : > /run/events
  : > /run/vs/log
  ip -o monitor link address route rule >> /run/events 2>&1 &
  wait_for eval 'come_and_go 198.51.100.8; noted 198.51.100.8'
}

# Prints what of these they were told about since.
touched() {
  come_and_go 198.51.100.9
  wait_for noted 198.51.100.9
  grep -hve 198.51.100.8 -e 198.51.100.9 /run/events /run/vs/log | grep "$@"
}

come_and_go() { ip -batch - <<< "addr add $1/32 dev lo"$'\n'"addr del $1/32 dev lo"; }
noted() { [[ $(< /run/events) == *"Deleted "*" $1/"* ]]; }

# Takes away whatever a script has set up, behind its back.
lose() {
  ip -o addr show | awk '$4 ~ /^(10\.1\.1\.1.\/32|2001:db8::.*)$/ { print "addr del", $4, "dev", $2 }' | ip -batch -
  case $kind in
    TUN*) ip link set tunl0 down ;;
    NAT*) ip route del 0.0.0.0/1 && ip route del 128.0.0.0/1 ;;
    director*) : > /run/vs/table ;;
  esac
  case $kind in
    *iptables) iptables -t mangle -F && ip6tables -t mangle -F ;;
    *nft) nft flush ruleset ;;
  esac
  foreign
  restore_settings
}

restore_settings() {
  local file value now
  grep '^[^ ]*/[^ /]* [0-9]*$' /run/saved/before | while read -r file value; do
    case $file in /*) ;; *) file=/proc/sys/net/ipv4/conf/$file ;; esac
    read -r now < "$file"
    [ "$now" = "$value" ] || set_to "$value" "$file"
  done
}

# Another machine asks for these addresses by ARP, a thousand times a second, until `answers` tells how many it got.
ask() {
  asked=''
  # Without job control, it would not see the signal in the background.
  set -m
  for address; do
    nsenter --net=/run/netns/peer arping -i eth0 -W 0.001 -c 100000 "$address" > "/run/asked.$address" 2>&1 &
    asked="$asked $!"
  done
  set +m
  first=$(requests)
  wait_for asked_times 20
}

answers() {
  wait_for asked_times 50
  # shellcheck disable=SC2086
  kill -INT $asked && wait $asked
  awk '/ packets received/ { sub(/.*transmitted, /, ""); answers += $1; ended++ } END {
    print !ended ? "nobody has asked" : answers ? "answered" : "not answered"
  }' /run/asked.*
  rm /run/asked.*
}

asked_times() { [ "$(requests)" -ge $((first + $1)) ]; }

# How many packets have come in.
requests() {
  local name packets
  while read -r name _ packets _; do [ "$name" != eth0: ] || echo "$packets"; done < /proc/net/dev
}
