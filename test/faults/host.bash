# A host for experiments, in the network and mount namespaces it runs in. Reads experiments from standard input, see
# lab.bash, until one leaves the host changed.
# shellcheck shell=bash
set -u

# shellcheck source=states.bash
. ./states.bash

listing='addr show
link show
rule show
route show table all'

on_lan() { nsenter --target="$lan" --net -- "$@"; }

make_host() {
  mount --make-rprivate /
  for folder in /etc /run /var /usr/libexec; do mount -t tmpfs tmpfs "$folder"; done
  cp -r /cluster/etc/. /etc
  mkdir -p /run/lock/subsys
  ln -s /run /run/lock /var

  # What the namespace has taken over from the machine is not to matter.
  for file in /proc/sys/net/ipv4/conf/{all,default,lo}/{arp_ignore,arp_announce,rp_filter}; do echo 0 > "$file"; done
  # It is what somebody has set: a script that resets it to 0 does not leave the host as it was.
  echo 1 > /proc/sys/net/ipv4/conf/all/arp_announce
  echo 0 > /proc/sys/net/ipv4/ip_forward
  for file in /proc/sys/net/ipv4/conf/*/accept_redirects; do echo 1 > "$file"; done
  for file in /proc/sys/net/ipv6/conf/{all,default}/accept_dad; do echo 0 > "$file"; done

  unshare --net -- sleep infinity &
  lan=$!
  until [ "$(readlink "/proc/$lan/ns/net")" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.01; done
  # Where the kernel has IPIP, there is a tunl0. Elsewhere one that does as much as the scripts ask of it. Once
  # up, a device keeps its queue.
  local tunnel=''
  [ -e /proc/sys/net/ipv4/conf/tunl0 ] || tunnel='link add tunl0 address 02:00:00:00:00:05 type veth peer name tunl0-end address 02:00:00:00:00:06
link set tunl0 arp off'
  # 10.77.7.7 and its rule are somebody else's, on this host.
  ip -batch - << END || exit 1
link set lo up
$tunnel
link set tunl0 up
link set tunl0 down
link add eth0 address 02:00:00:00:00:01 type veth peer name wire0 address 02:00:00:00:00:02 netns $lan
link add eth1 address 02:00:00:00:00:03 type veth peer name wire1 address 02:00:00:00:00:04 netns $lan
addr add 192.168.10.21/24 dev eth0
addr add 10.0.0.21/24 dev eth1
addr add 10.77.7.7/32 dev lo
link set eth0 up
link set eth1 up
route add default via 192.168.10.1
rule add from 10.77.7.7 lookup 77 pref 1077
route add default via 10.0.0.1 table 77
END
  on_lan ip -batch - << END || exit 1
addr add 192.168.10.1/24 dev wire0
addr add 10.0.0.1/24 dev wire1
link set wire0 up
link set wire1 up
END
  touch /run/lock/subsys/network
}

# Installs the rendering $1 of the subject, as a package would.
install() {
  [ "$installed" = "$1" ] || cp -r "rendered/$subject/$1/." /
  [ "$1" = mail ] || installed=$1
}

# Does the action $2 of the script of the cluster $1. There is no more in the environment than `service` leaves there.
service() { "${shell[@]}" "$scripts/lvs-$1$suffix" "$2" < /dev/null; }

# Does the action $1 of the script of the subject, with the fault $2… .
stepped() {
  local action=$1
  shift
  stepper /tmp/steps "$@" - "${shell[@]}" "$scripts/lvs-web$suffix" "$action" < /dev/null
}

# Reads the file $1 into the variable text, without a process for that.
read_file() { text='' && { IFS= read -r -d '' text < "$1" || :; }; }

declare -A printed=()

list_files() {
  local file text
  for file in /run/lvsgen/* /run/lvsgen/.[!.]* /run/lock/subsys/*; do
    case $file in */lock | *\*) continue ;; esac
    read_file "$file"
    printf 'FILE %s: %s\n' "$file" "${text//$'\n'/|}"
  done
}

