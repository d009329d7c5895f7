#!/bin/bash
# Gives the same commands to ipvsadm and to what stands in for it on a kernel without IPVS, and prints where the two
# differ. It wants a network namespace of its own.
cd "${BASH_SOURCE[0]%/*}" || exit 1
set -u
# Without addresses of its own, a host takes no real server.
ip link set lo up
mkdir -p /run/ipvs
timeouts=$(ipvsadm -Ln --timeout)
ln -s $'\n' /run/ipvs/table
ln -s "${timeouts##*: }" /run/ipvs/timeouts

# All there is to see of the table; the order of services and columns is left to each of the two.
look() {
  "$1" -Sn | sort
  "$1" -Ln | tail -n +4 | tr -s ' ' | sed 's/ $//' | sort
  "$1" -Ln --timeout
}

# Gives the command $2… to the program $1, and prints what it exits with and what is there then. Behind -R come lines,
# with commas between.
try() {
  local program=$1 lines
  shift
  if [ "$1" = -R ]; then
    IFS=, read -r -a lines <<< "${*:2}"
    printf '%s\n' "${lines[@]# }" | "$program" -R 2> /dev/null
  else
    "$program" "$@" 2> /dev/null
  fi
  echo "exit status $?"
  look "$program"
}

while read -r -a words; do
  real=$(try ipvsadm "${words[@]}") its=$(try ./ipvsadm "${words[@]}")
  [ "$real" = "$its" ] || printf '@differs %s\n' "${words[*]}: $(diff <(echo "$real") <(echo "$its") | tr '\n' ' ')"
done << 'END'
-A -t 192.168.10.12:80 -s rr
-A -t 192.168.10.12:80 -s rr
-A -t 192.168.10.12:443 -s wlc -p 300
-E -t 192.168.10.12:443 -s rr -p 60
-E -t 192.168.10.12:443 -s rr
-E -t 192.168.10.13:443 -s rr
-a -t 192.168.10.12:80 -r 192.168.10.31:80 -g -w 1
-a -t 192.168.10.12:80 -r 192.168.10.31:80 -g -w 2
-a -t 192.168.10.12:80 -r 192.168.10.32:80 -g -w 2
-a -t 192.168.10.13:80 -r 192.168.10.32:80 -g -w 2
-e -t 192.168.10.12:80 -r 192.168.10.32:80 -g -w 0
-e -t 192.168.10.12:80 -r 192.168.10.33:80 -g -w 0
-R -a -t 192.168.10.12:443 -r 192.168.10.31:443 -g -w 1, -a -t 192.168.10.12:443 -r 192.168.10.32:443 -g -w 3
-R -d -t 192.168.10.12:443 -r 192.168.10.33:443, -d -t 192.168.10.12:443 -r 192.168.10.32:443
-R -d -t 192.168.10.12:443 -r 192.168.10.31:443, -d -t 192.168.10.12:443 -r 192.168.10.32:443
-d -t 192.168.10.12:80 -r 192.168.10.31:80
-d -t 192.168.10.12:80 -r 192.168.10.31:80
--set 0 0 60
--set 700 0 0
-D -t 192.168.10.12:80
-D -t 192.168.10.12:80
-R -A -t 192.168.10.12:80 -s rr, -a -t 192.168.10.12:80 -r 192.168.10.31:80 -m -w 1
-C
END
