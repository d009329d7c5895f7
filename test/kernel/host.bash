# What stands before the steps of a test. They run in network, mount and process namespaces of their own: nothing of this
# machine is touched, and whatever they have begun ends with them.
#
# $shell is what runs the scripts, bash or dash, as sh, and $environment their environment. $kind says what they are for,
# and $sysv, if it is not empty, that no systemd runs.
# shellcheck shell=bash
# shellcheck disable=SC2154
set -u

# Installs a program that scripts find before any other.
stand_in() {
  printf '#!/bin/sh\n%s\n' "$2" > "/run/bin/$1"
  chmod 755 "/run/bin/$1"
}

peer() { nsenter --net=/run/netns/peer "$@"; }

prepare() {
  for program in arping dash gawk ip iptables-save nft setpriv; do
    command -v "$program" > /dev/null || echo "$program is not installed"
  done
  mount -t tmpfs tmpfs /run
  mkdir -p /run/{bin,sh/bash,sh/dash,saved,vs,etc,work,scripts,lock}
  # Where systemd runs, it may be missing.
  [ -z "$sysv" ] || mkdir /run/lock/subsys
  mount -t overlay -o lowerdir=/etc,upperdir=/run/etc,workdir=/run/work overlay /etc
  mkdir -p /etc/rc.d/init.d
  printf '%s\n' "$functions" > /etc/rc.d/init.d/functions
  ln -s "$(command -v bash)" /run/sh/bash/sh
  ln -s "$(command -v dash)" /run/sh/dash/sh
  ln -s "$(command -v gawk)" /run/bin/awk
  # Up to el8 it takes options from the environment.
  stand_in grep "exec $(command -v grep) \$GREP_OPTIONS \"\$@\""
  stand_in arping 'exec sleep 60'
  stand_in modprobe '
    case $1 in
      ipip) ip link add tunl0 type veth peer name tunl0-end && ip link set tunl0 arp off ;;
      ip_vs) touch /run/vs/table && for name in expire_quiescent_template backup_only; do echo 0 > /run/vs/$name; done ;;
      *) exit 1 ;;
    esac'
  printf '%s\n' "$ipvsadm" > /run/ipvsadm.awk
  stand_in ipvsadm "exec $(command -v gawk) -f /run/ipvsadm.awk -- \"\$@\""

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
  peer ip -batch - << 'EOF'
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
invoke() { ${as:+"${as[@]}"} env -i "${environment[@]}" "/run/sh/$shell/sh" "/run/scripts/$1" "${@:2}" < /dev/null; }

# Runs it in the background, as process $script.
begin() {
  env -i "${environment[@]}" "/run/sh/$shell/sh" "/run/scripts/$1" "${@:2}" < /dev/null > /run/output 2>&1 &
  script=$!
}

# Prints what a script says, without what the programs say that it runs, and an exit status other than 0.
run() {
  invoke "$@" > /run/output 2>&1
  local status=$?
  sed 's/^lvs-[a-z-]* [a-z-]*: \(lvs-\)/\1/' /run/output | grep -E '^(lvs-[a-z-]+(:| is) |Usage)'
  [ "$status" = 0 ] || echo "exit $status"
}
web() { run web "$@"; }
mail() { run mail "$@"; }

# Runs a script where a program is not installed, or as a user that is not root.
lack() {
  local name
  rm -rf /run/few && mkdir /run/few
  for name in $(sed -n 's/^for program in \(.*\); do$/\1/p' /run/scripts/web); do
    [ "$name" = "$1" ] || ln -s /bin/true "/run/few/$name"
  done
  environment+=(HOST_PATH=/run/few) && "${@:2}"
  unset 'environment[-1]'
}
nobody() { as=(setpriv --reuid=65534 --regid=65534 --clear-groups) && "$@" && as=(); }
as=()

# Prints the exit status of each action.
codes() {
  local action
  for action; do
    # shellcheck disable=SC2086
    invoke web $action > /run/output 2>&1
    echo "${action:-none} $?"
  done | in_one_line
}

in_one_line() { paste -sd, | sed 's/,/, /g'; }

# Puts another version of a script in place of the one that is there.
upgrade() { cp "/run/scripts/${1:-changed}" /run/scripts/web; }