# Prints all that a script could have changed, or the number under which that was printed before.
show() {
  local now number
  now=$(
    ip -o -batch - <<< "$listing"
    if [ -e /proc/net/ip_vs ]; then
      ipvsadm -Sn
      ipvsadm -Ln --timeout
      iptables-save -t mangle | grep '^-A'
    fi
    grep -rs . /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/conf /proc/sys/net/ipv4/vs
    list_files
  )
  number=${printed[$now]-}
  if [ -z "$number" ]; then
    number=${#printed[@]}
    printed[$now]=$number
    printf '@new %s\n%s\n@\n' "$number" "$now"
  fi
  dump=$number
  listed=$now
  printf '@host %s %s\n' "$1" "$number"
}

# Who answers ARP for the VIPs is this host: nobody else is there.
ask() {
  local answers
  answers=$(ask-arp "$lan" wire0 192.168.10.1 192.168.10.21 wire1 10.0.0.1 10.0.0.21 - "${vips[@]}" 2>&1)
  printf '@arp %s %s\n' "$1" "${answers//$'\n'/ }"
}

do_action() {
  local said code=0
  said=$(service web "$1" 2>&1) || code=$?
  printf '@did %s %s %s\n' "$1" "$code" "${said//$'\n'/ | }"
}

experiment() {
  local number=$1 state=$3 action=$4 step=$5 nth=$6 fault=$7 then=$8 code=0 follower text
  local inject=()
  [ "$step" = - ] || inject=("$step" "$nth" "$fault")
  printf '@begin %s\n' "$number"
  install web
  # A lock file that an earlier experiment has left would spare the script some steps.
  [ ! -e /run/lvsgen ] || rm -r /run/lvsgen
  if ! "state_${state//-/_}" > /tmp/said 2>&1; then
    read_file /tmp/said
    printf '@unprepared %s\n' "${text//$'\n'/ | }"
    return
  fi
  show before
  stepped "$action" "${inject[@]}" > /tmp/said 2>&1 || code=$?
  read_file /tmp/said
  printf '@did %s %s %s\n' "$action" "$code" "${text//$'\n'/ | }"
  read_file /tmp/steps
  printf '@steps\n%s@\n' "$text"
  show after
  ask after
  # The same actions on the same host come to the same.
  local same="$subject $dump $then"
  if [ -n "${known[$same]-}" ]; then
    printf '@as %s\n' "${known[$same]}"
    return
  fi
  known[$same]=$number
  do_action status
  for follower in ${then//,/ }; do
    [ "$follower" != - ] || break
    do_action "$follower"
    show "$follower"
    ask "$follower"
  done
}

# Two runs at once: the action $4 of the script is held at the NTH time $6 of its step $5, while the action $8 of the
# script of the cluster $7 runs to its end, until it waits for the lock, or to its own step $9, where it is held in turn
# until the first has ended or waits. With - for the step of the first, one runs after the other, in the order $6.
race() {
  local state=$3 action=$4 step=$5 nth=$6 cluster=$7 other=$8 other_step=$9 other_nth=${10} code=0 text
  printf '@begin %s\n' "$1"
  install web
  [ ! -e /run/lvsgen ] || rm -r /run/lvsgen
  [ "$cluster" = web ] || install "$cluster"
  if ! "state_${state//-/_}" > /tmp/said 2>&1; then
    read_file /tmp/said
    printf '@unprepared %s\n' "${text//$'\n'/ | }"
    return
  fi
  show before
  rm -f /tmp/race.* /tmp/steps
  export other_run="${shell[*]} $scripts/lvs-$cluster$suffix $other" other_step other_nth
  [ "$step.$nth" != -.2 ] || ./rival.bash run
  if [ "$step" = - ]; then
    stepped "$action" > /tmp/said 2>&1 || code=$?
  else
    stepped "$action" "$step" "$nth" hold './rival.bash meanwhile' > /tmp/said 2>&1 || code=$?
  fi
  touch /tmp/race.ended
  [ "$step.$nth" != -.1 ] || ./rival.bash run
  until [ -e /tmp/race.code ] || [ ! -e /tmp/race.begun ]; do sleep 0.005; done
  read_file /tmp/said
  printf '@did %s %s %s\n' "$action" "$code" "${text//$'\n'/ | }"
  read_file /tmp/steps
  printf '@steps\n%s@\n' "$text"
  if [ ! -e /tmp/race.code ]; then
    printf '@did %s 255 it was never run\n' "$other"
  else
    read_file /tmp/race.said
    code=$(< /tmp/race.code)
    printf '@did %s %s %s\n' "$other" "$code" "${text//$'\n'/ | }"
    read_file /tmp/race.steps
    printf '@steps\n%s@\n' "$text"
  fi
  show after
  ask after
}

# Makes the host what it was when it was new, as far as scripts and states change it.
restore() {
  local line file
  while read -r line; do
    case $line in
      /proc/*)
        file=${line%%:*}
        [ "${line#*:}" = "${new_settings[$file]-}" ] || echo "${new_settings[$file]-}" > "$file"
        ;;
    esac
  done <<< "$listed"
  {
    printf '%s\n' 'addr flush dev lo scope global' 'addr add 10.77.7.7/32 dev lo' 'addr flush dev tunl0' \
      'addr del 192.168.10.12/32 dev eth0' 'addr del 192.168.10.13/32 dev eth0' 'addr del 192.168.10.15/32 dev eth0' \
      'link set tunl0 down' 'route del 0.0.0.0/1' 'route del 128.0.0.0/1' 'rule flush' \
      'rule add lookup main pref 32766' 'rule add lookup default pref 32767' 'rule add from 10.77.7.7 lookup 77 pref 1077'
    sed -n 's/.* lookup \([0-9]*\) *$/route flush table \1/p' <<< "$listed" | grep -v ' 77$'
  } | ip -force -batch - 2> /dev/null
  if [ -e /proc/net/ip_vs ]; then
    ipvsadm -C
    ipvsadm --set 900 120 300
    iptables -t mangle -F
  fi
  rm -rf /run/lvsgen /run/lock/subsys/lvs-*
}

make_host
trap 'kill "$lan"' EXIT
show new
clean=$dump
declare -A new_settings=() known=()
while IFS=: read -r file value; do
  case $file in /proc/*) new_settings[$file]=$value ;; esac
done <<< "$listed"
subject='' installed=''
while read -r number name rest; do
  if [ "$subject" != "$name" ]; then
    subject=$name installed=''
    rm -rf /usr/libexec/* /etc/rc.d/init.d/lvs-*
    # shellcheck source=/dev/null
    . "rendered/$subject/subject.bash"
  fi
  # shellcheck disable=SC2086
  case $rest in
    'race '*) race "$number" "$name" ${rest#race } ;;
    *) experiment "$number" "$name" $rest ;;
  esac
  printf '@end %s\n' "$number"
  [ "$dump" != "$clean" ] || continue
  restore
  show new
  [ "$dump" = "$clean" ] || exit 75
done
