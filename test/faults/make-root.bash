#!/bin/bash
# Makes in the folder $1 the root file system that experiments run in, as the cluster test does for its nodes, with the
# programs of this test besides. $2… go to that of the cluster test. With STAND_IN=yes in the environment, IPVS is what
# stand-in/ makes of it.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$1
mkdir "$root"
bash "$here/../cluster/make-root.bash" "$@"

for name in stepper ask-arp look; do cc -O2 -Wall -Wextra -static -o "$root/usr/bin/$name" "$here/$name.c"; done
add() {
  local library
  cp -L "$(type -P "$1")" "$root/usr/bin/$1"
  while read -r library; do
    [ -e "$root$library" ] || { mkdir -p "$root${library%/*}" && cp -L "$library" "$root$library"; }
  done < <(ldd "$(type -P "$1")" 2> /dev/null | grep -o '/[^ ]*')
}
PATH=/usr/sbin:/usr/bin:/sbin:/bin
for program in busybox dash; do add "$program"; done
# What announces a VIP takes its time, for which every experiment would wait; whether it does it well, the cluster test
# sees.
add true
ln -sf true "$root/usr/bin/arping"
# Hosts that install a unit at the same time do not make its folder for each other.
mkdir -p "$root/faults" "$root/usr/lib/systemd/system"
cp "$here"/host/*.bash "$root/faults"

cc -O2 -Wall -Wextra -static -o "$root/faults/ipvsadm" "$here/stand-in/ipvsadm.c"
[ "${STAND_IN-}" = yes ] || exit 0
cc -O2 -Wall -Wextra -shared -fPIC -o "$root/usr/lib/ipvs-files.so" "$here/stand-in/ipvs-files.c"
for etc in etc cluster/etc; do echo /usr/lib/ipvs-files.so > "$root/$etc/ld.so.preload"; done
mkdir -p "$root/faults/ipvs/vs"
echo 0 > "$root/faults/ipvs/vs/expire_nodest_conn"
ln -sf /faults/ipvsadm "$root/usr/bin/ipvsadm"
# The directors that are tried with it have no marks.
for name in iptables-save iptables-restore; do ln -sf true "$root/usr/bin/$name"; done
