# Brings about the states from which experiments begin.
# shellcheck shell=bash

# What a state was like when its function had brought it about, by the name of it.
declare -A dump_of=() network_of=() settings_of=() files_of=() ipvs_of=()

# Makes the host what it is in the state $1: by its function, and from the second time on by what was seen then.
bring_about() {
  local state="$subject $1"
  install web
  if [ -n "${dump_of[$state]-}" ] && return_to "$state"; then return 0; fi
  return_to new || give_up
  "state_${1//-/_}" > /tmp/said 2>&1 || return
  show before
  keep "$state"
}

# Keeps what was seen last as the state $1, with the commands that restore what is no business of ip.
keep() {
  dump_of[$1]=$dump network_of[$1]=$network settings_of[$1]=$settings
  files_of[$1]='rm -rf /run/lvsgen /run/lock/subsys/lvs-*'$'\n'
  [ ! -e /run/lvsgen ] || files_of[$1]+='mkdir /run/lvsgen'$'\n'
  files_of[$1]+=$saved
  [ ! -e /run/lvsgen/lock ] || files_of[$1]+=': > /run/lvsgen/lock'$'\n'
  [ ! -e /proc/net/ip_vs ] || ipvs_of[$1]=$(keep_ipvs)
}

# Prints the commands that restore what IPVS has, and the marks.
keep_ipvs() {
  local timeouts services mangle
  timeouts=$(ipvsadm -Ln --timeout) services=$(ipvsadm -Sn) mangle=$(iptables-save -t mangle)
  printf '%s\n' 'ipvsadm -C' "ipvsadm --set ${timeouts#*: }" "ipvsadm -R <<< ${services@Q}" \
    "iptables-restore <<< ${mangle@Q}"
}

# Makes the host what it was in the state $1.
return_to() {
  local pass commands
  eval "${files_of[$1]}"
  [ "$network" = "${network_of[$1]}" ] || eval "${ipvs_of[$1]-}"
  # What the kernel does by itself with one change may undo another.
  for pass in 1 2 3; do
    write_settings "${settings_of[$1]}"
    plan_network "${network_of[$1]}"
    show before "$commands"
    [ "$dump" != "${dump_of[$1]}" ] || return 0
  done
  return 1
}

# Writes those of the settings $1 that are others now.
write_settings() {
  local -A now=()
  local line
  [ "$settings" != "$1" ] || return 0
  while IFS= read -r line; do now[$line]=1; done <<< "${settings%$'\n'}"
  while IFS= read -r line; do
    [ -n "${now[$line]-}" ] || echo "${line#*:}" > "${line%%:*}"
  done <<< "${1%$'\n'}"
}

# Puts into commands what ip has to do so that the network becomes $1.
plan_network() {
  local -A now=() wanted=() again=()
  local line command device
  commands=''
  [ "$network" != "$1" ] || return 0
  while IFS= read -r line; do now[$line]=1; done <<< "${network%$'\n'}"
  while IFS= read -r line; do wanted[$line]=1; done <<< "${1%$'\n'}"
  # The order of addresses counts: those of a device for VIPs are all set again.
  while IFS= read -r line; do
    [ -z "${now[$line]-}" ] || [ -z "${wanted[$line]-}" ] || continue
    plan add "$line"
    case $device in lo | tunl0) again[$device]=1 ;; esac
  done <<< "$network${1%$'\n'}"
  while IFS= read -r line; do
    [ -z "${wanted[$line]-}" ] || is_again "$line" || continue
    plan del "$line"
    commands+=$command
  done <<< "${network%$'\n'}"
  while IFS= read -r line; do
    [ -z "${now[$line]-}" ] || is_again "$line" || continue
    plan add "$line"
    commands+=$command
  done <<< "${1%$'\n'}"
}

# Is the line $1 an address of a device in again?
is_again() {
  case $1 in
    *': lo '*' inet'*) [ -n "${again[lo]-}" ] ;;
    *': tunl0 '*' inet'*) [ -n "${again[tunl0]-}" ] ;;
    *) false ;;
  esac
}

# Puts into command how ip adds or deletes, as $1 says, what is in the line $2 of its listing, if anybody but the kernel
# does; and into device, whose address it is.
plan() {
  local address rest scope
  command='' device=''
  case $2 in
    [0-9]*:$'\t'*) command="rule $1 pref ${2%%:*} ${2#*$'\t'}"$'\n' ;;
    *' 127.0.0.1/8 '* | *' ::1/128 '* | *' fe80:'*) ;;
    *' inet '* | *' inet6 '*)
      read -r _ device _ address rest <<< "$2"
      scope=${rest#*scope }
      command="addr $1 $address dev $device scope ${scope%% *}"
      case $1$rest in add*' deprecated '*) command+=' preferred_lft 0' ;; esac
      command+=$'\n'
      ;;
    *': tunl0'*,UP,*) [ "$1" = del ] || command=$'link set tunl0 up\n' ;;
    *': tunl0'*) [ "$1" = del ] || command=$'link set tunl0 down\n' ;;
    [0-9]*': '* | *' proto kernel '* | local* | broadcast* | anycast* | multicast* | -* | Timeout*) ;;
    *) command="route $1 $2"$'\n' ;;
  esac
}

# Leaves the experiment at hand to a new host.
give_up() {
  printf '%s\n' "$pending" > /tmp/pending
  exit 75
}
