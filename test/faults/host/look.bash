# What is seen of the host.
# shellcheck shell=bash

# Processes that stay and answer, since a new one each time would take longer than all the rest: an ip, which also
# changes what states want; what reads the settings; and a neighbour in both networks. Bash warns of more than one.
{
  coproc ip_of_host { exec ip -o -force -batch - 2> /dev/null; }
  coproc settings_reader { exec list-settings /tmp/settings; }
  coproc neighbour { exec ask-arp "$lan" wire0 192.168.10.1 192.168.10.21 wire1 10.0.0.1 10.0.0.21 2>&1; }
} 2> /dev/null

# lo comes first of all links, and once more at the end.
listing='link show
addr show
rule show
route show table all
link show dev lo'

# Reads the file $1 into the variable text, without a process for that.
read_file() { text='' && { IFS= read -r -d '' text < "$1" || :; }; }

# Gives the commands $1 to ip, and reads what the network is then.
change_network() {
  local line ends=''
  network=''
  printf '%s%s\n' "$1" "$listing" >&"${ip_of_host[1]}"
  while IFS= read -r line <&"${ip_of_host[0]}"; do
    case $line in '1: lo: '*) [ -z "$ends" ] || break && ends=yes ;; esac
    # An address of lo is checked by nobody, but some time passes until the kernel says so.
    network+=${line/ tentative / }$'\n'
  done
  [ ! -e /proc/net/ip_vs ] || network+=$(
    ipvsadm -Sn
    ipvsadm -Ln --timeout
    iptables-save -t mangle | grep '^-A'
  )$'\n'
}

list_settings() {
  local text
  echo >&"${settings_reader[1]}"
  read -r <&"${settings_reader[0]}"
  read_file /tmp/settings
  settings=$text
}

# Lists what is recorded. The files themselves are kept in saved, for whoever wants them to be so again.
list_files() {
  local file text
  files='' saved=''
  for file in /run/lvsgen/* /run/lvsgen/.[!.]* /run/lock/subsys/*; do
    case $file in */lock | *\*) continue ;; esac
    read_file "$file"
    files+="FILE $file: ${text//$'\n'/|}"$'\n'
    saved+="printf %s ${text@Q} > $file"$'\n'
  done
}

declare -A printed=()

# Prints all that a script could have changed, or the number under which that was printed before. Some commands $2 for
# ip come first.
show() {
  local now
  change_network "${2-}"
  list_settings
  list_files
  now=$network$settings$files
  dump=${printed[$now]-}
  if [ -z "$dump" ]; then
    dump=${#printed[@]}
    printed[$now]=$dump
    printf '@new %s\n%s@\n' "$dump" "$now"
  fi
  printf '@host %s %s\n' "$1" "$dump"
}

# Who answers ARP for the VIPs is this host: nobody else is there.
ask() {
  local answers=''
  printf '%s\n' "${vips[*]}" >&"${neighbour[1]}"
  read -r answers <&"${neighbour[0]}" || answers='nobody asks any more'
  printf '@arp %s %s\n' "$1" "$answers"
}