# Prints what scripts may change, a line for each thing.
state() {
  {
    ip -o addr show | awk '!/ scope link/ {
      print $4, "on", $2 (/ scope host/ ? ", scope host" : "") (/preferred_lft 0sec/ ? ", deprecated" : "")
    }'
    ip -o link show up | awk -F '[:@ ]+' '{ print $2, "is up" }'
    ip -4 route show
    ip rule show
    grep -sH '' /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/eth0/ndisc_notify /run/vs/*_* \
      /proc/sys/net/ipv4/conf/*/{arp_ignore,arp_announce,rp_filter,accept_redirects,send_redirects,forwarding} \
      | sed 's|^/proc/sys/net/ipv4/conf/||; s/:/ /'
    case $kind in
      *iptables) for family in iptables ip6tables; do "$family-save" -t mangle | sed -n "s/^-A/$family &/p"; done ;;
      *nft) nft list ruleset | grep -e '^table' -e addr ;;
    esac
    case $kind in director*) /run/bin/ipvsadm -Sn && /run/bin/ipvsadm -Ln --timeout ;; esac
  } | sed 's/^\s*//; s/\( linkdown\)*\s*$//' | sort
}

save() { state > "/run/saved/$1"; }

# Prints what has become different since: of settings, what they are now.
since() { state | diff "/run/saved/$1" - | sed -n 's/^> /+ /p; s/^< /- /p' | LC_ALL=C sort | grep -v '^- .*/[a-z_]* [0-9]*$'; }

# Prints which files there are of ours.
files() { (cd /run && find lvsgen lock -type f -printf '%p %m\n' 2> /dev/null | sort); }

# Waits until a command succeeds, five seconds at most.
wait_for() {
  local left=500
  until "$@"; do
    [ $((left -= 1)) -gt 0 ] || { echo "in vain: $*" && return 1; }
    sleep 0.01
  done
}

# Notes what the kernel and IPVS are told, for `touched`.
watch() {
  ip -o monitor link address route rule > /run/events 2>&1 &
  : > /run/vs/log
  wait_for noted 198.51.100.8
}

# Prints what of these they were told about since.
touched() {
  wait_for noted 198.51.100.9
  cat /run/events /run/vs/log | grep -ve 198.51.100.8 -e 198.51.100.9 | grep "$@"
}

# Whether an address has been noted that comes and goes.
noted() { ip addr add "$1/32" dev lo && ip addr del "$1/32" dev lo && grep -q "$1" /run/events; }

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
  grep '^[^ ]*/[^ /]* [0-9]*$' /run/saved/before | while read -r file value; do
    case $file in /*) ;; *) file=/proc/sys/net/ipv4/conf/$file ;; esac
    [ "$(cat "$file")" = "$value" ] || set_to "$value" "$file"
  done
}

# Another machine asks for these addresses by ARP, a thousand times a second, until `answers` tells how many it got.
ask() {
  asked=''
  for address; do
    # In the background it would not see the signal.
    nsenter --net=/run/netns/peer env --default-signal=INT \
      arping -i eth0 -W 0.0005 -c 100000 "$address" > "/run/asked.$address" 2>&1 &
    asked="$asked $!"
  done
  first=$(requests)
  wait_for asked_times 20
}

answers() {
  wait_for asked_times 100
  # shellcheck disable=SC2086
  kill -INT $asked && wait $asked
  awk '/ packets received/ { sub(/.*transmitted, /, ""); answers += $1; ended++ } END {
    print !ended ? "nobody has asked" : answers ? "answered" : "not answered"
  }' /run/asked.*
  rm /run/asked.*
}

asked_times() { [ "$(requests)" -ge $((first + $1)) ]; }

# How many packets have come in.
requests() { awk '$1 == "eth0:" { print $3 }' /proc/net/dev; }

# Prints how many processes each action begins.
processes() {
  local action first last
  for action; do
    read -r _ _ _ _ first < /proc/loadavg
    invoke web "$action" > /run/output 2>&1 || echo "exit $?"
    read -r _ _ _ _ last < /proc/loadavg
    echo "$action $((last - first))"
  done
}
