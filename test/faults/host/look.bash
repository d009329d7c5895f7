# What is seen of the host.
# shellcheck shell=bash

# Processes that stay and answer, since a new one each time would take longer than all the rest: what sees the host, with
# an ip that also changes what states want; and a neighbour in both networks. Bash warns of more than one.
{
  coproc observer { exec look /tmp/network /tmp/settings; }
  coproc neighbour { exec ask-arp "$lan" wire0 192.168.10.1 192.168.10.21 wire1 10.0.0.1 10.0.0.21 2>&1; }
} 2> /dev/null

# Reads the file $1 into the variable text, without a process for that.
read_file() { text='' && { IFS= read -r -d '' text < "$1" || :; }; }

# Gives the commands $1 to ip, and sees what the network and the settings are then.
see() {
  printf '%s\n' "$1" >&"${observer[1]}"
  read -r <&"${observer[0]}"
  read_file /tmp/network
  network=$text
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
  local now text
  see "${2-}"
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
